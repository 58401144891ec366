import EntraIdentity
import Foundation
import ServiceCore

/// Finds out who calls: variables, then the profile, then, on a local tenant, its administrator.
struct CredentialResolver: Sendable {
    let access: ServiceAccess

    func credential(tenant: String?) async throws -> any TokenCredential {
        throw CommandError(.signInNeeded, what: "not yet")
    }
}
