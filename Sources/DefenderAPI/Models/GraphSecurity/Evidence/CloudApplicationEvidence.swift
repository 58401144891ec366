/// A cloud application in an alert.
public struct CloudApplicationEvidence: Sendable, Hashable, Codable {
    /// Number of the application.
    public var appID: Int64?

    /// Its name.
    public var displayName: String?

    /// Number of the instance.
    public var instanceID: Int64?

    /// Name of the instance.
    public var instanceName: String?

    /// Number in the catalogue.
    public var saasAppID: Int64?

    /// The stream of the evidence.
    public var stream: EvidenceStream?

    enum CodingKeys: String, CodingKey {
        case appID = "appId"
        case displayName
        case instanceID = "instanceId"
        case instanceName
        case saasAppID = "saasAppId"
        case stream
    }

    /// Makes a value of its members.
    public init(
        appID: Int64? = nil,
        displayName: String? = nil,
        instanceID: Int64? = nil,
        instanceName: String? = nil,
        saasAppID: Int64? = nil,
        stream: EvidenceStream? = nil
    ) {
        self.appID = appID
        self.displayName = displayName
        self.instanceID = instanceID
        self.instanceName = instanceName
        self.saasAppID = saasAppID
        self.stream = stream
    }
}
