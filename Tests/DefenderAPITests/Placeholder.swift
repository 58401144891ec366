enum DefenderAPITestsPlaceholder {}
