package import Foundation
import ServiceCore

/// A user of one tenant.
package struct UserRecord: StoredRecord, Equatable, Identifiable {
    package static let table = "users"

    package var id: UUID
    package var tenantID: UUID
    package var userPrincipalName: String
    package var displayName: String
    package var givenName: String?
    package var surname: String?
    package var mail: String?
    package var jobTitle: String?
    package var mobilePhone: String?
    package var officeLocation: String?
    package var preferredLanguage: String?
    package var businessPhones: [String]
    package var accountEnabled: Bool
    /// `Member` or `Guest`.
    package var userType: String
    package var createdDateTime: Date
    /// Nil when the user cannot sign in with a password.
    var passwordHash: String?
    /// Whether the password is derived from the state's admin key, so that `sally local info` can show it.
    package var hasGeneratedPassword: Bool
    package var lastPasswordChangeDateTime: Date
    /// Refresh tokens and sessions from before this instant are void.
    package var signInSessionsValidFromDateTime: Date
    var failedSignIns: Int
    var lockouts: Int
    /// Until when sign-in is refused whatever the password.
    package var lockedUntil: Date?
}

/// What a new user is made of.
package struct UserDraft: Sendable {
    package var id: UUID?
    package var userPrincipalName: String
    package var displayName: String
    package var givenName: String?
    package var surname: String?
    package var mail: String?
    package var jobTitle: String?
    package var mobilePhone: String?
    package var officeLocation: String?
    package var preferredLanguage: String?
    package var businessPhones: [String] = []
    package var accountEnabled = true
    package var userType = "Member"
    package var hasGeneratedPassword = false
    package var roles: Set<DirectoryRole> = []

    package init(userPrincipalName: String, displayName: String) {
        self.userPrincipalName = userPrincipalName
        self.displayName = displayName
    }
}

/// A built-in directory role, known by its template ID (claim `wids`).
package struct DirectoryRole: RawRepresentable, Codable, Hashable, Sendable {
    /// The role template's identifier.
    package let rawValue: UUID

    package init(rawValue: UUID) { self.rawValue = rawValue }

    package static let globalAdministrator = Self(rawValue: WellKnown.DirectoryRole.globalAdministrator)
    package static let securityAdministrator = Self(rawValue: WellKnown.DirectoryRole.securityAdministrator)
    package static let securityOperator = Self(rawValue: WellKnown.DirectoryRole.securityOperator)
    package static let securityReader = Self(rawValue: WellKnown.DirectoryRole.securityReader)
    package static let globalReader = Self(rawValue: WellKnown.DirectoryRole.globalReader)
    package static let privilegedRoleAdministrator = Self(rawValue: WellKnown.DirectoryRole.privilegedRoleAdministrator)
    package static let applicationAdministrator = Self(rawValue: WellKnown.DirectoryRole.applicationAdministrator)
    package static let cloudApplicationAdministrator = Self(
        rawValue: WellKnown.DirectoryRole.cloudApplicationAdministrator)
    package static let userAdministrator = Self(rawValue: UUID(constant: "fe930be7-5e62-47db-91af-98c3a49a38b1"))
    package static let directoryReaders = Self(rawValue: UUID(constant: "88d8e3e3-8f55-4a1e-953a-9b9898b8876b"))
    package static let directoryWriters = Self(rawValue: UUID(constant: "9360feb5-f418-4baa-8175-e2a00bac4301"))

    /// The roles that a seed file may name, with the names that Entra shows.
    package static let named: [(name: String, role: DirectoryRole)] = [
        ("Global Administrator", .globalAdministrator), ("Security Administrator", .securityAdministrator),
        ("Security Operator", .securityOperator), ("Security Reader", .securityReader),
        ("Global Reader", .globalReader), ("Privileged Role Administrator", .privilegedRoleAdministrator),
        ("Application Administrator", .applicationAdministrator),
        ("Cloud Application Administrator", .cloudApplicationAdministrator),
        ("User Administrator", .userAdministrator), ("Directory Readers", .directoryReaders),
        ("Directory Writers", .directoryWriters),
    ]

    /// The name that Entra shows, or nil for a role that is not in our list.
    package var displayName: String? { Self.named.first { $0.role == self }?.name }
}

/// A role held by a user.
struct DirectoryRoleRecord: StoredRecord {
    static let table = "directoryRoles"

    var tenantID: UUID
    var userID: UUID
    var roleTemplateID: UUID
}
