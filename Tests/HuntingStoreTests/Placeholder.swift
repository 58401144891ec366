enum HuntingStoreTestsPlaceholder {}
