/// A comment on an incident or alert of Microsoft Graph security.
///
/// The metadata names the members `createdByDisplayName` and `createdDateTime`, samples of the documentation `createdBy`
/// and `createdTime`; both are read, the former written.
public struct AlertComment: Sendable, Hashable, Codable {
    /// The text.
    public var comment: String

    /// Who wrote it.
    public var createdByDisplayName: String?

    /// When it was written.
    public var createdDateTime: Timestamp?

    enum CodingKeys: String, CodingKey {
        case comment
        case createdByDisplayName
        case createdDateTime
    }

    enum SampleKeys: String, CodingKey {
        case createdBy
        case createdTime
    }

    /// Makes a value of its members.
    public init(comment: String, createdByDisplayName: String? = nil, createdDateTime: Timestamp? = nil) {
        self.comment = comment
        self.createdByDisplayName = createdByDisplayName
        self.createdDateTime = createdDateTime
    }

    /// Reads both spellings.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let samples = try decoder.container(keyedBy: SampleKeys.self)
        comment = try container.decode(String.self, forKey: .comment)
        createdByDisplayName =
            try container.decodeIfPresent(String.self, forKey: .createdByDisplayName)
            ?? samples.decodeIfPresent(String.self, forKey: .createdBy)
        createdDateTime =
            try container.decodeIfPresent(Timestamp.self, forKey: .createdDateTime)
            ?? samples.decodeIfPresent(Timestamp.self, forKey: .createdTime)
    }
}

/// The body that adds a comment through Microsoft Graph.
public struct AlertCommentRequest: Sendable, Hashable, Codable {
    /// The type's name; the documentation sends it, the service does without.
    public var odataType: String?

    /// The text.
    public var comment: String

    enum CodingKeys: String, CodingKey {
        case odataType = "@odata.type"
        case comment
    }

    /// Makes a request for a comment.
    public init(comment: String) {
        odataType = "microsoft.graph.security.alertComment"
        self.comment = comment
    }
}
