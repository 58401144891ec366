import Foundation

/// Telemetry and incidents of the last hours for a fresh local tenant, from the generator.
struct SampleData: Sendable {
    let tenant: LocalTenant
    let context: CommandContext

    /// Fills each customer with a storyline of its own.
    func fillCustomers() async throws {}
}
