import Foundation
import HTTPTypes
public import ServiceCore

/// Security of Microsoft Graph: incidents, alerts, hunting.
///
/// A value without state that many tasks may use at once; tokens are asked for at each request.
public struct GraphSecurityClient: Sendable {
    let cloud: Cloud
    let pipeline: ServicePipeline

    /// Makes a client.
    ///
    /// - Parameters:
    ///   - cloud: Where the service is.
    ///   - pipeline: What requests go through. Without scopes, those of Microsoft Graph are asked for.
    public init(cloud: Cloud, pipeline: ServicePipeline) {
        self.cloud = cloud
        self.pipeline = pipeline.prepared(scopes: cloud.defaultScopes(of: .graph))
    }

    /// Incidents.
    public var incidents: Incidents { Incidents(client: self) }

    /// Alerts.
    public var alerts: Alerts { Alerts(client: self) }

    /// Advanced hunting.
    public var hunting: Hunting { Hunting(client: self) }

    func url(_ path: String) throws -> URL { try cloud.url(.graph, path: "/v1.0/security/" + path) }

    /// An id as one segment of a path.
    static func segment(_ id: String) -> String { FormEncoding.percentEncoded(id) }

    /// Adds a comment and returns all comments.
    func addComment(_ text: String, to path: String) async throws -> [AlertComment] {
        var request = try ServiceRequest.json(.post, url(path), body: AlertCommentRequest(comment: text))
        request.repeatability = .onlyIfRefused
        return try await pipeline.send(request).decoded(as: ListEnvelope<AlertComment>.self).value
    }
}

extension GraphSecurityClient {
    /// Advanced hunting of Microsoft Graph.
    public struct Hunting: Sendable {
        let client: GraphSecurityClient

        /// Runs a KQL query.
        ///
        /// - Parameters:
        ///   - query: The KQL text.
        ///   - timespan: ISO 8601: `start/end`, `P7D/end`, `start/P7D`, `P7D` (ending now) or a start; 30 days if nil.
        ///     When the query filters on time too, the narrower range counts.
        /// - Returns: At most 100,000 rows; the service cuts without a word.
        /// - Throws: ``APIError`` with code `BadRequest` and the engine's text for an error in the query, with status 429
        ///   when a quota is used up.
        public func run(_ query: String, timespan: String? = nil) async throws -> HuntingResult {
            let pipeline = client.pipeline.prepared(scopes: [], timeout: HuntingLimit.requestTimeout)
            let body = HuntingRequest(query: query, timespan: timespan)
            return try await pipeline.hunt(client.url("runHuntingQuery"), body: body)
        }
    }
}
