enum SallyportServerTestsPlaceholder {}
