/// A sign-in in an alert.
public struct CloudLogonRequestEvidence: Sendable, Hashable, Codable {
    /// Id of the request.
    public var requestID: String?

    enum CodingKeys: String, CodingKey {
        case requestID = "requestId"
    }

    /// Makes a value of its members.
    public init(
        requestID: String? = nil
    ) {
        self.requestID = requestID
    }
}
