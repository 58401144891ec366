import ArgumentParser

/// `sally kql …`: hunting queries without a tenant.
struct KQLCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kql",
        abstract: "Write hunting queries: run them on files, check them, format them.",
        subcommands: [
            KQLRun.self, KQLCheck.self, KQLBatch.self, KQLExplain.self, KQLFormat.self, KQLRepl.self,
            KQLLanguageServer.self,
        ]
    )
}
