import DefenderAPI
import Hummingbird
import MicrosoftGraph
import TenantStore

/// Alerts of Microsoft Graph security, defender-api.md C1 to C5.
extension SecurityHandlers {
    private static let encoder = WireEncoder(nulls: .printed)

    func listGraphAlerts(_ call: SecurityCall) async throws -> Response {
        let options = try SecurityListOptions<AlertField>.graphAlerts(call.request.uri.query)
        let page = try await call.store.alerts(matching: options.query)
        var list = GraphList(
            value: page.elements.map { SecurityAlert($0, origin: call.origin) },
            context: call.odataContext("security/alerts_v2"),
            count: page.total
        )
        if page.hasMore {
            list.nextLink = SecurityListOptions<AlertField>.nextLink(
                call.root + "/security/alerts_v2",
                rawQuery: call.request.uri.query,
                skip: options.query.skip + page.elements.count
            )
        }
        return try call.respond(list, with: Self.encoder)
    }

    func getGraphAlert(_ call: SecurityCall) async throws -> Response {
        guard let alert = try await call.store.alert(id: call.id) else {
            throw SecurityFailure.absent("Alert", call.id)
        }
        return try respond(alert, to: call)
    }

    func updateGraphAlert(_ call: SecurityCall) async throws -> Response {
        let changes = try AlertChanges(
            graph: await call.body(),
            refusesUnknownMembers: settings.refusesUnknownMembers
        )
        let alert = try await absentAs("Alert", call.id) {
            try await call.store.updateAlert(id: call.id, changes, actor: call.actor())
        }
        return try respond(alert, to: call)
    }

    func commentGraphAlert(_ call: SecurityCall) async throws -> Response {
        let text = try await commentText(call)
        let comments = try await absentAs("Alert", call.id) {
            try await call.store.addComment(text, toAlert: call.id, actor: call.actor())
        }
        return try respond(comments, of: "security/alerts_v2", to: call)
    }

    private func respond(_ alert: Alert, to call: SecurityCall) throws -> Response {
        let entity = GraphEntity(
            SecurityAlert(alert, origin: call.origin),
            context: call.odataContext("security/alerts_v2/$entity")
        )
        return try call.respond(entity, with: Self.encoder)
    }
}
