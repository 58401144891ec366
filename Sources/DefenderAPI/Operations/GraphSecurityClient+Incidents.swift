import Foundation
import HTTPTypes
public import ServiceCore

extension GraphSecurityClient {
    /// Incidents of Microsoft Graph security.
    public struct Incidents: Sendable {
        let client: GraphSecurityClient

        /// The largest page that the service gives.
        static let maximumPage = 50

        /// Lists incidents.
        ///
        /// - Parameter query: `$filter` over `assignedTo`, `classification`, `createdDateTime`, `determination`,
        ///   `lastUpdateDateTime`, `severity`, `status`; `$top` of at most 50 is the size of a page; `$skip`, `$orderby`,
        ///   `$count`; `$expand=alerts`.
        /// - Returns: A sequence over all pages that throws ``APIError`` when the service refuses. While incidents change,
        ///   paging can lose or repeat some: ``poll(from:expandingAlerts:)`` does not.
        public func list(_ query: ODataQuery = ODataQuery()) -> PagedSequence<SecurityIncident> {
            let client = client
            return client.pipeline.list(SecurityIncident.self) {
                try client.url(query.appended(to: "incidents"))
            }
        }

        /// Gets an incident.
        ///
        /// - Throws: ``APIError`` with code `ResourceNotFound` when the tenant has none of this number.
        public func get(_ id: String, expandingAlerts: Bool = false) async throws -> SecurityIncident {
            let query = ODataQuery(expand: expandingAlerts ? ["alerts"] : [])
            let url = try client.url(query.appended(to: "incidents/" + segment(id)))
            return try await client.pipeline.send(ServiceRequest(url: url)).decoded(as: SecurityIncident.self)
        }

        /// Changes an incident and returns it as it is then.
        ///
        /// - Throws: ``APIError`` when there is none, or a value is refused.
        @discardableResult
        public func update(_ id: String, _ update: SecurityIncidentUpdate) async throws -> SecurityIncident {
            var request = try ServiceRequest.json(.patch, client.url("incidents/" + segment(id)), body: update)
            // Setting a value twice is harmless.
            request.repeatability = .safe
            return try await client.pipeline.send(request).decoded(as: SecurityIncident.self)
        }

        /// Adds a comment to an incident and returns all its comments.
        ///
        /// - Throws: ``APIError`` when there is no such incident.
        @discardableResult
        public func addComment(_ text: String, to id: String) async throws -> [AlertComment] {
            try await client.addComment(text, to: "incidents/" + segment(id) + "/comments")
        }

        /// Reads the next changes since a cursor, at most one page, and gives the cursor for the next time.
        ///
        /// Incidents come in the order of their last change, so that one which changes meanwhile moves behind what was
        /// read and none is lost.
        ///
        /// - Throws: ``APIError`` when the service refuses.
        public func poll(
            from cursor: IncidentCursor,
            expandingAlerts: Bool = false
        ) async throws -> IncidentChanges<SecurityIncident> {
            var query = ODataQuery(
                filter: .compare("lastUpdateDateTime", .greaterOrEqual, .instant(cursor.lastUpdate.ticks)),
                top: Self.maximumPage,
                orderBy: [ODataQuery.Order("lastUpdateDateTime")],
                expand: expandingAlerts ? ["alerts"] : []
            )
            // A page of nothing but the cursor's own instant would be asked for again and again: step over what is known.
            if cursor.seen.count >= Self.maximumPage { query.skip = cursor.seen.count }
            let url = try client.url(query.appended(to: "incidents"))
            let page = try await client.pipeline.send(ServiceRequest(url: url))
                .decoded(as: ListEnvelope<SecurityIncident>.self).value
            var next = cursor
            let changed = page.filter { cursor.isNew($0) }
            for incident in changed { next.advance(over: incident) }
            return IncidentChanges(incidents: changed, cursor: next, isCaughtUp: page.count < Self.maximumPage)
        }

        private func segment(_ id: String) -> String { GraphSecurityClient.segment(id) }
    }
}
