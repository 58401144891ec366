enum KQLTestsPlaceholder {}
