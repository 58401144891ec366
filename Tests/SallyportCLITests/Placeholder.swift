enum SallyportCLITestsPlaceholder {}
