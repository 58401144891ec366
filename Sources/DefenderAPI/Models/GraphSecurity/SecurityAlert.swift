/// An alert of Microsoft Graph security (`alerts_v2`).
public struct SecurityAlert: Sendable, Hashable, Codable {
    /// The id, with a prefix of the product.
    public var id: String

    /// The id in the product that raised it.
    public var providerAlertID: String?

    /// The number of the incident it belongs to.
    public var incidentID: String?

    /// Where it stands.
    public var status: AlertStatus

    /// How much harm it may do.
    public var severity: AlertSeverity

    /// What it was found to be.
    public var classification: AlertClassification?

    /// Why it was classified so.
    public var determination: AlertDetermination?

    /// The product that raised it.
    public var serviceSource: ServiceSource

    /// The sensor that noticed.
    public var detectionSource: DetectionSource?

    /// The product's name for people.
    public var productName: String?

    /// The rule that fired.
    public var detectorID: String?

    /// The tenant.
    public var tenantID: String?

    /// The title.
    public var title: String?

    /// What happened.
    public var description: String?

    /// What to do.
    public var recommendedActions: String?

    /// The stage of the attack, such as `CredentialAccess`.
    public var category: String?

    /// All stages of the attack.
    public var categories: [String]

    /// Who works on it, or `Automation`.
    public var assignedTo: String?

    /// The page of the alert in the portal.
    public var alertWebURL: String?

    /// The page of the incident in the portal.
    public var incidentWebURL: String?

    /// The group behind the attack, when known.
    public var actorDisplayName: String?

    /// The threat, when known.
    public var threatDisplayName: String?

    /// The family of the harmful program, when known.
    public var threatFamilyName: String?

    /// Techniques of MITRE ATT&CK, such as `T1555.003`.
    public var mitreTechniques: [String]

    /// When the alert came to be.
    public var createdDateTime: Timestamp?

    /// When it last changed.
    public var lastUpdateDateTime: Timestamp?

    /// When it was closed.
    public var resolvedDateTime: Timestamp?

    /// The first event behind it.
    public var firstActivityDateTime: Timestamp?

    /// The last event behind it.
    public var lastActivityDateTime: Timestamp?

    /// Tags of the service.
    public var systemTags: [String]

    /// The policy behind it.
    public var alertPolicyID: String?

    /// How far an automated investigation came.
    public var investigationState: InvestigationState?

    /// Further members that the product adds.
    public var additionalData: [String: JSONValue]?

    /// Further members that a detection rule adds.
    public var customDetails: [String: JSONValue]?

    /// Comments, oldest first.
    public var comments: [AlertComment]

    /// What the alert is about.
    public var evidence: [AlertEvidence]

    enum CodingKeys: String, CodingKey {
        case id
        case providerAlertID = "providerAlertId"
        case incidentID = "incidentId"
        case status
        case severity
        case classification
        case determination
        case serviceSource
        case detectionSource
        case productName
        case detectorID = "detectorId"
        case tenantID = "tenantId"
        case title
        case description
        case recommendedActions
        case category
        case categories
        case assignedTo
        case alertWebURL = "alertWebUrl"
        case incidentWebURL = "incidentWebUrl"
        case actorDisplayName
        case threatDisplayName
        case threatFamilyName
        case mitreTechniques
        case createdDateTime
        case lastUpdateDateTime
        case resolvedDateTime
        case firstActivityDateTime
        case lastActivityDateTime
        case systemTags
        case alertPolicyID = "alertPolicyId"
        case investigationState
        case additionalData
        case customDetails
        case comments
        case evidence
    }

