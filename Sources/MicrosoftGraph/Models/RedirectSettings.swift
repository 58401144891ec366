/// Redirect URIs of an application in a browser or on a device.
public struct RedirectSettings: Sendable, Hashable, Codable {
    /// Where answers of the authorization endpoint may go.
    public var redirectURIs: [String]?

    enum CodingKeys: String, CodingKey {
        case redirectURIs = "redirectUris"
    }

    /// Makes a value of its members.
    public init(
        redirectURIs: [String]? = nil
    ) {
        self.redirectURIs = redirectURIs
    }
}
