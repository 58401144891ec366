import Foundation

/// Telemetry and incidents of the last hours for a local tenant, from the generator.
struct SampleData: Sendable {
    let tenant: LocalTenant
    let context: CommandContext

    /// Fills each customer with a storyline of its own.
    func fillCustomers() async throws {
        let world = try await LocalWorld.read(state: tenant.state, in: context)
        try await TelemetryIngest.withState(tenant.state, in: context) { ingest in
            for (number, customer) in world.customers.enumerated() {
                guard let id = UUID(uuidString: customer.id) else { continue }
                _ = try await ingest.generate(seed: Self.seed(number), tenant: id)
            }
        }
    }

    /// The seed of the storyline of the customer with this place in the world.
    static func seed(_ number: Int) -> UInt64 { 1000 + UInt64(number) }
}
