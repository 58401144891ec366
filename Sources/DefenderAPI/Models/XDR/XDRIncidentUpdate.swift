/// What may be changed in an incident through the Microsoft 365 Defender API. A member left out stays as it is.
public struct XDRIncidentUpdate: Sendable, Hashable, Codable {
    /// The new status.
    public var status: IncidentStatus?

    /// The new analyst; an empty text takes the assignment away.
    public var assignedTo: String?

    /// The new classification.
    public var classification: AlertClassification?

    /// The new determination.
    public var determination: AlertDetermination?

    /// Tags that replace those of the customer.
    public var tags: [String]?

    /// A comment to add.
    public var comment: String?

    enum CodingKeys: String, CodingKey {
        case status
        case assignedTo
        case classification
        case determination
        case tags
        case comment
    }

    /// Makes a value of its members.
    public init(
        status: IncidentStatus? = nil,
        assignedTo: String? = nil,
        classification: AlertClassification? = nil,
        determination: AlertDetermination? = nil,
        tags: [String]? = nil,
        comment: String? = nil
    ) {
        self.status = status
        self.assignedTo = assignedTo
        self.classification = classification
        self.determination = determination
        self.tags = tags
        self.comment = comment
    }
}
