/// A place on earth.
public struct GeoLocation: Sendable, Hashable, Codable {
    /// The city.
    public var city: String?

    /// The country.
    public var countryName: String?

    /// Degrees north.
    public var latitude: Double?

    /// Degrees east.
    public var longitude: Double?

    /// The state or province.
    public var state: String?

    enum CodingKeys: String, CodingKey {
        case city
        case countryName
        case latitude
        case longitude
        case state
    }

    /// Makes a value of its members.
    public init(
        city: String? = nil,
        countryName: String? = nil,
        latitude: Double? = nil,
        longitude: Double? = nil,
        state: String? = nil
    ) {
        self.city = city
        self.countryName = countryName
        self.latitude = latitude
        self.longitude = longitude
        self.state = state
    }
}
