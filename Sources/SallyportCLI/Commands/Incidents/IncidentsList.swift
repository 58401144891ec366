import ArgumentParser
import DefenderAPI
import Foundation
import ServiceCore

/// `sally incidents list`
struct IncidentsList: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List incidents, the one that changed last first.")

    @OptionGroup var global: GlobalOptions

    @Option(help: "Only those changed since then: 24h, 7d, 2026-11-01, 2026-11-01T12:00:00Z.")
    var since: String?

    @Option(help: "Only those changed before then.")
    var until: String?

    @Option(help: "Only those with this status, for example active.")
    var status: String?

    @Option(help: "Only those of this severity, for example high (Graph only).")
    var severity: String?

    @Option(help: "At most so many.")
    var limit: Int?

    @Flag(help: "Leave the alerts out of JSON (Graph only); the answer is much smaller.")
    var noAlerts = false

    @Option(help: "Which API to call: graph or xdr.")
    var api: SecurityAPI = .graph

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("A limit is 0 or more.") }
        if severity != nil, api == .xdr {
            throw ValidationError("The Defender API cannot filter by severity; use --api graph.")
        }
    }

    func run(in context: CommandContext) async throws -> CommandStatus {
        let security = try await SecuritySession.open(in: context)
        switch api {
        case .graph:
            try await context.output.list(
                security.graph.incidents.list(try graphQuery(in: context)), columns: Self.graphColumns, limit: limit,
                empty: "no incidents")
        case .xdr:
            try await context.output.list(
                security.defender.incidents.list(try xdrQuery(in: context)), columns: Self.xdrColumns, limit: limit,
                empty: "no incidents")
        }
        return .ok
    }

    func graphQuery(in context: CommandContext) throws -> ODataQuery {
        var conditions = try times(property: "lastUpdateDateTime", in: context)
        if let status {
            let term: IncidentStatus = try Term.read(status, option: "--status")
            conditions.append(.equal("status", .text(term.graphName)))
        }
        if let severity {
            let term: AlertSeverity = try Term.read(severity, option: "--severity")
            conditions.append(.equal("severity", .text(term.graphName)))
        }
        let wantsAlerts = !noAlerts && (context.output.format == .json || context.output.format == .jsonl)
        return ODataQuery(
            filter: .all(conditions), top: limit.map { min(max($0, 1), 50) },
            orderBy: [ODataQuery.Order("lastUpdateDateTime", isDescending: true)],
            expand: wantsAlerts ? ["alerts"] : [])
    }

    func xdrQuery(in context: CommandContext) throws -> ODataQuery {
        var conditions = try times(property: "lastUpdateTime", in: context)
        if let status {
            let term: IncidentStatus = try Term.read(status, option: "--status")
            conditions.append(.equal("status", .text(term.xdrName)))
        }
        return ODataQuery(filter: .all(conditions))
    }

    private func times(property: String, in context: CommandContext) throws -> [ODataFilter] {
        var conditions: [ODataFilter] = []
        if let since {
            let instant = try Self.instant(since, option: "--since", now: context.time.now)
            conditions.append(.compare(property, .greaterOrEqual, .instant(Timestamp(instant).ticks)))
        }
        if let until {
            let instant = try Self.instant(until, option: "--until", now: context.time.now)
            conditions.append(.compare(property, .less, .instant(Timestamp(instant).ticks)))
        }
        return conditions
    }

    private static func instant(_ text: String, option: String, now: Date) throws -> Date {
        guard let instant = TimeSpan.instant(parsing: text, now: now) else {
            throw CommandError(
                .badInput, what: "cannot use \(option) \"\(TerminalText.escaped(text))\"",
                why: "it is neither a length nor an instant",
                remedy: "write 24h, 7d, 2026-11-01 or 2026-11-01T12:00:00Z", status: .usage)
        }
        return instant
    }

    private static let graphColumns: [ListColumn<SecurityIncident>] = [
        ListColumn("ID", .right) { $0.id },
        ListColumn("Severity") { $0.severity.rawValue },
        ListColumn("Status") { $0.status.rawValue },
        ListColumn("Updated") { String($0.lastUpdateDateTime.description.prefix(19)) },
        ListColumn("Name") { $0.displayName ?? "" },
        ListColumn("Owner") { $0.assignedTo ?? "" },
    ]

    private static let xdrColumns: [ListColumn<XDRIncident>] = [
        ListColumn("ID", .right) { String($0.incidentID) },
        ListColumn("Severity") { $0.severity.rawValue },
        ListColumn("Status") { $0.status.rawValue },
        ListColumn("Updated") { String($0.lastUpdateTime.description.prefix(19)) },
        ListColumn("Name") { $0.incidentName ?? "" },
        ListColumn("Owner") { $0.assignedTo ?? "" },
    ]
}
