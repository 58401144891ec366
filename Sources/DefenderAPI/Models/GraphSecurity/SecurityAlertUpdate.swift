/// What may be changed in an alert through Microsoft Graph. A member left out stays as it is.
public struct SecurityAlertUpdate: Sendable, Hashable, Codable {
    /// The new status.
    public var status: AlertStatus?

    /// The new analyst; an empty text takes the assignment away.
    public var assignedTo: String?

    /// The new classification.
    public var classification: AlertClassification?

    /// The new determination.
    public var determination: AlertDetermination?

    enum CodingKeys: String, CodingKey {
        case status
        case assignedTo
        case classification
        case determination
    }

    /// Makes a value of its members.
    public init(
        status: AlertStatus? = nil,
        assignedTo: String? = nil,
        classification: AlertClassification? = nil,
        determination: AlertDetermination? = nil
    ) {
        self.status = status
        self.assignedTo = assignedTo
        self.classification = classification
        self.determination = determination
    }
}
