import Foundation
import ServiceCore

/// Credentials that the owner of a local state has without signing in.
enum LocalCredentials {
    /// A user of a tenant, its administrator by default, through the ordinary password grant.
    ///
    /// - Parameter name: User principal name.
    static func user(
        _ name: String?, in tenant: LocalWorld.Tenant, access: ServiceAccess
    ) throws -> any TokenCredential {
        guard let user = name.map({ tenant.user(named: $0) }) ?? tenant.administrator else {
            let known = tenant.users.map(\.userPrincipalName).joined(separator: ", ")
            throw CommandError(
                .notFound,
                what: "cannot act as \(name.map { "\"\(TerminalText.escaped($0))\"" } ?? "an administrator")",
                why: "\(tenant.domain) has only \(known)", remedy: "name one of them with --as", status: .usage)
        }
        let password =
            try user.password.map { Secret($0) }
            ?? access.context.prompts.secret("Password of \(TerminalText.escaped(user.userPrincipalName))")
        return try CredentialFactory(access: access).user(
            user.userPrincipalName, password: password, clientID: WellKnown.sallyCLI.text, tenant: tenant.id)
    }
}
