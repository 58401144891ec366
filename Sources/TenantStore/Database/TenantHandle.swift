package import Foundation
import GRDB
import ServiceCore

/// The store as one tenant sees it.
///
/// Every directory, security and telemetry call goes through a handle, and each statement behind it names the handle's
/// tenant: no caller can reach the rows of another one (design decision 10).
package struct TenantHandle: Sendable {
    package let database: TenantDatabase
    package let tenantID: UUID

    init(database: TenantDatabase, tenantID: UUID) {
        self.database = database
        self.tenantID = tenantID
    }

    var now: Date { database.now }
    var random: any RandomSource { database.random }
    var entities: EvidenceEntities { database.evidenceEntities }

    func read<Value: Sendable>(_ body: @Sendable @escaping (Database) throws -> Value) async throws -> Value {
        try await database.read(body)
    }

    @discardableResult
    func write<Value: Sendable>(_ body: @Sendable @escaping (Database) throws -> Value) async throws -> Value {
        try await database.write(body)
    }
}
