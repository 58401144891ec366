import ArgumentParser

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The command `sally`.
@main
struct Sally: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sally",
        abstract: "Microsoft 365 Defender: applications, sign-in, incidents, hunting – and a tenant of your own.",
        discussion: """
            Exit codes: 0 ok, 1 error, 2 usage, 3 findings, 4 sign-in or consent needed, 5 partial,
            6 throttled or timed out, 130 interrupted.
            """,
        version: "0.1.0",
        groupedSubcommands: [
            CommandGroup(
                name: "Begin here",
                subcommands: [QuickstartCommand.self, DoctorCommand.self, ExecCommand.self, LocalCommand.self]),
            CommandGroup(
                name: "Work with a tenant",
                subcommands: [AppCommand.self, AuthCommand.self, IncidentsCommand.self, HuntCommand.self]),
            CommandGroup(name: "Write queries", subcommands: [KQLCommand.self]),
        ]
    )

    /// Runs the command line of this process and ends it.
    static func main() async {
        let code = await Launcher.run(arguments: Array(CommandLine.arguments.dropFirst()))
        #if canImport(Glibc)
        Glibc.exit(code)
        #else
        Darwin.exit(code)
        #endif
    }
}
