enum TenantStoreTestsPlaceholder {}
