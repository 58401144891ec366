import ArgumentParser
import Foundation
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
        purposes.flatMap { $0.split(separator: ",").map { String($0.filter { !$0.isWhitespace }) } }
    }

    func validate() throws {
        for purpose in purposeNames where PermissionPurpose.named(purpose) == nil {
            let known = PermissionPurpose.all.map(\.name).joined(separator: ", ")
            throw ValidationError("“\(purpose)” is no purpose; known are \(known).")
        }
    }

    func run(in context: CommandContext) async throws -> CommandStatus {
        var checkup = Checkup(
            access: try ServiceAccess.resolve(in: context), signIn: signIn,
            purposes: purposeNames.compactMap(PermissionPurpose.named))
        try await checkup.run()
        try Self.write(checkup.report, to: context.output)
        return checkup.report.status
    }

    private static func write(_ report: CheckupReport, to output: Output) throws {
        switch output.format {
        case .json, .jsonl: try output.one(report, fields: [])
        case .csv:
            try output.list(
                report.checks,
                columns: [
                    ListColumn("Check") { $0.name }, ListColumn("Outcome") { $0.outcome.rawValue },
                    ListColumn("Detail") { $0.detail }, ListColumn("Remedy") { $0.remedy ?? "" },
                ])
        case .table:
            for check in report.checks { try output.data(line(check, colored: output.terminal.colorsOutput)) }
        }
    }

    private static func line(_ check: CheckupReport.Check, colored: Bool) -> String {
        let mark =
            switch check.outcome {
            case .ok: Style.good.apply("ok  ", colored: colored)
            case .failed: Style.bad.apply("FAIL", colored: colored)
            case .skipped: Style.faint.apply("skip", colored: colored)
            }
        var text = "\(mark)  \(TerminalText.escaped(check.name)): \(TerminalText.escaped(check.detail))\n"
        if let remedy = check.remedy { text += "      → \(TerminalText.escaped(remedy))\n" }
        return text
    }
}
