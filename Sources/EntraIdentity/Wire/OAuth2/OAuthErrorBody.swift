public import Foundation
import ServiceCore

/// The error envelope of the token, device code and discovery endpoints (identity C.1).
public struct OAuthErrorBody: Sendable, Hashable, Codable {
    /// What clients switch on.
    public var error: OAuthErrorCode
    /// `AADSTS{number}: …` with trace ID, correlation ID and timestamp behind.
    public var errorDescription: String?
    /// Numbers, the first one is that of the description.
    public var errorCodes: [Int]?
    /// `yyyy-MM-dd HH:mm:ssZ`.
    public var timestamp: String?
    /// The service's identifier of the request.
    public var traceID: String?
    /// The caller's identifier of the job.
    public var correlationID: String?
    /// A page about the code.
    public var errorURI: String?
    /// A finer code.
    public var suberror: String?
    /// JSON text of demanded claims, to be sent with an interactive request.
    public var claims: String?

    /// Makes an envelope.
    public init(
        error: OAuthErrorCode,
        errorDescription: String? = nil,
        errorCodes: [Int]? = nil,
        timestamp: String? = nil,
        traceID: String? = nil,
        correlationID: String? = nil,
        errorURI: String? = nil,
        suberror: String? = nil,
        claims: String? = nil
    ) {
        self.error = error
        self.errorDescription = errorDescription
        self.errorCodes = errorCodes
        self.timestamp = timestamp
        self.traceID = traceID
        self.correlationID = correlationID
        self.errorURI = errorURI
        self.suberror = suberror
        self.claims = claims
    }

    /// Makes the envelope of a refusal.
    ///
    /// - Parameters:
    ///   - entry: The row of the table.
    ///   - error: Another OAuth code than the row's, where the endpoint has its own.
    ///   - message: Another text than the row's, for example with names in it.
    ///   - traceID: Identifier of this request.
    ///   - correlationID: Identifier of the caller's job.
    ///   - now: The instant of the refusal.
    ///   - host: Login host, for `error_uri`.
    public init(
        _ entry: AADSTS,
        error: OAuthErrorCode? = nil,
        message: String? = nil,
        suberror: String? = nil,
        claims: String? = nil,
        traceID: UUID,
        correlationID: UUID,
        now: Date,
        host: String?
    ) {
        let timestamp = Self.timestamp(now)
        let trace = traceID.uuidString.lowercased()
        let correlation = correlationID.uuidString.lowercased()
        self.init(
            error: error ?? entry.error,
            errorDescription: """
                AADSTS\(entry.number): \(message ?? entry.message) Trace ID: \(trace) \
                Correlation ID: \(correlation) Timestamp: \(timestamp)
                """,
            errorCodes: [entry.number],
            timestamp: timestamp,
            traceID: trace,
            correlationID: correlation,
            errorURI: host.map { "https://\($0)/error?code=\(entry.number)" },
            suberror: suberror ?? entry.suberror,
            claims: claims
        )
    }

    /// The AADSTS number, of the description or of the list.
    public var number: Int? {
        errorDescription.flatMap { AADSTS.number(in: $0) } ?? errorCodes?.first
    }

    /// The instant in the form of the envelope, `yyyy-MM-dd HH:mm:ssZ`.
    public static func timestamp(_ instant: Date) -> String {
        ODataDateTime.format(instant, fractionDigits: 0).replacing("T", with: " ")
    }

    enum CodingKeys: String, CodingKey {
        case error, timestamp, suberror, claims
        case errorDescription = "error_description"
        case errorCodes = "error_codes"
        case traceID = "trace_id"
        case correlationID = "correlation_id"
        case errorURI = "error_uri"
    }
}
