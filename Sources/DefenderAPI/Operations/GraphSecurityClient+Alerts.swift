import Foundation
import HTTPTypes
public import ServiceCore

extension GraphSecurityClient {
    /// Alerts of Microsoft Graph security (`alerts_v2`).
    public struct Alerts: Sendable {
        let client: GraphSecurityClient

        /// Lists alerts.
        ///
        /// - Parameter query: `$filter` over `assignedTo`, `classification`, `createdDateTime`, `determination`,
        ///   `lastUpdateDateTime`, `severity`, `serviceSource`, `status`; `$top` of at most 1000 is the size of a page;
        ///   `$skip`, `$orderby`, `$count`.
        /// - Returns: A sequence over all pages that throws ``APIError`` when the service refuses.
        public func list(_ query: ODataQuery = ODataQuery()) -> PagedSequence<SecurityAlert> {
            let client = client
            return client.pipeline.list(SecurityAlert.self) {
                try client.url(query.appended(to: "alerts_v2"))
            }
        }

        /// Gets an alert.
        ///
        /// - Throws: ``APIError`` with code `ResourceNotFound` when the tenant has none of this id.
        public func get(_ id: String) async throws -> SecurityAlert {
            let url = try client.url("alerts_v2/" + GraphSecurityClient.segment(id))
            return try await client.pipeline.send(ServiceRequest(url: url)).decoded(as: SecurityAlert.self)
        }

        /// Changes an alert and returns it as it is then.
        ///
        /// - Throws: ``APIError`` when there is none, or a value is refused.
        @discardableResult
        public func update(_ id: String, _ update: SecurityAlertUpdate) async throws -> SecurityAlert {
            let url = try client.url("alerts_v2/" + GraphSecurityClient.segment(id))
            var request = try ServiceRequest.json(.patch, url, body: update)
            // Setting a value twice is harmless.
            request.repeatability = .safe
            return try await client.pipeline.send(request).decoded(as: SecurityAlert.self)
        }

        /// Adds a comment to an alert and returns all its comments.
        ///
        /// - Throws: ``APIError`` when there is no such alert.
        @discardableResult
        public func addComment(_ text: String, to id: String) async throws -> [AlertComment] {
            try await client.addComment(text, to: "alerts_v2/" + GraphSecurityClient.segment(id) + "/comments")
        }
    }
}
