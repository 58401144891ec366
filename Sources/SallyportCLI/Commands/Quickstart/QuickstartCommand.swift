import ArgumentParser
import Foundation

/// `sally quickstart`
struct QuickstartCommand: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "quickstart",
        abstract: "The whole way in all three contexts, from registration to incidents and hunting, on a local tenant.",
        discussion: """
            Uses the local tenant that runs, or a temporary one. Ends with 3 when a step failed.
            """)

    @OptionGroup var global: GlobalOptions

    @Option(
        name: .customLong("data"), parsing: .upToNextOption,
        help: "Recordings or folders of recordings to import; without them a storyline is generated.",
        completion: .file())
    var data: [String] = []

    func run(in context: CommandContext) async throws -> CommandStatus {
        let recordings = try data.flatMap { try RecordingFiles.at(context.paths.resolve($0)) }
        let recorder = StepRecorder(context: context)
        try await withTenant(in: context) { tenant in
            try await Quickstart(tenant: tenant, recordings: recordings, recorder: recorder, in: context).run()
        }
        let report = recorder.result
        switch context.output.format {
        case .json, .jsonl: try context.output.one(report, fields: [])
        case .table, .csv: try context.output.data(Self.summary(of: report))
        }
        return report.ok ? .ok : .findings
    }

    private func withTenant(
        in context: CommandContext, _ body: @escaping @Sendable (LocalTenant) async throws -> Void
    ) async throws {
        let state = context.settings.localState
        if let tenant = LocalTenant.running(at: state.value) {
            try await body(tenant)
        } else if state.source != "default" {
            try await LocalServer.withServer(state: state.value, in: context, body)
        } else {
            try await LocalServer.withTemporaryServer(in: context, body)
        }
    }

    static func summary(of report: QuickstartReport) -> String {
        let steps = report.contexts.flatMap(\.steps)
        let failed = steps.count { !$0.ok }
        let time = TimeSpan.text(.milliseconds(steps.reduce(0) { $0 + $1.ms }))
        let result =
            failed == 0
            ? "All \(steps.count) steps of \(report.contexts.count) contexts are ok, in \(time)."
            : "\(failed) of \(steps.count) steps failed."
        return """

            \(result)

            What to try next:
              sally local start --detach                      a tenant that stays
              sally local info                                its users and passwords
              sally app create "My app" --for incidents,hunting
              sally incidents list
              sally hunt 'DeviceProcessEvents | take 10'
              sally exec -- python3 your_program.py           your program, unmodified

            """
    }
}
