import ArgumentParser

/// `sally local …`: the tenant on this machine.
struct LocalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "local",
        abstract: "The local tenant: start, stop, look at, empty, fill.",
        subcommands: [
            LocalStart.self, LocalStop.self, LocalStatus.self, LocalInfo.self, LocalEnv.self, LocalImport.self,
            LocalFunctions.self, LocalQueries.self, LocalReset.self,
        ]
    )
}
