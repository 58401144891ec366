/// An application that users consented to, in an alert.
public struct OAuthApplicationEvidence: Sendable, Hashable, Codable {
    /// The client id.
    public var appID: String?

    /// Its name.
    public var displayName: String?

    /// Its object id.
    public var objectID: String?

    /// Who published it.
    public var publisher: String?

    enum CodingKeys: String, CodingKey {
        case appID = "appId"
        case displayName
        case objectID = "objectId"
        case publisher
    }

    /// Makes a value of its members.
    public init(
        appID: String? = nil,
        displayName: String? = nil,
        objectID: String? = nil,
        publisher: String? = nil
    ) {
        self.appID = appID
        self.displayName = displayName
        self.objectID = objectID
        self.publisher = publisher
    }
}
