/// An IP address in an alert.
public struct IPEvidence: Sendable, Hashable, Codable {
    /// The address.
    public var ipAddress: String?

    /// Two letters of the country.
    public var countryLetterCode: String?

    /// Where it is.
    public var location: GeoLocation?

    /// The stream of the evidence.
    public var stream: EvidenceStream?

    enum CodingKeys: String, CodingKey {
        case ipAddress
        case countryLetterCode
        case location
        case stream
    }

    /// Makes a value of its members.
    public init(
        ipAddress: String? = nil,
        countryLetterCode: String? = nil,
        location: GeoLocation? = nil,
        stream: EvidenceStream? = nil
    ) {
        self.ipAddress = ipAddress
        self.countryLetterCode = countryLetterCode
        self.location = location
        self.stream = stream
    }
}
