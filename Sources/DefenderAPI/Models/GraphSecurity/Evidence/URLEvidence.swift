/// A web address in an alert.
public struct URLEvidence: Sendable, Hashable, Codable {
    /// The address.
    public var url: String?

    enum CodingKeys: String, CodingKey {
        case url
    }

    /// Makes a value of its members.
    public init(
        url: String? = nil
    ) {
        self.url = url
    }
}
