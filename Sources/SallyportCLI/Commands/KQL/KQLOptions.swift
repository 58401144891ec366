import ArgumentParser
import KQL
import KQLTools
import ServiceCore
import Telemetry
import TenantStore

/// The options of all commands that compile queries.
struct KQLOptions: ParsableArguments {
    @Option(help: "The instant that now() is, such as 2026-09-01T12:00:00Z; the present when left out.")
    var now: String?

    @Flag(help: "Take TimeGenerated for the time column of tables that have none of that name.")
    var timeGenerated = false

    @Option(help: "JSON file with the tables and their columns, instead of Defender's.", completion: .file())
    var schema: String?

    /// The tables that queries can name.
    func catalog(in context: CommandContext) throws -> SchemaCatalog {
        guard let schema else { return DefenderSchema.catalog }
        return try SchemaFile.read(context.paths.resolve(schema))
    }

    /// The instant and the limits.
    func queryOptions(in context: CommandContext, maximumRows: Int = 100_000) throws -> QueryOptions {
        let instant: Int64
        if let now {
            guard let ticks = QueryOptions.instant(parsing: now) else {
                throw CommandError(
                    .badInput, what: "cannot use --now \"\(TerminalText.escaped(now))\"", why: "it is no datetime",
                    remedy: "write 2026-09-01 or 2026-09-01T12:00:00Z", status: .usage)
            }
            instant = ticks
        } else {
            instant = TickInstant(context.time.now).ticks
        }
        return QueryOptions(
            now: instant, maximumRows: maximumRows, timeout: context.settings.timeout,
            resolvesTimeGenerated: timeGenerated)
    }
}

/// Where rows come from.
struct KQLDataOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: """
            File or folder of rows, or Name=path: JSON lines, CSV, TSV, Parquet, gzip or zip of them, or a recording of \
            Windows events. May be given often.
            """,
        completion: .file())
    var data: [String] = []

    func paths(in context: CommandContext) -> [DataPath] {
        data.map { DataPath($0, resolve: context.paths.resolve) }
    }
}
