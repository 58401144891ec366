/// An incident of the Microsoft 365 Defender API, with its alerts inline.
public struct XDRIncident: Sendable, Hashable, Codable {
    /// The number of the incident in its tenant.
    public var incidentID: Int64

    /// The page of the incident in the portal.
    public var incidentURI: String?

    /// The incident into which this one was merged; then the status is `Redirected`.
    public var redirectIncidentID: Int64?

    /// The title.
    public var incidentName: String?

    /// When the incident came to be.
    public var createdTime: Timestamp

    /// When the incident or one of its alerts last changed.
    public var lastUpdateTime: Timestamp

    /// The analyst who works on it.
    public var assignedTo: String?

    /// What it was found to be.
    public var classification: AlertClassification

    /// Why it was classified so.
    public var determination: AlertDetermination

    /// In the documentation's table of fields alone; real answers leave it out.
    public var detectionSource: String?

    /// Where it stands.
    public var status: IncidentStatus

    /// The highest severity of its alerts, unless set.
    public var severity: AlertSeverity

    /// Tags of the customer.
    public var tags: [String]

    /// Comments, oldest first.
    public var comments: [XDRComment]

    /// The alerts of the incident.
    public var alerts: [XDRAlert]

    enum CodingKeys: String, CodingKey {
        case incidentID = "incidentId"
        case incidentURI = "incidentUri"
        case redirectIncidentID = "redirectIncidentId"
        case incidentName
        case createdTime
        case lastUpdateTime
        case assignedTo
        case classification
        case determination
        case detectionSource
        case status
        case severity
        case tags
        case comments
        case alerts
    }

    /// Makes a value of its members.
    public init(
        incidentID: Int64,
        incidentURI: String? = nil,
        redirectIncidentID: Int64? = nil,
        incidentName: String? = nil,
        createdTime: Timestamp,
        lastUpdateTime: Timestamp,
        assignedTo: String? = nil,
        classification: AlertClassification = .unknown.inXDRSpelling,
        determination: AlertDetermination = .unknown.inXDRSpelling,
        detectionSource: String? = nil,
        status: IncidentStatus,
        severity: AlertSeverity,
        tags: [String] = [],
        comments: [XDRComment] = [],
        alerts: [XDRAlert] = []
    ) {
        self.incidentID = incidentID
        self.incidentURI = incidentURI
        self.redirectIncidentID = redirectIncidentID
        self.incidentName = incidentName
        self.createdTime = createdTime
        self.lastUpdateTime = lastUpdateTime
        self.assignedTo = assignedTo
        self.classification = classification
        self.determination = determination
        self.detectionSource = detectionSource
        self.status = status
        self.severity = severity
        self.tags = tags
        self.comments = comments
        self.alerts = alerts
    }

    /// Reads the members that are known; absent lists are empty.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        incidentID = try container.decode(Int64.self, forKey: .incidentID)
        incidentURI = try container.decodeIfPresent(String.self, forKey: .incidentURI)
        redirectIncidentID = try container.decodeIfPresent(Int64.self, forKey: .redirectIncidentID)
        incidentName = try container.decodeIfPresent(String.self, forKey: .incidentName)
        createdTime = try container.decode(Timestamp.self, forKey: .createdTime)
        lastUpdateTime = try container.decode(Timestamp.self, forKey: .lastUpdateTime)
        assignedTo = try container.decodeIfPresent(String.self, forKey: .assignedTo)
        classification =
            try container.decodeIfPresent(AlertClassification.self, forKey: .classification) ?? .unknown.inXDRSpelling
        determination =
            try container.decodeIfPresent(AlertDetermination.self, forKey: .determination) ?? .unknown.inXDRSpelling
        detectionSource = try container.decodeIfPresent(String.self, forKey: .detectionSource)
        status = try container.decode(IncidentStatus.self, forKey: .status)
        severity = try container.decode(AlertSeverity.self, forKey: .severity)
        tags = try container.decodeIfPresent([String].self, forKey: .tags) ?? []
        comments = try container.decodeIfPresent([XDRComment].self, forKey: .comments) ?? []
        alerts = try container.decodeIfPresent([XDRAlert].self, forKey: .alerts) ?? []
    }
}
