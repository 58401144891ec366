import DefenderAPI
import Hummingbird
import MicrosoftGraph
import TenantStore

/// Incidents of the Microsoft 365 Defender API, defender-api.md B1 to B4.
extension SecurityHandlers {
    /// Nulls are printed, but for entities, which are sparse unless the settings say otherwise.
    private var xdrEncoder: WireEncoder {
        // `detectionSource` and `loggedOnUsers` stand in tables of the documentation, not in answers.
        WireEncoder(
            nulls: .printed,
            relations: ["detectionSource"],
            sparse: settings.printsWholeEntities ? [] : [XDREntity.self]
        )
    }

    func listXDRIncidents(_ call: SecurityCall) async throws -> Response {
        let options = try SecurityListOptions<IncidentField>.xdr(call.request.uri.query)
        let page = try await call.store.incidents(matching: options.query)
        var list = GraphList(
            value: page.elements.map { XDRIncident($0, origin: call.origin) },
            context: call.odataContext("Incidents")
        )
        if page.hasMore, options.offersNextLink {
            list.nextLink = SecurityListOptions<IncidentField>.nextLink(
                call.root + "/incidents",
                rawQuery: call.request.uri.query,
                skip: options.query.skip + page.elements.count
            )
        }
        return try call.respond(list, with: xdrEncoder)
    }

    func getXDRIncident(_ call: SecurityCall) async throws -> Response {
        guard let incident = try await call.store.incident(id: xdrID(call)) else {
            throw SecurityFailure.absent("Incident", call.id)
        }
        return try respond(incident, to: call)
    }

    func updateXDRIncident(_ call: SecurityCall) async throws -> Response {
        let id = try xdrID(call)
        let changes = try TenantStore.IncidentChanges(
            xdr: await call.body(),
            refusesUnknownMembers: settings.refusesUnknownMembers
        )
        let incident = try await absentAs("Incident", call.id) {
            try await call.store.updateIncident(id: id, changes, actor: call.actor())
        }
        return try respond(incident, to: call)
    }

    private func respond(_ incident: Incident, to call: SecurityCall) throws -> Response {
        let entity = GraphEntity(
            XDRIncident(incident, origin: call.origin),
            context: call.odataContext("Incidents/$entity")
        )
        return try call.respond(entity, with: xdrEncoder)
    }

    private func xdrID(_ call: SecurityCall) throws -> Int64 {
        guard let id = Int64(call.id) else {
            throw APIFailure(
                .badRequest, code: "InvalidInput", message: "The id of an incident is a whole number, such as 4107.")
        }
        return id
    }

    /// Runs a change; what the store does not find in the tenant is told as absent.
    func absentAs<Value>(
        _ kind: String,
        _ id: String,
        _ change: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await change()
        } catch let error as StoreError where error.code == .notFound {
            throw SecurityFailure.absent(kind, id)
        }
    }
}