    /// Makes a value of its members.
    public init(
        id: String,
        providerAlertID: String? = nil,
        incidentID: String? = nil,
        status: AlertStatus,
        severity: AlertSeverity,
        classification: AlertClassification? = nil,
        determination: AlertDetermination? = nil,
        serviceSource: ServiceSource,
        detectionSource: DetectionSource? = nil,
        productName: String? = nil,
        detectorID: String? = nil,
        tenantID: String? = nil,
        title: String? = nil,
        description: String? = nil,
        recommendedActions: String? = nil,
        category: String? = nil,
        categories: [String] = [],
        assignedTo: String? = nil,
        alertWebURL: String? = nil,
        incidentWebURL: String? = nil,
        actorDisplayName: String? = nil,
        threatDisplayName: String? = nil,
        threatFamilyName: String? = nil,
        mitreTechniques: [String] = [],
        createdDateTime: Timestamp? = nil,
        lastUpdateDateTime: Timestamp? = nil,
        resolvedDateTime: Timestamp? = nil,
        firstActivityDateTime: Timestamp? = nil,
        lastActivityDateTime: Timestamp? = nil,
        systemTags: [String] = [],
        alertPolicyID: String? = nil,
        investigationState: InvestigationState? = nil,
        additionalData: [String: JSONValue]? = nil,
        customDetails: [String: JSONValue]? = nil,
        comments: [AlertComment] = [],
        evidence: [AlertEvidence] = []
    ) {
        self.id = id
        self.providerAlertID = providerAlertID
        self.incidentID = incidentID
        self.status = status
        self.severity = severity
        self.classification = classification
        self.determination = determination
        self.serviceSource = serviceSource
        self.detectionSource = detectionSource
        self.productName = productName
        self.detectorID = detectorID
        self.tenantID = tenantID
        self.title = title
        self.description = description
        self.recommendedActions = recommendedActions
        self.category = category
        self.categories = categories
        self.assignedTo = assignedTo
        self.alertWebURL = alertWebURL
        self.incidentWebURL = incidentWebURL
        self.actorDisplayName = actorDisplayName
        self.threatDisplayName = threatDisplayName
        self.threatFamilyName = threatFamilyName
        self.mitreTechniques = mitreTechniques
        self.createdDateTime = createdDateTime
        self.lastUpdateDateTime = lastUpdateDateTime
        self.resolvedDateTime = resolvedDateTime
        self.firstActivityDateTime = firstActivityDateTime
        self.lastActivityDateTime = lastActivityDateTime
        self.systemTags = systemTags
        self.alertPolicyID = alertPolicyID
        self.investigationState = investigationState
        self.additionalData = additionalData
        self.customDetails = customDetails
        self.comments = comments
        self.evidence = evidence
    }

    /// Reads the members that are known; absent lists are empty.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(String.self, forKey: .id)
        providerAlertID = try container.decodeIfPresent(String.self, forKey: .providerAlertID)
        incidentID = try container.decodeIfPresent(String.self, forKey: .incidentID)
        status = try container.decode(AlertStatus.self, forKey: .status)
        severity = try container.decode(AlertSeverity.self, forKey: .severity)
        classification = try container.decodeIfPresent(AlertClassification.self, forKey: .classification)
        determination = try container.decodeIfPresent(AlertDetermination.self, forKey: .determination)
        serviceSource = try container.decode(ServiceSource.self, forKey: .serviceSource)
        detectionSource = try container.decodeIfPresent(DetectionSource.self, forKey: .detectionSource)
        productName = try container.decodeIfPresent(String.self, forKey: .productName)
        detectorID = try container.decodeIfPresent(String.self, forKey: .detectorID)
        tenantID = try container.decodeIfPresent(String.self, forKey: .tenantID)
        title = try container.decodeIfPresent(String.self, forKey: .title)
        description = try container.decodeIfPresent(String.self, forKey: .description)
        recommendedActions = try container.decodeIfPresent(String.self, forKey: .recommendedActions)
        category = try container.decodeIfPresent(String.self, forKey: .category)
        categories = try container.decodeIfPresent([String].self, forKey: .categories) ?? []
        assignedTo = try container.decodeIfPresent(String.self, forKey: .assignedTo)
        alertWebURL = try container.decodeIfPresent(String.self, forKey: .alertWebURL)
        incidentWebURL = try container.decodeIfPresent(String.self, forKey: .incidentWebURL)
        actorDisplayName = try container.decodeIfPresent(String.self, forKey: .actorDisplayName)
        threatDisplayName = try container.decodeIfPresent(String.self, forKey: .threatDisplayName)
        threatFamilyName = try container.decodeIfPresent(String.self, forKey: .threatFamilyName)
        mitreTechniques = try container.decodeIfPresent([String].self, forKey: .mitreTechniques) ?? []
        createdDateTime = try container.decodeIfPresent(Timestamp.self, forKey: .createdDateTime)
        lastUpdateDateTime = try container.decodeIfPresent(Timestamp.self, forKey: .lastUpdateDateTime)
        resolvedDateTime = try container.decodeIfPresent(Timestamp.self, forKey: .resolvedDateTime)
        firstActivityDateTime = try container.decodeIfPresent(Timestamp.self, forKey: .firstActivityDateTime)
        lastActivityDateTime = try container.decodeIfPresent(Timestamp.self, forKey: .lastActivityDateTime)
        systemTags = try container.decodeIfPresent([String].self, forKey: .systemTags) ?? []
        alertPolicyID = try container.decodeIfPresent(String.self, forKey: .alertPolicyID)
        investigationState = try container.decodeIfPresent(InvestigationState.self, forKey: .investigationState)
        additionalData = try container.decodeIfPresent([String: JSONValue].self, forKey: .additionalData)
        customDetails = try container.decodeIfPresent([String: JSONValue].self, forKey: .customDetails)
        comments = try container.decodeIfPresent([AlertComment].self, forKey: .comments) ?? []
        evidence = try container.decodeIfPresent([AlertEvidence].self, forKey: .evidence) ?? []
    }
}
