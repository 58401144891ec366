import ArgumentParser
import Foundation
import HuntingStore

/// `sally local import`
struct LocalImport: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Import recordings of events, zip or JSON lines.",
        discussion:
            "Into the first customer unless --tenant names another. A file that was imported before adds nothing.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: "Recordings.", completion: .file(extensions: ["zip", "json", "jsonl", "ndjson"]))
    var files: [String]

    @Flag(help: "Move the recording's time so that its last event is now.")
    var shiftToNow = false

    func run(in context: CommandContext) async throws -> CommandStatus {
        let state = context.settings.localState.value
        let world = try await LocalWorld.read(state: state, in: context)
        let tenant = try world.required(context.settings.tenant?.value, fallback: { $0.customers.first })
        guard let tenantID = UUID(uuidString: tenant.id) else { return .failure }
        let places = files.map(context.paths.resolve)
        for place in places where !FileManager.default.fileExists(atPath: place.path) {
            throw CommandError(
                .badInput, what: "cannot import \(place.path)", why: "there is no such file", remedy: "check its name",
                status: .usage)
        }
        let summary = try await TelemetryIngest.withState(state, in: context) { ingest in
            try await ingest.importFiles(places, tenant: tenantID, shiftsToNow: shiftToNow)
        }
        try write(summary, to: context.output)
        return .ok
    }

    private func write(_ summary: ImportSummary, to output: Output) throws {
        if output.format == .json || output.format == .jsonl {
            return try output.one(summary, fields: [])
        }
        try output.list(
            summary.files,
            columns: [
                ListColumn("File") { $0.file }, ListColumn("Events", .right) { String($0.events) },
                ListColumn("Mapped", .right) { String($0.mapped) },
                ListColumn("Skipped", .right) { String($0.skipped.values.reduce(0, +)) },
                ListColumn("Malformed", .right) { String($0.malformed) },
                ListColumn("Duplicates", .right) { String($0.duplicates) },
                ListColumn("Rows", .right) { String($0.tables.values.reduce(0, +)) },
            ])
        for file in summary.files {
            for (reason, count) in file.skipped.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
                output.detail("\(TerminalText.escaped(file.file)): \(count) skipped, \(TerminalText.escaped(reason))")
            }
            for line in file.malformedLines {
                output.warning(
                    TerminalText.escaped("\(line.file), line \(line.line): \(line.message)"))
            }
        }
    }
}
