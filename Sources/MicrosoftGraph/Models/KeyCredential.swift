/// A certificate of an application.
public struct KeyCredential: Sendable, Hashable, Codable {
    /// The id by which it is removed.
    public var keyID: String?

    /// `AsymmetricX509Cert`.
    public var type: String?

    /// `Verify`.
    public var usage: String?

    /// The certificate, DER in base 64; not shown again.
    public var key: String?

    /// Name for people.
    public var displayName: String?

    /// SHA-1 thumbprint in base 64.
    public var customKeyIdentifier: String?

    /// When it begins to be valid.
    public var startDateTime: GraphDateTime?

    /// When it ends to be valid.
    public var endDateTime: GraphDateTime?

    enum CodingKeys: String, CodingKey {
        case keyID = "keyId"
        case type
        case usage
        case key
        case displayName
        case customKeyIdentifier
        case startDateTime
        case endDateTime
    }

    /// Makes a value of its members.
    public init(
        keyID: String? = nil,
        type: String? = nil,
        usage: String? = nil,
        key: String? = nil,
        displayName: String? = nil,
        customKeyIdentifier: String? = nil,
        startDateTime: GraphDateTime? = nil,
        endDateTime: GraphDateTime? = nil
    ) {
        self.keyID = keyID
        self.type = type
        self.usage = usage
        self.key = key
        self.displayName = displayName
        self.customKeyIdentifier = customKeyIdentifier
        self.startDateTime = startDateTime
        self.endDateTime = endDateTime
    }
}
