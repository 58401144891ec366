package import Foundation
import GRDB
package import ServiceCore

/// A device authorization in progress; identity.md B.4, RFC 8628. The device code is stored as a hash only.
package struct DeviceCodeRecord: StoredRecord {
    /// Where an authorization stands.
    package enum State: String, Codable, Hashable, Sendable {
        case pending
        case approved
        case declined
        /// Tokens were issued for it.
        case redeemed
    }

    package static let table = "deviceCodes"

    var codeHash: String
    /// What the person types: letters without vowels and unambiguous digits, no separators.
    package var userCode: String
    /// The client ID.
    package var clientID: UUID
    /// The tenant segment of the request, as sent.
    package var authority: String
    /// The requested scopes in the spelling of the request.
    package var scopes: String
    package var resource: String?
    package var claims: String?
    package var state: State
    /// The user who approved, with the user's tenant.
    package var tenantID: UUID?
    package var userID: UUID?
    package var sessionID: UUID?
    package var authenticatedDateTime: Date?
    /// Seconds that the device must wait between polls.
    package var interval: Int
    var fastPolls: Int
    package var lastPollDateTime: Date?
    package var createdDateTime: Date
    package var expiresDateTime: Date

    /// The outcome of a poll.
    package enum Poll: Sendable {
        case pending
        /// Faster than the interval, which grows by five seconds; RFC 8628 §3.5.
        case slowDown(interval: Int)
        /// Far faster than the interval, again and again: 429.
        case tooMany
        case declined
        case expired
        /// Approved. This poll, and no other, gets tokens.
        case approved(DeviceCodeRecord)
        /// No such code of this client, or one that was redeemed before.
        case unknown
    }

    /// What a poll at an instant answers, and where the authorization stands after it.
    ///
    /// The order matters: an approval is not held back by an impatient device.
    mutating func poll(at now: Date) -> Poll {
        if state == .redeemed { return .unknown }
        if now >= expiresDateTime { return .expired }
        switch state {
        case .approved:
            let approved = self
            state = .redeemed
            return .approved(approved)
        case .declined:
            state = .redeemed
            return .declined
        case .pending, .redeemed: break
        }
        defer { lastPollDateTime = now }
        // One second is left to clocks and networks: a device that waits the interval must never be told to slow down.
        guard let last = lastPollDateTime, now.timeIntervalSince(last) < Double(interval) - 1 else {
            fastPolls = 0
            return .pending
        }
        fastPolls += 1
        if fastPolls > 10 { return .tooMany }
        interval = min(interval + 5, 60)
        return .slowDown(interval: interval)
    }
}

/// What a new device authorization is bound to.
package struct DeviceCodeDraft: Sendable {
    package var clientID: UUID
    package var authority: String
    package var scopes: String
    package var resource: String?
    package var claims: String?
    /// Seconds until both codes expire.
    package var lifetime: TimeInterval = 900
    /// Seconds between polls.
    package var interval = 5

    package init(clientID: UUID, authority: String, scopes: String) {
        self.clientID = clientID
        self.authority = authority
        self.scopes = scopes
    }
}

/// The spelling of user codes; identity.md H.38.
package enum UserCode {
    /// No vowels, no 0, 1: 28 signs, 4.8 bits each.
    static let alphabet = Array("BCDFGHJKLMNPQRSTVWXZ23456789")
    /// Nine signs as in the service: 43 bits.
    static let length = 9

    static func make(random: any RandomSource) -> String {
        var code = ""
        while code.count < length {
            // Bytes from 252 up would make the first signs likelier than the others.
            for byte in random.bytes(length) where byte < 252 && code.count < length {
                code.append(alphabet[Int(byte) % alphabet.count])
            }
        }
        return code
    }

    /// A typed code without separators, in upper case.
    package static func normalized(_ typed: String) -> String {
        String(typed.uppercased().filter { $0.isLetter || $0.isNumber })
    }
}

// A device asks at the endpoint of its choice, `organizations` as a rule; the tenant is known when a user approves.
extension TenantDatabase {
    /// Begins a device authorization and shows its code this once.
    package func createDeviceCode(
        _ draft: DeviceCodeDraft
    ) async throws -> (deviceCode: Secret, record: DeviceCodeRecord) {
        let (code, now) = (SecretHash.token(random: random), now)
        let random = random
        let row = try await write { database in
            var userCode = UserCode.make(random: random)
            // A code that is still shown on another device must not be given twice.
            while try database.value(Int.self, "SELECT 1 FROM deviceCodes WHERE userCode = \(userCode)") != nil {
                userCode = UserCode.make(random: random)
            }
            let row = DeviceCodeRecord(
                codeHash: SecretHash.fast(code), userCode: userCode, clientID: draft.clientID,
                authority: draft.authority, scopes: draft.scopes, resource: draft.resource, claims: draft.claims,
                state: .pending, interval: draft.interval, fastPolls: 0, createdDateTime: now,
                expiresDateTime: now.addingTimeInterval(draft.lifetime))
            try database.insert(row)
            return row
        }
        return (code, row)
    }

    /// The authorization that waits under a user code, as typed; nil when there is none or it has expired or ended.
    package func pendingDeviceCode(userCode: String) async throws -> DeviceCodeRecord? {
        let (now, code) = (now, UserCode.normalized(userCode))
        return try await read { database in
            try database.one(
                DeviceCodeRecord.self,
                "SELECT * FROM deviceCodes WHERE userCode = \(code) AND state = 'pending' AND expiresDateTime > \(now)")
        }
    }

    /// Declines an authorization. False when it no longer waits.
    package func declineDeviceCode(userCode: String) async throws -> Bool {
        let (now, code) = (now, UserCode.normalized(userCode))
        return try await write { database in
            try database.run(
                """
                UPDATE deviceCodes SET state = 'declined'
                WHERE userCode = \(code) AND state = 'pending' AND expiresDateTime > \(now)
                """) == 1
        }
    }

    /// A poll of the device; of two parallel polls after the approval exactly one gets `approved`.
    package func pollDeviceCode(_ code: Secret, clientID: UUID) async throws -> DeviceCodeRecord.Poll {
        let (now, hash) = (now, SecretHash.fast(code))
        return try await write { database in
            let found = try database.one(
                DeviceCodeRecord.self,
                "SELECT * FROM deviceCodes WHERE codeHash = \(hash) AND clientID = \(clientID)")
            guard var row = found else { return .unknown }
            let outcome = row.poll(at: now)
            try database.update(row)
            return outcome
        }
    }
}

extension TenantHandle {
    /// Approves an authorization for a user of this tenant. False when it no longer waits.
    package func approveDeviceCode(
        userCode: String,
        userID: UUID,
        sessionID: UUID?,
        authenticatedDateTime: Date
    ) async throws -> Bool {
        let (now, code) = (now, UserCode.normalized(userCode))
        return try await write { database in
            try database.run(
                """
                UPDATE deviceCodes SET state = 'approved', tenantID = \(tenantID), userID = \(userID),
                    sessionID = \(sessionID), authenticatedDateTime = \(authenticatedDateTime)
                WHERE userCode = \(code) AND state = 'pending' AND expiresDateTime > \(now)
                """) == 1
        }
    }
}
