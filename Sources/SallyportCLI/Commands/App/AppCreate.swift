import ArgumentParser
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

    @Argument(help: "Name of the application.")
    var name: String

    @Option(help: "For whom it calls the APIs.")
    var context: Context = .application

    @Option(
        name: .customLong("for"), parsing: .singleValue,
        help: "What it is for, separated by commas: incidents, incidents-write, hunting, alerts, machines, …")
    var purposes: [String] = []

    @Option(
        name: .customLong("permission"), parsing: .singleValue,
        help: "A permission by name, RESOURCE/NAME or NAME; may be repeated.")
    var permissions: [String] = []

    @Option(
        name: .customLong("redirect-uri"), parsing: .singleValue,
        help: "Where sign-in returns to; may be repeated.")
    var redirectURIs: [String] = []

    @Option(help: "PEM file of a certificate to sign in with, instead of a secret.", completion: .file())
    var certificate: String?

    func validate() throws {
        guard !name.isEmpty, name.count <= 256 else { throw ValidationError("A name has 1 to 256 characters.") }
        for purpose in purposeNames where PermissionPurpose.named(purpose) == nil {
            let known = PermissionPurpose.all.map(\.name).joined(separator: ", ")
            throw ValidationError("“\(purpose)” is no purpose; known are \(known).")
        }
    }

    /// The values of `--for`, split at commas.
    var purposeNames: [String] {
        purposes.flatMap { $0.split(separator: ",").map(String.init) }
    }

    func run(in context: CommandContext) async throws -> ExitStatus { .ok }
}
