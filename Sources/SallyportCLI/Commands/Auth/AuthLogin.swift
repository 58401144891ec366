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
        let token = try await signIn.credential().token(for: TokenRequestContext(scopes: scopes))
        let report = TokenReport(token, profile: name, cloud: access.cloud)
        try remember(signIn, named: name, username: report?.username, tenant: report?.tenantID, in: context)
        if let report { try context.output.one(report, fields: report.fields) }
        return .ok
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
