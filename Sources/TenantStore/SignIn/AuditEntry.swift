package import Foundation
import GRDB

/// A line of the sign-in and consent log; identity.md H.54. It holds no token, code or secret.
package struct AuditEntry: Sendable, Equatable {
    /// What happened.
    package struct Activity: RawRepresentable, Codable, Hashable, Sendable {
        package let rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let signIn = Self(rawValue: "signIn")
        package static let tokenIssued = Self(rawValue: "tokenIssued")
        package static let consent = Self(rawValue: "consent")
        package static let codeReplayed = Self(rawValue: "codeReplayed")
        package static let refreshTokenReused = Self(rawValue: "refreshTokenReused")
        package static let sessionsRevoked = Self(rawValue: "sessionsRevoked")
    }

    package var tenantID: UUID?
    package var activity: Activity
    /// `granted`, `declined`, or the number of the refusal such as `AADSTS50126`.
    package var result: String
    /// The client ID of the application.
    package var clientID: UUID?
    package var userID: UUID?
    /// The claim `uti` of the token that was issued.
    package var tokenID: String?
    package var correlationID: String?
    package var detail: String?

    package init(
        tenantID: UUID?, activity: Activity, result: String, clientID: UUID? = nil, userID: UUID? = nil,
        tokenID: String? = nil, correlationID: String? = nil, detail: String? = nil
    ) {
        self.tenantID = tenantID
        self.activity = activity
        self.result = result
        self.clientID = clientID
        self.userID = userID
        self.tokenID = tokenID
        self.correlationID = correlationID
        self.detail = detail
    }
}

/// An audit entry as it stands in the log.
package struct AuditEntryRecord: StoredRecord, Equatable, Identifiable {
    package static let table = "auditEntries"

    package var id: Int64
    package var tenantID: UUID?
    package var date: Date
    package var activity: AuditEntry.Activity
    package var result: String
    package var clientID: UUID?
    package var userID: UUID?
    package var tokenID: String?
    package var correlationID: String?
    package var detail: String?
}

extension TenantDatabase {
    /// Adds a line to the log. Refusals from before a tenant is known carry none.
    package func audit(_ entry: AuditEntry) async throws {
        let now = now
        try await write { try $0.record(entry, at: now) }
    }
}

extension TenantHandle {
    /// The newest lines of this tenant's log, newest first.
    package func auditEntries(limit: Int = 100) async throws -> [AuditEntryRecord] {
        try await read { database in
            try database.all(
                AuditEntryRecord.self,
                "SELECT * FROM auditEntries WHERE tenantID = \(tenantID) ORDER BY id DESC LIMIT \(limit)")
        }
    }
}

extension Database {
    func record(_ entry: AuditEntry, at now: Date) throws {
        try run(
            """
            INSERT INTO auditEntries
                (tenantID, date, activity, result, clientID, userID, tokenID, correlationID, detail)
            VALUES (\(entry.tenantID), \(now), \(entry.activity.rawValue), \(entry.result), \(entry.clientID),
                \(entry.userID), \(entry.tokenID), \(entry.correlationID), \(entry.detail))
            """)
    }
}
