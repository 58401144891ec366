import ArgumentParser
import DefenderAPI
import Foundation

/// `sally hunt`
struct HuntCommand: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "hunt", abstract: "Run an advanced hunting query.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The query in KQL, or - to read it from standard input.")
    var query: String?

    @Option(name: [.short, .long], help: "File with the query.", completion: .file())
    var file: String?

    @Option(help: "How far back the query looks, for example 7d or P7D (Graph only).")
    var timespan: String?

    @Option(help: "Which API to call: graph or xdr.")
    var api: SecurityAPI = .graph

    /// The longest query that is read; the service takes less.
    static let limit = 1 << 20

    func validate() throws {
        guard (query == nil) != (file == nil) else {
            throw ValidationError("Give one query: as the argument, with --file, or - for standard input.")
        }
        if timespan != nil, api == .xdr {
            throw ValidationError("The Defender API takes no time span; use --api graph, or filter on Timestamp.")
        }
    }

    func run(in context: CommandContext) async throws -> CommandStatus {
        let text = try text(in: context)
        let span = try timespan.map(Self.isoSpan)
        let security = try await SecuritySession.open(in: context)
        let result =
            switch api {
            case .graph: try await security.graph.hunting.run(text, timespan: span)
            case .xdr: try await security.defender.hunting.run(text)
            }
        try HuntingReport(result: result).write(to: context.output)
        if result.rows.count >= HuntingLimit.rows {
            context.output.warning(
                "the service returns at most \(HuntingLimit.rows) rows, so some may be missing; narrow the query")
        }
        return .ok
    }

    private func text(in context: CommandContext) throws -> String {
        if let file { return try InputFile.text(context.paths.resolve(file)) }
        guard query == "-" else { return query ?? "" }
        return String(decoding: try context.prompts.standardInput(limit: Self.limit), as: UTF8.self)
    }

    /// `7d` as the service writes it; a text that begins with P, or with a year, passes as it is.
    static func isoSpan(_ text: String) throws -> String {
        if text.hasPrefix("P") || text.contains("-") { return text }
        guard let length = TimeSpan.duration(parsing: text), length > .zero else {
            throw CommandError(
                .badInput, what: "cannot use --timespan \"\(TerminalText.escaped(text))\"", why: "it is no length",
                remedy: "write 7d, 12h, P7D or START/END", status: .usage)
        }
        let seconds = length.components.seconds
        return seconds % 86400 == 0 ? "P\(seconds / 86400)D" : "PT\(seconds)S"
    }
}
