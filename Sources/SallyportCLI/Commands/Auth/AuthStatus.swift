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
        let credential = try await CredentialResolver(access: access)
            .credential(tenant: context.settings.tenant?.value)
        let token = try await credential.token(for: TokenRequestContext(scopes: scopes))
        guard let report = TokenReport(token, profile: context.settings.profileName, cloud: access.cloud) else {
            context.output.note("Signed in; the token tells nothing about itself.")
            return .ok
        }
        try context.output.one(report, fields: report.fields)
        return .ok
    }
}
