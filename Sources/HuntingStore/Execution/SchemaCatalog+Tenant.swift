package import KQL
internal import Telemetry
package import TenantStore

extension SchemaCatalog {
    /// What the queries of a tenant can name: Defender's tables, and the functions that the tenant has stored.
    ///
    /// - Parameter others: Further functions; of one name these are called.
    package static func ofTenant(
        _ handle: TenantHandle, adding others: [StoredFunction] = []
    ) async throws -> SchemaCatalog {
        var catalog = DefenderSchema.catalog
        for saved in try await handle.savedHunts(.function) {
            var function = StoredFunction(name: saved.name, text: saved.text)
            function.summary = saved.summary
            catalog.add(function)
        }
        for function in others { catalog.add(function) }
        return catalog
    }
}
