import ArgumentParser
import EntraIdentity
import Foundation
import ServiceCore

/// `sally auth login`
struct AuthLogin: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Sign in and remember it as a profile.",
        discussion: "Tokens are kept in a file that only you can read. Secrets are never kept.")

    /// The profile that is made when none is named.
    static let defaultProfile = "default"

    @OptionGroup var signIn: SignInOptions
    @OptionGroup var resource: ResourceChoice
    @OptionGroup var global: GlobalOptions

    /// A profile that is named and does not exist yet is made here.
    var allowsUnknownProfile: Bool { true }

    func run(in context: CommandContext) async throws -> CommandStatus {
        let access = try ServiceAccess.resolve(in: context)
        let name = context.settings.profileName ?? Self.defaultProfile
        let tokens = ProfileTokens(name: name, context: context)
        let signIn = try SignIn(access: access, cache: tokens.cache, options: signIn)
        let scopes = try resource.scopes(in: access.cloud)
        let credential = try signIn.credential()
        let token = try await credential.token(for: TokenRequestContext(scopes: scopes))
        if signIn.method == .clientSecret, self.signIn.clientSecret == "-" {
            try await keepTokensOfOtherAPIs(credential, in: access)
        }
        let report = TokenReport(token, profile: name, cloud: access.cloud)
        try remember(signIn, named: name, username: report?.username, tenant: report?.tenantID, in: context)
        if let report { try context.output.one(report, fields: report.fields) }
        return .ok
    }

    /// Asks for a token of each API now: the secret is gone with this command, and an application has no refresh token.
    ///
    /// An API that the application has no permission of, or that the tenant does not know, is left out.
    private func keepTokensOfOtherAPIs(_ credential: any TokenCredential, in access: ServiceAccess) async throws {
        for service in [Cloud.Service.graph, .defender, .endpoint] {
            guard let resource = access.cloud.resource(of: service), !resource.isEmpty else { continue }
            do {
                let scopes = access.cloud.defaultScopes(of: service)
                _ = try await credential.token(for: TokenRequestContext(scopes: scopes))
            } catch is AuthenticationError {
                access.context.output.detail("no token for \(resource)")
            }
        }
    }

    /// Writes the profile. The file is written anew, so comments in it go; nothing in it is secret.
    private func remember(
        _ signIn: SignIn, named name: String, username: String?, tenant: String?, in context: CommandContext
    ) throws {
        var profile = context.settings.profile
        profile.cloud = signIn.access.cloud.name
        profile.tenant = signIn.tenant == "organizations" ? tenant : signIn.tenant
        profile.client = signIn.clientID
        profile.method = signIn.method
        profile.username = username
        profile.certificate =
            self.signIn.certificate.map { context.paths.resolve($0).path } ?? profile.certificate
        profile.secretFile =
            self.signIn.clientSecret.flatMap { $0 == "-" ? nil : context.paths.resolve($0).path } ?? profile.secretFile
        if signIn.access.localTenant != nil { profile.state = context.settings.localState.value.path }
        var file = context.configuration
        guard file.profiles[name] != profile || file.defaultProfile == nil else { return }
        file.profiles[name] = profile
        if file.defaultProfile == nil { file.defaultProfile = name }
        try file.save(to: context.configurationFile)
        context.output.note("Profile \(TerminalText.escaped(name)) is in \(context.configurationFile.path).")
    }
}
