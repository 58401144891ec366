import Foundation
import TenantStore

/// The directory of one tenant of a local state, opened beside the server or without one: the database lets several
/// processes in.
struct LocalStore: Sendable {
    let handle: TenantHandle
    /// The domain that a person knows the tenant by.
    let domain: String

    /// Opens the state of the settings while `body` runs, for the tenant of the settings or the first customer.
    static func withTenant<Result>(
        in context: CommandContext, _ body: (LocalStore) async throws -> Result
    ) async throws -> Result {
        let state = context.settings.localState.value
        let world = try await LocalWorld.read(state: state, in: context)
        let tenant = try world.required(context.settings.tenant?.value, fallback: { $0.customers.first })
        guard let tenantID = UUID(uuidString: tenant.id) else {
            throw CommandError(.noLocalTenant, what: "the tenant has no identifier")
        }
        let database = try TenantDatabase.open(
            at: state.appending(path: "sallyport.sqlite"), time: context.time, random: context.random)
        defer { try? database.close() }
        return try await body(LocalStore(handle: database.handle(for: tenantID), domain: tenant.domain))
    }
}
