import ArgumentParser

/// `sally exec`
struct ExecCommand: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "exec", abstract: "Run a program, unmodified, against the local tenant.",
        usage: "sally exec [<options>] -- PROGRAM [ARGUMENT…]",
        discussion: """
            The program gets a proxy that answers for the hosts of the Microsoft clouds, a CA to trust, and
            AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET of an application. Other hosts are refused.
            """)

    @OptionGroup var global: GlobalOptions

    @Flag(help: "Let the program reach other hosts too.")
    var allowInternet = false

    @Argument(parsing: .postTerminator, help: "The program and its arguments, after --.")
    var command: [String] = []

    func validate() throws {
        guard !command.isEmpty else { throw ValidationError("Name a program after --.") }
    }

    func run(in context: CommandContext) async throws -> ExitStatus { .ok }
}
