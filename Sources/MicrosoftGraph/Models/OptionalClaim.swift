/// A claim that an application wishes.
public struct OptionalClaim: Sendable, Hashable, Codable {
    /// The claim.
    public var name: String

    /// Where its value comes from; nil is predefined.
    public var source: String?

    /// Whether it is needed.
    public var essential: Bool?

    /// How it is written.
    public var additionalProperties: [String]?

    enum CodingKeys: String, CodingKey {
        case name
        case source
        case essential
        case additionalProperties
    }

    /// Makes a value of its members.
    public init(
        name: String,
        source: String? = nil,
        essential: Bool? = nil,
        additionalProperties: [String]? = nil
    ) {
        self.name = name
        self.source = source
        self.essential = essential
        self.additionalProperties = additionalProperties
    }
}
