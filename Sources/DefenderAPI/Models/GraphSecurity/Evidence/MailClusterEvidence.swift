/// Messages that have something in common.
public struct MailClusterEvidence: Sendable, Hashable, Codable {
    /// By what they were put together.
    public var clusterBy: String?

    /// The value they have in common.
    public var clusterByValue: String?

    /// How many there are.
    public var emailCount: Int64?

    /// Their ids.
    public var networkMessageIDs: [String]

    /// The query that finds them.
    public var query: String?

    /// The cluster's name in the service.
    public var urn: String?

    enum CodingKeys: String, CodingKey {
        case clusterBy
        case clusterByValue
        case emailCount
        case networkMessageIDs = "networkMessageIds"
        case query
        case urn
    }

    /// Makes a value of its members.
    public init(
        clusterBy: String? = nil,
        clusterByValue: String? = nil,
        emailCount: Int64? = nil,
        networkMessageIDs: [String] = [],
        query: String? = nil,
        urn: String? = nil
    ) {
        self.clusterBy = clusterBy
        self.clusterByValue = clusterByValue
        self.emailCount = emailCount
        self.networkMessageIDs = networkMessageIDs
        self.query = query
        self.urn = urn
    }

    /// Reads the members that are known; absent lists are empty.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        clusterBy = try container.decodeIfPresent(String.self, forKey: .clusterBy)
        clusterByValue = try container.decodeIfPresent(String.self, forKey: .clusterByValue)
        emailCount = try container.decodeIfPresent(Int64.self, forKey: .emailCount)
        networkMessageIDs = try container.decodeIfPresent([String].self, forKey: .networkMessageIDs) ?? []
        query = try container.decodeIfPresent(String.self, forKey: .query)
        urn = try container.decodeIfPresent(String.self, forKey: .urn)
    }
}
