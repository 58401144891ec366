/// The body that runs a hunting query through Microsoft Graph.
public struct HuntingRequest: Sendable, Hashable, Codable {
    /// The KQL text.
    public var query: String

    /// A time range as ISO 8601 text: `start/end`, `P7D/end`, `start/P7D`, `P7D` (ending now) or a start; 30 days if nil.
    public var timespan: String?

    enum CodingKeys: String, CodingKey {
        case query = "Query"
        case timespan = "Timespan"
    }

    /// Makes a request.
    public init(query: String, timespan: String? = nil) {
        self.query = query
        self.timespan = timespan
    }
}

/// The body that runs a hunting query through the Microsoft 365 Defender API; the member's name is case-sensitive.
public struct XDRHuntingRequest: Sendable, Hashable, Codable {
    /// The KQL text.
    public var query: String

    enum CodingKeys: String, CodingKey {
        case query = "Query"
    }

    /// Makes a request.
    public init(query: String) { self.query = query }
}
