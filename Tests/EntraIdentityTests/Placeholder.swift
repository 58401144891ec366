enum EntraIdentityTestsPlaceholder {}
