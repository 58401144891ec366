import ArgumentParser
import KQL
import KQLEngine
import KQLTools
import ServiceCore
import Telemetry
import TenantStore

/// The options of all commands that compile queries.
struct KQLOptions: ParsableArguments {
    @Option(help: "The instant that now() is, such as 2026-09-01T12:00:00Z; the present when left out.")
    var now: String?

    @ArgumentParser.Flag(help: "Take TimeGenerated for the time column of tables that have none of that name.")
    var timeGenerated = false

    @Option(help: "JSON file with the tables and their columns, instead of Defender's.", completion: .file())
    var schema: String?

    @Option(
        name: [.customLong("param")],
        help:
            "Value of a parameter that the query declares with `declare query_parameters`: name=value. May be given often."
    )
    var parameters: [String] = []

    @OptionGroup var outside: OutsideOptions

    @Option(
        help: """
            File or folder of functions that queries call: Name.kql with (parameters) { body }, or let statements. May be \
            given often.
            """,
        completion: .file())
    var functions: [String] = []

    /// The tables that queries can name, and the functions of files.
    func catalog(in context: CommandContext) throws -> SchemaCatalog {
        let tables = try schema.map { try SchemaFile.read(context.paths.resolve($0)) } ?? DefenderSchema.catalog
        return try functionFiles(in: context).added(to: tables)
    }

    /// The functions of files.
    func functionFiles(in context: CommandContext) throws -> FunctionFiles {
        var files = FunctionFiles()
        for name in functions { try files.read(context.paths.resolve(name), named: name) }
        return files
    }

    /// Warns of functions that cannot be called; queries that call none of them run all the same.
    func warnOfFaultyFunctions(catalog: SchemaCatalog, in context: CommandContext) throws {
        let options = try queryOptions(in: context).compileOptions
        for (file, problem) in try functionFiles(in: context).findings(catalog: catalog, options: options) {
            context.output.warning(TerminalText.escaped("\(file):\(problem.sentence)"))
        }
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
        var result = QueryOptions(
            now: instant, maximumRows: maximumRows, timeout: context.settings.timeout,
            resolvesTimeGenerated: timeGenerated)
        for parameter in parameters {
            guard let equals = parameter.firstIndex(of: "="), equals > parameter.startIndex else {
                throw CommandError(
                    .badInput, what: "cannot use --param \"\(TerminalText.escaped(parameter))\"", why: "it has no name",
                    remedy: "write name=value", status: .usage)
            }
            result.parameters[String(parameter[..<equals])] = String(parameter[parameter.index(after: equals)...])
        }
        result.external = outside.policy(otherwise: .deny)
        result.hasGeoDatabase = outside.geo != nil
        return result
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

    /// Refuses what does not go together: files or tables of one's own with a local tenant.
    func validate(_ global: GlobalOptions, _ options: KQLOptions) throws {
        guard global.state != nil || global.tenant != nil else { return }
        guard data.isEmpty else {
            throw ValidationError("Give either --data or a local tenant with --state and --tenant.")
        }
        guard options.schema == nil else {
            throw ValidationError(
                "--schema cannot be used with a local tenant, whose tables are Defender's; leave it out, or give files with "
                    + "--data.")
        }
    }

    func paths(in context: CommandContext) -> [DataPath] {
        data.map { DataPath($0, resolve: context.paths.resolve) }
    }
}
