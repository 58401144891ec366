import DefenderAPI
import Hummingbird
import MicrosoftGraph
import TenantStore

/// Incidents of Microsoft Graph security, defender-api.md C1 to C4.
extension SecurityHandlers {
    private static let encoder = WireEncoder(nulls: .printed, relations: ["alerts"])

    func listGraphIncidents(_ call: SecurityCall) async throws -> Response {
        let options = try SecurityListOptions<IncidentField>.graph(call.request.uri.query)
        let page = try await call.store.incidents(matching: options.query)
        var list = GraphList(
            value: page.elements.map {
                SecurityIncident($0, origin: call.origin, expandsAlerts: options.expandsAlerts)
            },
            context: call.odataContext("security/incidents" + Self.suffix(options)),
            count: page.total
        )
        if page.hasMore {
            list.nextLink = SecurityListOptions<IncidentField>.nextLink(
                call.root + "/security/incidents",
                rawQuery: call.request.uri.query,
                skip: options.query.skip + page.elements.count
            )
        }
        var encoder = Self.encoder
        encoder.selection = Self.selection(options, SecurityIncident.self)
        return try call.respond(list, with: encoder)
    }

    func getGraphIncident(_ call: SecurityCall) async throws -> Response {
        let options = try SecurityListOptions<IncidentField>.graphSingle(call.request.uri.query)
        guard let id = Int64(call.id),
            let incident = try await call.store.incident(id: id, includesAlerts: options.expandsAlerts)
        else { throw SecurityFailure.absent("Incident", call.id) }
        let entity = GraphEntity(
            SecurityIncident(incident, origin: call.origin, expandsAlerts: options.expandsAlerts),
            context: call.odataContext("security/incidents" + Self.suffix(options) + "/$entity")
        )
        var encoder = Self.encoder
        encoder.selection = Self.selection(options, GraphEntity<SecurityIncident>.self)
        return try call.respond(entity, with: encoder)
    }

    func updateGraphIncident(_ call: SecurityCall) async throws -> Response {
        let changes = try TenantStore.IncidentChanges(
            graph: await call.body(),
            refusesUnknownMembers: settings.refusesUnknownMembers
        )
        let incident = try await absentAs("Incident", call.id) {
            guard let id = Int64(call.id) else { throw SecurityFailure.absent("Incident", call.id) }
            return try await call.store.updateIncident(id: id, changes, actor: call.actor())
        }
        let entity = GraphEntity(
            SecurityIncident(incident, origin: call.origin, expandsAlerts: false),
            context: call.odataContext("security/incidents/$entity")
        )
        return try call.respond(entity, with: Self.encoder)
    }

    func commentGraphIncident(_ call: SecurityCall) async throws -> Response {
        let text = try await commentText(call)
        let comments = try await absentAs("Incident", call.id) {
            guard let id = Int64(call.id) else { throw SecurityFailure.absent("Incident", call.id) }
            return try await call.store.addComment(text, toIncident: id, actor: call.actor())
        }
        return try respond(comments, of: "security/incidents", to: call)
    }

    /// The text of a comment's body, C4.
    func commentText(_ call: SecurityCall) async throws -> String {
        let body = try await call.body()
        guard let text = try body.text("comment"), !text.isEmpty else {
            throw SecurityFailure.body("The member 'comment' is missing or empty.", on: .graph)
        }
        return text
    }

    /// All comments, as the answer to a new one.
    func respond(_ comments: [CommentRecord], of collection: String, to call: SecurityCall) throws -> Response {
        let key = call.id.replacing("'", with: "''")
        let list = GraphList(
            value: comments.map(AlertComment.init),
            context: call.odataContext("\(collection)('\(key)')/comments")
        )
        return try call.respond(list, with: Self.encoder)
    }

    private static func suffix(_ options: SecurityListOptions<IncidentField>) -> String {
        let parts = options.select.sorted() + (options.expandsAlerts ? ["alerts()"] : [])
        return parts.isEmpty ? "" : "(\(parts.joined(separator: ",")))"
    }

    private static func selection(
        _ options: SecurityListOptions<IncidentField>,
        _ type: Any.Type
    ) -> (type: ObjectIdentifier, names: Set<String>)? {
        guard !options.select.isEmpty else { return nil }
        // A relation that was expanded stands beside what was selected.
        return (ObjectIdentifier(type), options.select.union(["alerts"]))
    }
}
