import ArgumentParser
import Foundation
import ServiceCore

/// `sally auth status`
struct AuthStatus: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show who is signed in, to what, and until when.",
        discussion: "Ends with 4 when nobody is.")

    @OptionGroup var resource: ResourceChoice
    @OptionGroup var global: GlobalOptions

    func run(in context: CommandContext) async throws -> CommandStatus {
        let access = try ServiceAccess.resolve(in: context)
        let scopes = try resource.scopes(in: access.cloud)
        let resolver = CredentialResolver(access: access)
        let credential = try await resolver.credential(tenant: context.settings.tenant?.value)
        let token = try await credential.token(for: TokenRequestContext(scopes: scopes))
        // Variables may have chosen another identity than the profile's.
        var profile: String?
        if case .profile(let name, _, _) = try resolver.caller() { profile = name }
        guard let report = TokenReport(token, profile: profile, cloud: access.cloud) else {
            context.output.note("Signed in; the token tells nothing about itself.")
            return .ok
        }
        try context.output.one(report, fields: report.fields)
        return .ok
    }
}
