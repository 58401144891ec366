public import Foundation
import HTTPTypes
public import ServiceCore
import Synchronization

/// Fetches the OpenID configuration of authorities and keeps it for 24 hours.
///
/// Concurrent callers share one request. Endpoints in a document must be on hosts of the authority's cloud, so that a
/// forged document cannot send secrets elsewhere (identity H.49).
public final class MetadataDiscovery: Sendable {
    /// How long a document is kept.
    public static let lifetime = Duration.seconds(86_400)

    private struct Kept {
        var document: MetadataDocument
        var until: Date
    }

    private let pipeline: ServicePipeline
    private let kept = Mutex<[Authority: Kept]>([:])
    private let flights = SingleFlight<Authority, MetadataDocument>()

    /// Makes a cache that asks through a transport.
    public init(
        transport: any HTTPTransport,
        time: any TimeSource,
        random: any RandomSource,
        retry: RetryPolicy = .standard,
        timeout: Duration = .seconds(30)
    ) {
        pipeline = ServicePipeline(
            transport: transport, credential: nil, scopes: [], retry: retry, time: time, random: random,
            timeout: timeout)
    }

    /// The v2 document of an authority.
    ///
    /// - Throws: ``AuthenticationError`` when there is none or it cannot be trusted; `CancellationError`.
    public func document(for authority: Authority) async throws -> MetadataDocument {
        let now = pipeline.time.now
        if let found = kept.withLock({ $0[authority] }), found.until > now { return found.document }
        return try await flights.run(authority) { [self] in
            let document = try await fetch(authority)
            let until = pipeline.time.now.addingTimeInterval(Self.lifetime.inSeconds)
            kept.withLock { $0[authority] = Kept(document: document, until: until) }
            return document
        }
    }

    /// The tenant's identifier: that of the authority, or for a domain that of the document's token endpoint.
    ///
    /// - Returns: `nil` for aliases.
    public func tenantID(of authority: Authority) async throws -> UUID? {
        if let known = authority.tenantID { return known }
        if authority.isAlias { return nil }
        let document = try await document(for: authority)
        return URL(string: document.tokenEndpoint)?.path().split(separator: "/").first
            .flatMap { UUID(uuidString: String($0)) }
    }

    private func fetch(_ authority: Authority) async throws -> MetadataDocument {
        let request = ServiceRequest(url: try authority.metadataEndpoint())
        let response = try await TokenEndpointClient.exchange(request, through: pipeline, hiding: [])
        guard let document = try? JSONDecoder().decode(MetadataDocument.self, from: response.body) else {
            throw AuthenticationError(
                code: .malformedResponse,
                message: "The authority's OpenID configuration cannot be read.",
                remedy: "Check that the login host is right and that no proxy answers in its place.",
                status: response.status.code)
        }
        try Self.check(document, of: authority)
        return document
    }

    /// Refuses a document whose endpoints are not https, or not on a host of the cloud.
    static func check(_ document: MetadataDocument, of authority: Authority) throws {
        let trusted = Set(authority.cloud.loginHosts.map { $0.lowercased() })
        let endpoints = [
            document.authorizationEndpoint, document.tokenEndpoint, document.keySetURI,
            document.deviceAuthorizationEndpoint, document.endSessionEndpoint,
        ]
        for endpoint in endpoints.compactMap({ $0 }) {
            let url = URL(string: endpoint)
            let host = (url?.host() ?? "").lowercased()
            let named = url?.port.map { $0 == 443 ? host : "\(host):\($0)" } ?? host
            guard url?.scheme?.lowercased() == "https", trusted.contains(named) else {
                throw AuthenticationError(
                    code: .untrustedResponse,
                    message: "The OpenID configuration names an endpoint that is not on \(authority.cloud.loginHost).",
                    remedy: "Check the login host; nothing was sent to the other one.")
            }
        }
    }
}
