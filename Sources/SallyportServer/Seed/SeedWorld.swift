import Foundation
import ServiceCore
import TenantStore

/// A world as a seed file describes it: tenants with their users. A value; ``SeedApplier`` enters it into a state.
struct SeedWorld: Sendable, Equatable {
    struct Tenant: Sendable, Equatable {
        var name: String
        var kind: TenantRecord.Kind
        /// Given, or derived from the first domain.
        var id: UUID
        /// The first one is the initial and the default domain.
        var domains: [String]
        var country: String?
        var allowsPasswordGrant = true
        var allowsUserConsent = true
        var refreshTokenMode = TenantRecord.RefreshTokenMode.entra
        var isDefenderEnabled = true
        var users: [User] = []
    }

    struct User: Sendable, Equatable {
        var name: String
        var userPrincipalName: String
        var id: UUID
        var givenName: String?
        var surname: String?
        var jobTitle: String?
        var roles: Set<DirectoryRole> = []
        var isEnabled = true
        /// Nil for a password derived from the state's admin key, as it should be.
        var password: Secret?
    }

    var tenants: [Tenant]
}

/// Identifiers that follow from names, so that a seed gives the same world twice: RFC 9562 version 5.
enum SeedIdentifier {
    private static let namespace = UUID(
        uuid: (0x5a, 0x11, 0xc0, 0xde, 0x5e, 0xed, 0x4a, 0x11, 0x9b, 0x0a, 0x6c, 0x11, 0xe7, 0xa9, 0x00, 0x02))

    /// The identifier of an object: its kind and the names that lead to it, in lower case.
    static func make(_ kind: String, _ names: String...) -> UUID {
        NamedIdentifier.make(
            namespace: namespace, name: ([kind] + names.map { $0.lowercased() }).joined(separator: "/"))
    }
}
