package import Foundation

/// A tenant: one directory with its users, applications and data.
package struct TenantRecord: StoredRecord, Equatable, Identifiable {
    /// What part a tenant plays in the local world.
    package struct Kind: RawRepresentable, Codable, Hashable, Sendable {
        package let rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        /// Where multi-tenant applications are registered; identity.md E.
        package static let partner = Self(rawValue: "partner")
        /// Where partners' applications act.
        package static let customer = Self(rawValue: "customer")
        /// The owner of Microsoft's own applications. It has no users and is in no list.
        package static let platform = Self(rawValue: "platform")
    }

    /// How refresh tokens are rotated; identity.md H.29.
    package struct RefreshTokenMode: RawRepresentable, Codable, Hashable, Sendable {
        package let rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        /// An old token stays valid; every answer carries a new one.
        package static let entra = Self(rawValue: "entra")
        /// An old token dies; its reuse after the grace period revokes the family.
        package static let strict = Self(rawValue: "strict")
    }

    package static let table = "tenants"

    package var id: UUID
    package var displayName: String
    package var kind: Kind
    package var countryLetterCode: String?
    package var createdDateTime: Date
    /// Whether users may sign in by the password grant; identity.md H.42.
    package var allowsPasswordGrant: Bool
    /// Whether users may consent for themselves to permissions that need no administrator.
    package var allowsUserConsent: Bool
    package var refreshTokenMode: RefreshTokenMode
    /// Whether the Defender products are licensed here; their service principals are missing otherwise.
    package var isDefenderEnabled: Bool

    package init(
        id: UUID, displayName: String, kind: Kind, countryLetterCode: String? = nil, createdDateTime: Date,
        allowsPasswordGrant: Bool = false, allowsUserConsent: Bool = true, refreshTokenMode: RefreshTokenMode = .entra,
        isDefenderEnabled: Bool = true
    ) {
        self.id = id
        self.displayName = displayName
        self.kind = kind
        self.countryLetterCode = countryLetterCode
        self.createdDateTime = createdDateTime
        self.allowsPasswordGrant = allowsPasswordGrant
        self.allowsUserConsent = allowsUserConsent
        self.refreshTokenMode = refreshTokenMode
        self.isDefenderEnabled = isDefenderEnabled
    }

    /// The tenant that owns Microsoft's first-party applications (its public `appOwnerOrganizationId`).
    package static let platformID = UUID(
        uuid: (0xf8, 0xcd, 0xef, 0x31, 0xa3, 0x1e, 0x4b, 0x4a, 0x93, 0xe4, 0x5f, 0x57, 0x1e, 0x91, 0x25, 0x5a))
}

/// A DNS name that a tenant has proved to own.
package struct VerifiedDomainRecord: StoredRecord, Equatable {
    package static let table = "verifiedDomains"

    package var name: String
    package var tenantID: UUID
    /// New users are named in this domain.
    package var isDefault: Bool
    /// The domain that the tenant was made with.
    package var isInitial: Bool

    package init(name: String, tenantID: UUID, isDefault: Bool, isInitial: Bool) {
        self.name = name
        self.tenantID = tenantID
        self.isDefault = isDefault
        self.isInitial = isInitial
    }
}
