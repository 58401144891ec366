/// An alert inside an incident of the Microsoft 365 Defender API.
public struct XDRAlert: Sendable, Hashable, Codable {
    /// The id, with a prefix of the product.
    public var alertID: String

    /// The id in the product that raised it.
    public var providerAlertID: String?

    /// The incident it belongs to.
    public var incidentID: Int64

    /// The product that raised it.
    public var serviceSource: ServiceSource

    /// When the alert came to be.
    public var creationTime: Timestamp

    /// When it last changed; an incident's member has no `d` in its name.
    public var lastUpdatedTime: Timestamp

    /// When it was closed.
    public var resolvedTime: Timestamp?

    /// The first event behind it.
    public var firstActivity: Timestamp

    /// The last event behind it.
    public var lastActivity: Timestamp

    /// The title.
    public var title: String

    /// What happened.
    public var description: String?

    /// The stage of the attack, such as `CredentialAccess`.
    public var category: String

    /// Where it stands.
    public var status: AlertStatus

    /// How much harm it may do.
    public var severity: AlertSeverity

    /// The automated investigation, when there is one.
    public var investigationID: Int64?

    /// How far the investigation came.
    public var investigationState: InvestigationState

    /// What it was found to be.
    public var classification: AlertClassification?

    /// Why it was classified so.
    public var determination: AlertDetermination?

    /// The sensor that noticed.
    public var detectionSource: DetectionSource

    /// The rule that fired.
    public var detectorID: String?

    /// Who works on it, or `Automation`.
    public var assignedTo: String?

    /// The group behind the attack, when known.
    public var actorName: String?

    /// The family of the harmful program, when known.
    public var threatFamilyName: String?

    /// Techniques of MITRE ATT&CK, such as `T1555.003`.
    public var mitreTechniques: [String]

    /// The devices involved.
    public var devices: [XDRDevice]

    /// The other evidence.
    public var entities: [XDREntity]

    enum CodingKeys: String, CodingKey {
        case alertID = "alertId"
        case providerAlertID = "providerAlertId"
        case incidentID = "incidentId"
        case serviceSource
        case creationTime
        case lastUpdatedTime
        case resolvedTime
        case firstActivity
        case lastActivity
        case title
        case description
        case category
        case status
        case severity
        case investigationID = "investigationId"
        case investigationState
        case classification
        case determination
        case detectionSource
        case detectorID = "detectorId"
        case assignedTo
        case actorName
        case threatFamilyName
        case mitreTechniques
        case devices
        case entities
    }

    /// Makes a value of its members.
    public init(
        alertID: String,
        providerAlertID: String? = nil,
        incidentID: Int64,
        serviceSource: ServiceSource,
        creationTime: Timestamp,
        lastUpdatedTime: Timestamp,
        resolvedTime: Timestamp? = nil,
        firstActivity: Timestamp,
        lastActivity: Timestamp,
        title: String,
        description: String? = nil,
        category: String,
        status: AlertStatus,
        severity: AlertSeverity,
        investigationID: Int64? = nil,
        investigationState: InvestigationState = .unknown.inXDRSpelling,
        classification: AlertClassification? = nil,
        determination: AlertDetermination? = nil,
        detectionSource: DetectionSource = .unknown.inXDRSpelling,
        detectorID: String? = nil,
        assignedTo: String? = nil,
        actorName: String? = nil,
        threatFamilyName: String? = nil,
        mitreTechniques: [String] = [],
        devices: [XDRDevice] = [],
        entities: [XDREntity] = []
    ) {
        self.alertID = alertID
        self.providerAlertID = providerAlertID
        self.incidentID = incidentID
        self.serviceSource = serviceSource
        self.creationTime = creationTime
        self.lastUpdatedTime = lastUpdatedTime
        self.resolvedTime = resolvedTime
        self.firstActivity = firstActivity
        self.lastActivity = lastActivity
        self.title = title
        self.description = description
        self.category = category
        self.status = status
        self.severity = severity
        self.investigationID = investigationID
        self.investigationState = investigationState
        self.classification = classification
        self.determination = determination
        self.detectionSource = detectionSource
        self.detectorID = detectorID
        self.assignedTo = assignedTo
        self.actorName = actorName
        self.threatFamilyName = threatFamilyName
        self.mitreTechniques = mitreTechniques
        self.devices = devices
        self.entities = entities
    }

    /// Reads the members that are known; absent lists are empty.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        alertID = try container.decode(String.self, forKey: .alertID)
        providerAlertID = try container.decodeIfPresent(String.self, forKey: .providerAlertID)
        incidentID = try container.decode(Int64.self, forKey: .incidentID)
        serviceSource = try container.decode(ServiceSource.self, forKey: .serviceSource)
        creationTime = try container.decode(Timestamp.self, forKey: .creationTime)
        lastUpdatedTime = try container.decode(Timestamp.self, forKey: .lastUpdatedTime)
        resolvedTime = try container.decodeIfPresent(Timestamp.self, forKey: .resolvedTime)
        firstActivity = try container.decode(Timestamp.self, forKey: .firstActivity)
        lastActivity = try container.decode(Timestamp.self, forKey: .lastActivity)
        title = try container.decode(String.self, forKey: .title)
        description = try container.decodeIfPresent(String.self, forKey: .description)
        category = try container.decode(String.self, forKey: .category)
        status = try container.decode(AlertStatus.self, forKey: .status)
        severity = try container.decode(AlertSeverity.self, forKey: .severity)
        investigationID = try container.decodeIfPresent(Int64.self, forKey: .investigationID)
        investigationState =
            try container.decodeIfPresent(InvestigationState.self, forKey: .investigationState)
            ?? .unknown.inXDRSpelling
        classification = try container.decodeIfPresent(AlertClassification.self, forKey: .classification)
        determination = try container.decodeIfPresent(AlertDetermination.self, forKey: .determination)
        detectionSource =
            try container.decodeIfPresent(DetectionSource.self, forKey: .detectionSource) ?? .unknown.inXDRSpelling
        detectorID = try container.decodeIfPresent(String.self, forKey: .detectorID)
        assignedTo = try container.decodeIfPresent(String.self, forKey: .assignedTo)
        actorName = try container.decodeIfPresent(String.self, forKey: .actorName)
        threatFamilyName = try container.decodeIfPresent(String.self, forKey: .threatFamilyName)
        mitreTechniques = try container.decodeIfPresent([String].self, forKey: .mitreTechniques) ?? []
        devices = try container.decodeIfPresent([XDRDevice].self, forKey: .devices) ?? []
        entities = try container.decodeIfPresent([XDREntity].self, forKey: .entities) ?? []
    }
}
