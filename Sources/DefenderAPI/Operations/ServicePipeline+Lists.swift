import Foundation
import HTTPTypes
import ServiceCore

/// A page of a list of either API.
struct ListEnvelope<Element: Decodable & Sendable>: Decodable {
    var value: [Element]
    var nextLink: String?
    var count: Int?

    enum CodingKeys: String, CodingKey {
        case value
        case nextLink = "@odata.nextLink"
        case count = "@odata.count"
    }
}

extension ServicePipeline {
    /// A list that begins at `url` and goes on by `@odata.nextLink`, which is called as it is.
    func list<Element: Decodable & Sendable>(
        _ type: Element.Type,
        from url: @escaping @Sendable () throws -> URL
    ) -> PagedSequence<Element> {
        PagedSequence { token in
            let first = try url()
            let address = try token.map { try NextLink.url($0.rawValue, sameOriginAs: first) } ?? first
            let response = try await send(ServiceRequest(url: address))
            let envelope = try response.decoded(as: ListEnvelope<Element>.self)
            return Page(
                elements: envelope.value,
                continuation: envelope.nextLink.map(ContinuationToken.init(rawValue:)),
                totalCount: envelope.count
            )
        }
    }

    /// The same pipeline with the scopes of a service where the caller chose none, and with time for long queries.
    func prepared(scopes defaults: Set<Scope>, timeout minimum: Duration? = nil) -> ServicePipeline {
        var pipeline = self
        if pipeline.scopes.isEmpty { pipeline.scopes = defaults }
        if let minimum { pipeline.timeout = max(pipeline.timeout, minimum) }
        return pipeline
    }

    /// Runs a hunting query and reads its rows.
    func hunt(_ url: URL, body: some Encodable) async throws -> HuntingResult {
        var request = try ServiceRequest.json(.post, url, body: body)
        request.headers[.contentType] = "application/json; charset=utf-8"
        // A query changes nothing, so a lost answer may be asked for again.
        request.repeatability = .safe
        let response = try await send(request)
        do {
            return try HuntingResult(parsing: [UInt8](response.body))
        } catch {
            throw APIError(
                code: .malformedResponse,
                message: "The answer is no hunting result: \(error)",
                status: response.status,
                requestID: response.headers[.requestID],
                remedy: "Run a query with fewer rows; if that fails too, report it with the request ID.",
                cause: error
            )
        }
    }
}

extension HuntingLimit {
    /// How long a service may work at one query; a little more than its own limit, so that its refusal arrives.
    static let requestTimeout: Duration = .seconds(200)
}

/// Limits of the services on one hunting query.
public enum HuntingLimit {
    /// Rows in one answer; the services cut without a word.
    public static let rows = 100_000

    /// How far back data reaches.
    public static let days = 30
}
