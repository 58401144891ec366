/// What may be changed in an incident through Microsoft Graph. A member left out stays as it is.
public struct SecurityIncidentUpdate: Sendable, Hashable, Codable {
    /// The new status.
    public var status: IncidentStatus?

    /// The new analyst; an empty text takes the assignment away.
    public var assignedTo: String?

    /// The new classification.
    public var classification: AlertClassification?

    /// The new determination.
    public var determination: AlertDetermination?

    /// Tags that replace those of the customer.
    public var customTags: [String]?

    /// The new description.
    public var description: String?

    /// The new title.
    public var displayName: String?

    /// The new severity.
    public var severity: AlertSeverity?

    /// What is said on closing.
    public var resolvingComment: String?

    /// The new summary.
    public var summary: String?

    enum CodingKeys: String, CodingKey {
        case status
        case assignedTo
        case classification
        case determination
        case customTags
        case description
        case displayName
        case severity
        case resolvingComment
        case summary
    }

    /// Makes a value of its members.
    public init(
        status: IncidentStatus? = nil,
        assignedTo: String? = nil,
        classification: AlertClassification? = nil,
        determination: AlertDetermination? = nil,
        customTags: [String]? = nil,
        description: String? = nil,
        displayName: String? = nil,
        severity: AlertSeverity? = nil,
        resolvingComment: String? = nil,
        summary: String? = nil
    ) {
        self.status = status
        self.assignedTo = assignedTo
        self.classification = classification
        self.determination = determination
        self.customTags = customTags
        self.description = description
        self.displayName = displayName
        self.severity = severity
        self.resolvingComment = resolvingComment
        self.summary = summary
    }
}
