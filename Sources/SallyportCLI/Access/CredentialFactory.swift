import EntraIdentity
import Foundation
import ServiceCore

/// Makes credentials of EntraIdentity for one place.
struct CredentialFactory: Sendable {
    let access: ServiceAccess

    func user(
        _ name: String, password: Secret, clientID: String, tenant: String
    ) throws -> any TokenCredential {
        throw CommandError(.signInNeeded, what: "not yet")
    }
}
