enum SallyportTestingPlaceholder {}
