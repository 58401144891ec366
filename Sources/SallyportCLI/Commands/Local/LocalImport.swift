import ArgumentParser

/// `sally local import`
struct LocalImport: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Import recordings of events, zip or JSON lines.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: "Recordings.", completion: .file(extensions: ["zip", "json", "jsonl", "ndjson"]))
    var files: [String]

    @Flag(help: "Move the recording's time so that its last event is now.")
    var shiftToNow = false

    func run(in context: CommandContext) async throws -> CommandStatus { .ok }
}
