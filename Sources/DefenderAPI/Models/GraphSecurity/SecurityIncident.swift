/// An incident of Microsoft Graph security.
public struct SecurityIncident: Sendable, Hashable, Codable {
    /// The number of the incident in its tenant, as text.
    public var id: String

    /// The tenant.
    public var tenantID: String?

    /// Where it stands.
    public var status: IncidentStatus

    /// The page of the incident in the portal.
    public var incidentWebURL: String?

    /// The incident into which this one was merged; then the status is `redirected`.
    public var redirectIncidentID: String?

    /// The title.
    public var displayName: String?

    /// When the incident came to be.
    public var createdDateTime: Timestamp

    /// When the incident or one of its alerts last changed.
    public var lastUpdateDateTime: Timestamp

    /// The analyst who works on it.
    public var assignedTo: String?

    /// What it was found to be.
    public var classification: AlertClassification?

    /// Why it was classified so.
    public var determination: AlertDetermination?

    /// How much harm it may do.
    public var severity: AlertSeverity

    /// Tags of the customer.
    public var customTags: [String]

    /// Tags of the service.
    public var systemTags: [String]

    /// What happened.
    public var description: String?

    /// Who changed it last.
    public var lastModifiedBy: String?

    /// What was said when it was closed.
    public var resolvingComment: String?

    /// A summary by the service or an analyst.
    public var summary: String?

    /// Priority from 0 to 100.
    public var priorityScore: Int?

    /// Comments, oldest first.
    public var comments: [AlertComment]

    /// The alerts; only when the request asked to expand them.
    public var alerts: [SecurityAlert]?

    enum CodingKeys: String, CodingKey {
        case id
        case tenantID = "tenantId"
        case status
        case incidentWebURL = "incidentWebUrl"
        case redirectIncidentID = "redirectIncidentId"
        case displayName
        case createdDateTime
        case lastUpdateDateTime
        case assignedTo
        case classification
        case determination
        case severity
        case customTags
        case systemTags
        case description
        case lastModifiedBy
        case resolvingComment
        case summary
        case priorityScore
        case comments
        case alerts
    }

    /// Makes a value of its members.
    public init(
        id: String,
        tenantID: String? = nil,
        status: IncidentStatus,
        incidentWebURL: String? = nil,
        redirectIncidentID: String? = nil,
        displayName: String? = nil,
        createdDateTime: Timestamp,
        lastUpdateDateTime: Timestamp,
        assignedTo: String? = nil,
        classification: AlertClassification? = nil,
        determination: AlertDetermination? = nil,
        severity: AlertSeverity,
        customTags: [String] = [],
        systemTags: [String] = [],
        description: String? = nil,
        lastModifiedBy: String? = nil,
        resolvingComment: String? = nil,
        summary: String? = nil,
        priorityScore: Int? = nil,
        comments: [AlertComment] = [],
        alerts: [SecurityAlert]? = nil
    ) {
        self.id = id
        self.tenantID = tenantID
        self.status = status
        self.incidentWebURL = incidentWebURL
        self.redirectIncidentID = redirectIncidentID
        self.displayName = displayName
        self.createdDateTime = createdDateTime
        self.lastUpdateDateTime = lastUpdateDateTime
        self.assignedTo = assignedTo
        self.classification = classification
        self.determination = determination
        self.severity = severity
        self.customTags = customTags
        self.systemTags = systemTags
        self.description = description
        self.lastModifiedBy = lastModifiedBy
        self.resolvingComment = resolvingComment
        self.summary = summary
        self.priorityScore = priorityScore
        self.comments = comments
        self.alerts = alerts
    }

    /// Reads the members that are known; absent lists are empty.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(String.self, forKey: .id)
        tenantID = try container.decodeIfPresent(String.self, forKey: .tenantID)
        status = try container.decode(IncidentStatus.self, forKey: .status)
        incidentWebURL = try container.decodeIfPresent(String.self, forKey: .incidentWebURL)
        redirectIncidentID = try container.decodeIfPresent(String.self, forKey: .redirectIncidentID)
        displayName = try container.decodeIfPresent(String.self, forKey: .displayName)
        createdDateTime = try container.decode(Timestamp.self, forKey: .createdDateTime)
        lastUpdateDateTime = try container.decode(Timestamp.self, forKey: .lastUpdateDateTime)
        assignedTo = try container.decodeIfPresent(String.self, forKey: .assignedTo)
        classification = try container.decodeIfPresent(AlertClassification.self, forKey: .classification)
        determination = try container.decodeIfPresent(AlertDetermination.self, forKey: .determination)
        severity = try container.decode(AlertSeverity.self, forKey: .severity)
        customTags = try container.decodeIfPresent([String].self, forKey: .customTags) ?? []
        systemTags = try container.decodeIfPresent([String].self, forKey: .systemTags) ?? []
        description = try container.decodeIfPresent(String.self, forKey: .description)
        lastModifiedBy = try container.decodeIfPresent(String.self, forKey: .lastModifiedBy)
        resolvingComment = try container.decodeIfPresent(String.self, forKey: .resolvingComment)
        summary = try container.decodeIfPresent(String.self, forKey: .summary)
        priorityScore = try container.decodeIfPresent(Int.self, forKey: .priorityScore)
        comments = try container.decodeIfPresent([AlertComment].self, forKey: .comments) ?? []
        alerts = try container.decodeIfPresent([SecurityAlert].self, forKey: .alerts)
    }
}
