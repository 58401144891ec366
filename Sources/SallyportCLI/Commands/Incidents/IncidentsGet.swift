import ArgumentParser
import DefenderAPI
import Foundation

/// `sally incidents get`
struct IncidentsGet: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Show an incident with its alerts.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: "Number of the incident.")
    var id: Int64

    @Option(help: "Which API to call: graph or xdr.")
    var api: SecurityAPI = .graph

    func run(in context: CommandContext) async throws -> CommandStatus {
        let security = try await SecuritySession.open(in: context)
        switch api {
        case .graph:
            let incident = try await security.graph.incidents.get(String(id), expandingAlerts: true)
            try IncidentReport.write(incident, to: context.output)
        case .xdr:
            let incident = try await security.defender.incidents.get(id)
            try IncidentReport.write(incident, to: context.output)
        }
        return .ok
    }
}

/// One incident on the terminal: its fields, then its alerts.
enum IncidentReport {
    static func write(_ incident: SecurityIncident, to output: Output) throws {
        try output.one(
            incident,
            fields: [
                ("Incident", incident.id), ("Name", incident.displayName ?? ""),
                ("Severity", incident.severity.rawValue), ("Status", incident.status.rawValue),
                ("Owner", incident.assignedTo ?? ""), ("Classification", incident.classification?.rawValue ?? ""),
                ("Determination", incident.determination?.rawValue ?? ""),
                ("Created", incident.createdDateTime.description), ("Updated", incident.lastUpdateDateTime.description),
                ("Tags", incident.customTags.joined(separator: ", ")),
                ("Comments", incident.comments.compactMap(\.comment).joined(separator: " | ")),
                ("Page", incident.incidentWebURL ?? ""),
            ])
        guard output.format == .table, let alerts = incident.alerts, !alerts.isEmpty else { return }
        try output.data("\n")
        try output.list(
            alerts,
            columns: [
                ListColumn("Alert") { $0.id }, ListColumn("Severity") { $0.severity.rawValue },
                ListColumn("Status") { $0.status.rawValue }, ListColumn("Title") { $0.title ?? "" },
                ListColumn("Techniques") { $0.mitreTechniques.joined(separator: " ") },
            ])
    }

    static func write(_ incident: XDRIncident, to output: Output) throws {
        try output.one(
            incident,
            fields: [
                ("Incident", String(incident.incidentID)), ("Name", incident.incidentName ?? ""),
                ("Severity", incident.severity.rawValue), ("Status", incident.status.rawValue),
                ("Owner", incident.assignedTo ?? ""), ("Classification", incident.classification.rawValue),
                ("Determination", incident.determination.rawValue), ("Created", incident.createdTime.description),
                ("Updated", incident.lastUpdateTime.description), ("Tags", incident.tags.joined(separator: ", ")),
                ("Alerts", String(incident.alerts.count)), ("Page", incident.incidentURI ?? ""),
            ])
    }
}
