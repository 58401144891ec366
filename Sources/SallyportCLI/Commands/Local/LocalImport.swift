import ArgumentParser
import Foundation
import HuntingStore
import ServiceCore
import TenantStore

/// `sally local import`
struct LocalImport: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Import recordings of events, zip or JSON lines.",
        discussion:
            "Into the first customer unless --tenant names another. A file that was imported before adds nothing, and a "
            + "file that cannot be read does not keep the others out: the command then ends with 5, or with 1 when "
            + "nothing could be imported.")

    @OptionGroup var global: GlobalOptions

    @Argument(
        help: "Recordings, or folders of recordings.",
        completion: .file(extensions: ["zip", "json", "jsonl", "ndjson"]))
    var files: [String]

    @Flag(help: "Move the recording's time so that its last event is now.")
    var shiftToNow = false

    func run(in context: CommandContext) async throws -> CommandStatus {
        let state = context.settings.localState.value
        let world = try await LocalWorld.read(state: state, in: context)
        let tenant = try world.required(context.settings.tenant?.value, fallback: { $0.customers.first })
        guard let tenantID = UUID(uuidString: tenant.id) else { return .failure }
        let places = try files.flatMap { try RecordingFiles.at(context.paths.resolve($0)) }
        let outcome = try await TelemetryIngest.withState(state, in: context) { ingest in
            let outcome = try await ingest.importFiles(places, tenant: tenantID, shiftsToNow: shiftToNow)
            let start = TickInstant(context.time.now.addingTimeInterval(-Double(Self.huntingDays) * 86400))
            for old in try await ingest.files(of: outcome.summary, endingBefore: start, tenant: tenantID) {
                context.output.note(Self.note(on: old.file, endingAt: old.end))
            }
            return outcome
        }
        try write(outcome.summary, to: context.output)
        for failure in outcome.failures {
            context.output.warning(Failure(failure.error).sentence)
        }
        if outcome.failures.isEmpty { return .ok }
        return outcome.summary.files.isEmpty ? .failure : .partial
    }

    /// How far back hunting looks, as the service does.
    private static let huntingDays = 30

    /// What a person must know who imports an old recording as it is.
    static func note(on file: String, endingAt end: TickInstant) -> String {
        let day = end.date.formatted(.iso8601.year().month().day())
        return
            "\(TerminalText.escaped(file)) ends on \(day), and hunting looks back \(huntingDays) days: it finds none of "
            + "its events. To have them now, `sally local reset` and import with --shift-to-now."
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
