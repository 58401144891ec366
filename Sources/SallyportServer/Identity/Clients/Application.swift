import TenantStore

/// In this module an application is a registration, not Hummingbird's server.
typealias Application = TenantStore.Application
