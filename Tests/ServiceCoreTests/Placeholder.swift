enum ServiceCoreTestsPlaceholder {}
