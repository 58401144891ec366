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

    @Option(
        help: """
            What externaldata does: deny refuses it, empty gives its tables no rows, allow reads addresses over https.
            """)
    var external: ExternalChoice?

    @Option(name: [.customLong("external-host")], help: "Allow external data of this host only. May be given often.")
    var externalHosts: [String] = []

    @Option(
        help: "MMDB file, or CSV of network,country,state,city,latitude,longitude, for geo_info_from_ip_address.",
        completion: .file())
    var geo: String?

    /// The options given that a local tenant's store does not take.
    var offlineOnly: [String] {
        let given: [(String, Bool)] = [
            ("--schema", schema != nil), ("--param", !parameters.isEmpty), ("--external", external != nil),
            ("--external-host", !externalHosts.isEmpty), ("--geo", geo != nil), ("--time-generated", timeGenerated),
        ]
        return given.filter(\.1).map(\.0)
    }

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
        result.external = externalPolicy(otherwise: .deny)
        result.hasGeoDatabase = geo != nil
        return result
    }

    /// What was said of external data; a host that is named is allowed.
    func externalPolicy(otherwise standard: ExternalPolicy) -> ExternalPolicy {
        let hosts = Set(externalHosts.map { $0.lowercased() })
        switch external {
        case .deny?: return .deny
        case .empty?: return .empty
        case .allow?: return .allow(hosts: hosts)
        case nil: return hosts.isEmpty ? standard : .allow(hosts: hosts)
        }
    }

    /// Where addresses are; `nil` when nobody said.
    func geoDatabase(in context: CommandContext) throws -> GeoDatabase? {
        guard let geo else { return nil }
        do {
            return try GeoDatabase(file: context.paths.resolve(geo))
        } catch let error as ExternalFailure {
            throw CommandError(
                .badInput, what: "cannot use --geo", why: error.description, remedy: "give an MMDB or CSV file",
                status: .usage)
        }
    }
}

/// What `--external` takes.
enum ExternalChoice: String, CaseIterable, Sendable, ExpressibleByArgument {
    case deny, empty, allow
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

    /// Refuses what does not go together: files with a local tenant, and with a tenant what its store would pass over.
    func validate(_ global: GlobalOptions, _ options: KQLOptions) throws {
        guard global.state != nil || global.tenant != nil else { return }
        guard data.isEmpty else {
            throw ValidationError("Give either --data or a local tenant with --state and --tenant.")
        }
        guard options.offlineOnly.isEmpty else {
            throw ValidationError(
                "\(options.offlineOnly.joined(separator: ", ")) cannot be used with a local tenant; leave it out, or give files "
                    + "with --data.")
        }
    }

    func paths(in context: CommandContext) -> [DataPath] {
        data.map { DataPath($0, resolve: context.paths.resolve) }
    }
}
