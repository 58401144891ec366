import ArgumentParser
import Foundation
import ServiceCore

/// `sally app create`
struct AppCreate: SallyCommand {
    /// For whom the application calls the APIs.
    enum Context: String, CaseIterable, Sendable, ExpressibleByArgument {
        /// By itself, with app roles of its home tenant.
        case application
        /// For a signed-in user, with scopes.
        case user
        /// By itself in tenants of customers who consented.
        case partner
    }

    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Register an application with permissions, consent and a credential.",
        discussion: "Running it again with the same name repairs what is missing and makes a new credential.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var acting: ActingOptions
    @OptionGroup var wanted: PermissionOptions

    @Argument(help: "Name of the application.")
    var name: String

    @Option(help: "For whom it calls the APIs.")
    var context: Context = .application

    @Option(
        name: .customLong("redirect-uri"), parsing: .singleValue,
        help: "Where sign-in returns to; may be repeated.")
    var redirectURIs: [String] = []

    @Option(help: "PEM file of a certificate to sign in with, instead of a secret.", completion: .file())
    var certificate: String?

    @Flag(help: "Register only; an administrator consents later.")
    var noConsent = false

    func validate() throws {
        guard !name.isEmpty, name.count <= 256 else { throw ValidationError("A name has 1 to 256 characters.") }
    }

    func run(in context: CommandContext) async throws -> CommandStatus {
        let wish = try wish(in: context)
        let isPartner = self.context == .partner
        let session = try await DirectorySession.open(
            ServiceAccess.resolve(in: context), actingAs: acting.user,
            fallback: { isPartner ? $0.partner : $0.customers.first })
        let result = try await ApplicationRegistration(session: session).carryOut(wish)
        try context.output.one(result, fields: result.fields)
        if result.secret != nil { context.output.note("The secret is shown once; keep it where secrets are kept.") }
        return .ok
    }

    /// What the options ask for.
    func wish(in context: CommandContext) throws -> ApplicationRegistration.Wish {
        let kind: Permission.Kind = self.context == .user ? .scope : .appRole
        return ApplicationRegistration.Wish(
            name: name, context: self.context,
            permissions: try PermissionWish.list(
                purposes: wanted.purposeNames, permissions: wanted.permissions, kind: kind),
            redirectURIs: redirectURIs,
            certificate: try certificate.map { try Self.certificate(context.paths.resolve($0)) },
            makesSecret: self.context != .user && certificate == nil, grantsConsent: !noConsent)
    }

    private static func certificate(_ file: URL) throws -> Data {
        let text = try InputFile.text(file)
        guard let der = PEM.certificate(in: text) else {
            throw CommandError(
                .badInput, what: "cannot use \(file.path)", why: "it holds no PEM certificate",
                remedy: "give a file with -----BEGIN CERTIFICATE-----", status: .usage)
        }
        return der
    }
}
