import Foundation
import HTTPTypes
public import ServiceCore

extension DefenderClient {
    /// Incidents of the Microsoft 365 Defender API.
    public struct Incidents: Sendable {
        let client: DefenderClient

        /// Lists incidents, the most recent first.
        ///
        /// - Parameter query: `$filter` over `lastUpdateTime`, `createdTime`, `status`, `assignedTo`; `$top` of 1 to 100,
        ///   with which the service gives one page only; `$skip`. Nothing else is understood.
        /// - Returns: A sequence that throws ``APIError`` when the service refuses.
        public func list(_ query: ODataQuery = ODataQuery()) -> PagedSequence<XDRIncident> {
            let cloud = client.cloud
            return client.pipeline.list(XDRIncident.self) {
                try cloud.url(.defender, path: query.appended(to: "/api/incidents"))
            }
        }

        /// Gets an incident.
        ///
        /// - Throws: ``APIError`` with code `ResourceNotFound` when the tenant has none of this number.
        public func get(_ id: Int64) async throws -> XDRIncident {
            let url = try client.cloud.url(.defender, path: "/api/incidents/\(id)")
            return try await client.pipeline.send(ServiceRequest(url: url)).decoded(as: XDRIncident.self)
        }

        /// Changes an incident and returns it as it is then.
        ///
        /// - Throws: ``APIError`` when there is none, or a value is refused.
        @discardableResult
        public func update(_ id: Int64, _ update: XDRIncidentUpdate) async throws -> XDRIncident {
            let url = try client.cloud.url(.defender, path: "/api/incidents/\(id)")
            var request = try ServiceRequest.json(.patch, url, body: update)
            // Setting a value twice is harmless, adding a comment twice is not.
            request.repeatability = update.comment == nil ? .safe : .onlyIfRefused
            return try await client.pipeline.send(request).decoded(as: XDRIncident.self)
        }

        /// Reads what changed since a cursor, all pages, and gives the cursor for the next time.
        ///
        /// The cursor does not go beyond what the first page showed: what changes while the other pages are read comes at
        /// the next time, so that some incidents may come twice and none is lost, whatever the service's order.
        ///
        /// - Throws: ``APIError`` when the service refuses.
        public func poll(from cursor: IncidentCursor) async throws -> IncidentChanges<XDRIncident> {
            let filter = ODataFilter.compare("lastUpdateTime", .greaterOrEqual, .instant(cursor.lastUpdate.ticks))
            var next = cursor
            var changed: [XDRIncident] = []
            var taken: Set<Int64> = []
            var limit: Timestamp?
            for try await page in list(ODataQuery(filter: filter)).pages {
                let ceiling = limit ?? page.elements.map(\.lastUpdateTime).max() ?? cursor.lastUpdate
                limit = ceiling
                for incident in page.elements where cursor.isNew(incident) && taken.insert(incident.incidentID).inserted
                {
                    changed.append(incident)
                    if incident.lastUpdateTime <= ceiling { next.advance(over: incident) }
                }
            }
            changed.sort { ($0.lastUpdateTime, $0.incidentID) < ($1.lastUpdateTime, $1.incidentID) }
            return IncidentChanges(incidents: changed, cursor: next, isCaughtUp: true)
        }
    }

    /// Advanced hunting of the Microsoft 365 Defender API.
    public struct Hunting: Sendable {
        let client: DefenderClient

        /// Runs a KQL query over the last 30 days.
        ///
        /// - Returns: At most 100,000 rows; the service cuts without a word.
        /// - Throws: ``APIError`` with code `BadRequest` and the engine's text for an error in the query, with status 429
        ///   when a quota is used up.
        public func run(_ query: String) async throws -> HuntingResult {
            let url = try client.cloud.url(.defender, path: "/api/advancedhunting/run")
            let pipeline = client.pipeline.prepared(scopes: [], timeout: HuntingLimit.requestTimeout)
            return try await pipeline.hunt(url, body: XDRHuntingRequest(query: query))
        }
    }
}
