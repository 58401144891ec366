/// The product that raised an alert. Specification sections B5 and C7.
public struct ServiceSource: ServiceTerm {
    /// The text as it was read.
    public let rawValue: String

    /// Keeps any text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Not known.
    public static let unknown = Self(rawValue: "unknown")

    /// Microsoft Defender for Endpoint.
    public static let microsoftDefenderForEndpoint = Self(rawValue: "microsoftDefenderForEndpoint")

    /// Microsoft Defender for Identity.
    public static let microsoftDefenderForIdentity = Self(rawValue: "microsoftDefenderForIdentity")

    /// Microsoft Defender for Cloud Apps.
    public static let microsoftDefenderForCloudApps = Self(rawValue: "microsoftDefenderForCloudApps")

    /// Microsoft Defender for Office 365.
    public static let microsoftDefenderForOffice365 = Self(rawValue: "microsoftDefenderForOffice365")

    /// Microsoft Defender XDR itself.
    public static let microsoft365Defender = Self(rawValue: "microsoft365Defender")

    /// Entra ID Protection.
    public static let azureAdIdentityProtection = Self(rawValue: "azureAdIdentityProtection")

    /// App governance.
    public static let microsoftAppGovernance = Self(rawValue: "microsoftAppGovernance")

    /// Data loss prevention.
    public static let dataLossPrevention = Self(rawValue: "dataLossPrevention")

    /// A newer member, hidden from callers who did not ask for it.
    public static let unknownFutureValue = Self(rawValue: "unknownFutureValue")

    /// Microsoft Defender for Cloud.
    public static let microsoftDefenderForCloud = Self(rawValue: "microsoftDefenderForCloud")

    /// Microsoft Sentinel.
    public static let microsoftSentinel = Self(rawValue: "microsoftSentinel")

    /// Insider risk management.
    public static let microsoftInsiderRiskManagement = Self(rawValue: "microsoftInsiderRiskManagement")

    /// Threat intelligence.
    public static let microsoftThreatIntelligence = Self(rawValue: "microsoftThreatIntelligence")

    /// Security for AI.
    public static let microsoftSecurityForAI = Self(rawValue: "microsoftSecurityForAI")

    /// The members in the order of Graph's metadata.
    public static let vocabulary = Vocabulary([
        .term("unknown"),
        .term("microsoftDefenderForEndpoint", aliases: ["MicrosoftDefenderATP"]),
        .term("microsoftDefenderForIdentity"),
        .term("microsoftDefenderForCloudApps", xdr: "MicrosoftCloudAppSecurity"),
        .term("microsoftDefenderForOffice365", aliases: ["OfficeATP"]),
        .term("microsoft365Defender"),
        .term("azureAdIdentityProtection", xdr: "AADIdentityProtection"),
        .term("microsoftAppGovernance"),
        .term("dataLossPrevention"),
        .term("unknownFutureValue"),
        .term("microsoftDefenderForCloud", hidden: true),
        .term("microsoftSentinel", hidden: true),
        .term("microsoftInsiderRiskManagement", hidden: true),
        .term("microsoftThreatIntelligence", hidden: true),
        .term("microsoftSecurityForAI", hidden: true),
    ])
}
