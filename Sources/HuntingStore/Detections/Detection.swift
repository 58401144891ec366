import KQLEngine
package import TenantStore

/// A built-in detection: a hunting query whose rows are findings, and what an alert says about them.
package struct Detection: Sendable, Identifiable {
    /// Stable; part of the identifiers of alerts.
    package var id: String
    package var title: String
    package var description: String
    package var recommendedActions: String
    package var severity: AlertSeverity
    /// A name of the kill chain, such as `CredentialAccess`.
    package var category: String
    /// MITRE ATT&CK techniques.
    package var techniques: [String]
    package var product: DetectionProduct = .endpoint
    /// KQL; its rows have `Timestamp` and `ReportId`, those of devices also `DeviceId`.
    package var query: String
    /// Columns whose values tell one finding from another; rows that agree in them are one alert.
    package var identity: [String]
    /// What of a row becomes evidence.
    package var evidence: [EvidenceRule]

    package init(
        id: String, title: String, description: String, recommendedActions: String, severity: AlertSeverity,
        category: String, techniques: [String], product: DetectionProduct = .endpoint, query: String,
        identity: [String], evidence: [EvidenceRule]
    ) {
        self.id = id
        self.title = title
        self.description = description
        self.recommendedActions = recommendedActions
        self.severity = severity
        self.category = category
        self.techniques = techniques
        self.product = product
        self.query = query
        self.identity = identity
        self.evidence = evidence
    }
}

/// Evidence that a row of a query gives, by the columns that tell it.
package enum EvidenceRule: Sendable, Hashable {
    /// `DeviceId` and `DeviceName`.
    case device
    /// The process that the row is about.
    case process
    /// The process that acted: the `InitiatingProcess…` columns.
    case initiatingProcess
    /// The file that the row is about: `FileName`, `FolderPath`, `SHA1`, `SHA256`.
    case file
    /// The account of the row: `AccountName` and its like.
    case user
    /// The account of the process that acted.
    case initiatingUser
    /// `RegistryKey`, `RegistryValueName`, `RegistryValueData`.
    case registryValue
    /// The address in a column.
    case ip(String)
    /// The address of a mailbox in a column.
    case mailbox(String)
    /// The URL or host name in a column.
    case url(String)
}

/// The product that raises an alert, in the words of both interfaces.
package struct DetectionProduct: Sendable, Hashable {
    /// `serviceSource` in the spelling of Graph.
    package var serviceSource: String
    /// `detectionSource` in the spelling of Graph.
    package var detectionSource: String
    /// `ServiceSource` of hunting tables, and the product's name.
    package var name: String
    /// `DetectionSource` of hunting tables.
    package var huntingSource: String
    /// The letters with which identifiers of the product's alerts begin.
    package var prefix: String

    package static let endpoint = Self(
        serviceSource: "microsoftDefenderForEndpoint", detectionSource: "microsoftDefenderForEndpoint",
        name: "Microsoft Defender for Endpoint", huntingSource: "EDR", prefix: "da"
    )
    package static let identity = Self(
        serviceSource: "microsoftDefenderForIdentity", detectionSource: "microsoftDefenderForIdentity",
        name: "Microsoft Defender for Identity", huntingSource: "Microsoft Defender for Identity", prefix: "aa"
    )
    package static let cloudApps = Self(
        serviceSource: "microsoftDefenderForCloudApps", detectionSource: "microsoftDefenderForCloudApps",
        name: "Microsoft Defender for Cloud Apps", huntingSource: "Microsoft Defender for Cloud Apps", prefix: "ca"
    )
}
