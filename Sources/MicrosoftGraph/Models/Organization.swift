/// A tenant.
public struct Organization: Sendable, Hashable, Codable {
    /// Tenant id.
    public var id: String

    /// Name for people.
    public var displayName: String?

    /// `AAD`.
    public var tenantType: String?

    /// Two letters of the country.
    public var countryLetterCode: String?

    /// When it was made.
    public var createdDateTime: GraphDateTime?

    /// Its domains.
    public var verifiedDomains: [VerifiedDomain]

    enum CodingKeys: String, CodingKey {
        case id
        case displayName
        case tenantType
        case countryLetterCode
        case createdDateTime
        case verifiedDomains
    }

    /// Makes a value of its members.
    public init(
        id: String,
        displayName: String? = nil,
        tenantType: String? = nil,
        countryLetterCode: String? = nil,
        createdDateTime: GraphDateTime? = nil,
        verifiedDomains: [VerifiedDomain] = []
    ) {
        self.id = id
        self.displayName = displayName
        self.tenantType = tenantType
        self.countryLetterCode = countryLetterCode
        self.createdDateTime = createdDateTime
        self.verifiedDomains = verifiedDomains
    }

    /// Reads the members that are known; absent lists are empty.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(String.self, forKey: .id)
        displayName = try container.decodeIfPresent(String.self, forKey: .displayName)
        tenantType = try container.decodeIfPresent(String.self, forKey: .tenantType)
        countryLetterCode = try container.decodeIfPresent(String.self, forKey: .countryLetterCode)
        createdDateTime = try container.decodeIfPresent(GraphDateTime.self, forKey: .createdDateTime)
        verifiedDomains = try container.decodeIfPresent([VerifiedDomain].self, forKey: .verifiedDomains) ?? []
    }
}
