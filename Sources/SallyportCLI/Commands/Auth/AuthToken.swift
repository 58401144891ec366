import ArgumentParser
import EntraIdentity
import Foundation
import ServiceCore

/// `sally auth token`
struct AuthToken: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Print an access token, and nothing else.",
        discussion: "Of the profile or the variables, or by signing in with the options given.")

    @OptionGroup var signIn: SignInOptions
    @OptionGroup var resource: ResourceChoice
    @OptionGroup var global: GlobalOptions

    func run(in context: CommandContext) async throws -> CommandStatus {
        let access = try ServiceAccess.resolve(in: context)
        let credential: any TokenCredential
        if signIn.method != nil || signIn.clientID != nil {
            credential = try SignIn(access: access, cache: TokenCache(), options: signIn).credential()
        } else {
            credential = try await CredentialResolver(access: access)
                .credential(tenant: context.settings.tenant?.value)
        }
        let token = try await credential.token(
            for: TokenRequestContext(scopes: try resource.scopes(in: access.cloud)))
        try context.output.data(token.token.reveal + "\n")
        return .ok
    }
}
