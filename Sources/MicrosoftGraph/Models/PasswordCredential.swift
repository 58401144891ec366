/// A client secret of an application.
public struct PasswordCredential: Sendable, Hashable, Codable {
    /// The id by which it is removed; given by the directory.
    public var keyID: String?

    /// Name for people.
    public var displayName: String?

    /// When it begins to be valid; now if not given.
    public var startDateTime: GraphDateTime?

    /// When it ends to be valid; two years after the start if not given.
    public var endDateTime: GraphDateTime?

    /// The first three characters of the secret.
    public var hint: String?

    /// The secret itself, in the answer that makes it and never again.
    ///
    /// Plain text as the protocol has it; wrap it at once and keep it out of logs. The description leaves it out.
    public var secretText: String?

    /// An identifier of old tools.
    public var customKeyIdentifier: String?

    enum CodingKeys: String, CodingKey {
        case keyID = "keyId"
        case displayName
        case startDateTime
        case endDateTime
        case hint
        case secretText
        case customKeyIdentifier
    }

    /// Makes a value of its members.
    public init(
        keyID: String? = nil,
        displayName: String? = nil,
        startDateTime: GraphDateTime? = nil,
        endDateTime: GraphDateTime? = nil,
        hint: String? = nil,
        secretText: String? = nil,
        customKeyIdentifier: String? = nil
    ) {
        self.keyID = keyID
        self.displayName = displayName
        self.startDateTime = startDateTime
        self.endDateTime = endDateTime
        self.hint = hint
        self.secretText = secretText
        self.customKeyIdentifier = customKeyIdentifier
    }
}

extension PasswordCredential: CustomStringConvertible, CustomReflectable {
    /// The credential without its secret.
    public var description: String {
        let secret = secretText == nil ? "none" : "<redacted>"
        return "PasswordCredential(keyID: \(keyID ?? "none"), displayName: \(displayName ?? "none"), secret: \(secret))"
    }

    /// The credential without its secret.
    public var customMirror: Mirror {
        Mirror(self, children: ["description": description])
    }
}
