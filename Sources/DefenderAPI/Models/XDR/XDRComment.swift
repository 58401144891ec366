/// A comment on an incident of the Microsoft 365 Defender API.
public struct XDRComment: Sendable, Hashable, Codable {
    /// The text.
    public var comment: String

    /// Who wrote it.
    public var createdBy: String?

    /// When it was written.
    public var createdTime: Timestamp?

    enum CodingKeys: String, CodingKey {
        case comment
        case createdBy
        case createdTime
    }

    /// Makes a value of its members.
    public init(
        comment: String,
        createdBy: String? = nil,
        createdTime: Timestamp? = nil
    ) {
        self.comment = comment
        self.createdBy = createdBy
        self.createdTime = createdTime
    }
}
