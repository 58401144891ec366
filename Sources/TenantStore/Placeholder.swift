enum TenantStorePlaceholder {}
