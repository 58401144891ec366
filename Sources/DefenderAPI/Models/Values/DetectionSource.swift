/// The sensor or technology that noticed. Specification sections B5 and C7.
public struct DetectionSource: ServiceTerm {
    /// The text as it was read.
    public let rawValue: String

    /// Keeps any text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Not known.
    public static let unknown = Self(rawValue: "unknown")

    /// Endpoint detection and response.
    public static let microsoftDefenderForEndpoint = Self(rawValue: "microsoftDefenderForEndpoint")

    /// The antivirus program.
    public static let antivirus = Self(rawValue: "antivirus")

    /// SmartScreen.
    public static let smartScreen = Self(rawValue: "smartScreen")

    /// An indicator of the customer.
    public static let customTi = Self(rawValue: "customTi")

    /// Microsoft Defender for Office 365.
    public static let microsoftDefenderForOffice365 = Self(rawValue: "microsoftDefenderForOffice365")

    /// An automated investigation.
    public static let automatedInvestigation = Self(rawValue: "automatedInvestigation")

    /// Human hunters of the service.
    public static let microsoftThreatExperts = Self(rawValue: "microsoftThreatExperts")

    /// A detection rule of the customer.
    public static let customDetection = Self(rawValue: "customDetection")

    /// Microsoft Defender for Identity.
    public static let microsoftDefenderForIdentity = Self(rawValue: "microsoftDefenderForIdentity")

    /// Microsoft Defender for Cloud Apps.
    public static let cloudAppSecurity = Self(rawValue: "cloudAppSecurity")

    /// Correlation over products.
    public static let microsoft365Defender = Self(rawValue: "microsoft365Defender")

    /// Entra ID Protection.
    public static let azureAdIdentityProtection = Self(rawValue: "azureAdIdentityProtection")

    /// Made by hand.
    public static let manual = Self(rawValue: "manual")

    /// Data loss prevention.
    public static let microsoftDataLossPrevention = Self(rawValue: "microsoftDataLossPrevention")

    /// A policy of app governance.
    public static let appGovernancePolicy = Self(rawValue: "appGovernancePolicy")

    /// A detection of app governance.
    public static let appGovernanceDetection = Self(rawValue: "appGovernanceDetection")

    /// A newer member, hidden from callers who did not ask for it.
    public static let unknownFutureValue = Self(rawValue: "unknownFutureValue")

    /// Microsoft Defender For Cloud.
    public static let microsoftDefenderForCloud = Self(rawValue: "microsoftDefenderForCloud")

    /// Microsoft Defender For Io T.
    public static let microsoftDefenderForIoT = Self(rawValue: "microsoftDefenderForIoT")

    /// Microsoft Defender For Servers.
    public static let microsoftDefenderForServers = Self(rawValue: "microsoftDefenderForServers")

    /// Microsoft Defender For Storage.
    public static let microsoftDefenderForStorage = Self(rawValue: "microsoftDefenderForStorage")

    /// Microsoft Defender For DNS.
    public static let microsoftDefenderForDNS = Self(rawValue: "microsoftDefenderForDNS")

    /// Microsoft Defender For Databases.
    public static let microsoftDefenderForDatabases = Self(rawValue: "microsoftDefenderForDatabases")

    /// Microsoft Defender For Containers.
    public static let microsoftDefenderForContainers = Self(rawValue: "microsoftDefenderForContainers")

    /// Microsoft Defender For Network.
    public static let microsoftDefenderForNetwork = Self(rawValue: "microsoftDefenderForNetwork")

    /// Microsoft Defender For App Service.
    public static let microsoftDefenderForAppService = Self(rawValue: "microsoftDefenderForAppService")

    /// Microsoft Defender For Key Vault.
    public static let microsoftDefenderForKeyVault = Self(rawValue: "microsoftDefenderForKeyVault")

    /// Microsoft Defender For Resource Manager.
    public static let microsoftDefenderForResourceManager = Self(rawValue: "microsoftDefenderForResourceManager")

    /// Microsoft Defender For Api Management.
    public static let microsoftDefenderForApiManagement = Self(rawValue: "microsoftDefenderForApiManagement")

    /// Nrt Alerts.
    public static let nrtAlerts = Self(rawValue: "nrtAlerts")

    /// Scheduled Alerts.
    public static let scheduledAlerts = Self(rawValue: "scheduledAlerts")

    /// Microsoft Defender Threat Intelligence Analytics.
    public static let microsoftDefenderThreatIntelligenceAnalytics = Self(
        rawValue: "microsoftDefenderThreatIntelligenceAnalytics")

    /// Built In Ml.
    public static let builtInMl = Self(rawValue: "builtInMl")

    /// Microsoft Insider Risk Management.
    public static let microsoftInsiderRiskManagement = Self(rawValue: "microsoftInsiderRiskManagement")

    /// Microsoft Threat Intelligence.
    public static let microsoftThreatIntelligence = Self(rawValue: "microsoftThreatIntelligence")

    /// Microsoft Defender For AIServices.
    public static let microsoftDefenderForAIServices = Self(rawValue: "microsoftDefenderForAIServices")

    /// Security Copilot.
    public static let securityCopilot = Self(rawValue: "securityCopilot")

    /// Microsoft Sentinel.
    public static let microsoftSentinel = Self(rawValue: "microsoftSentinel")

    /// The members in the order of Graph's metadata.
    public static let vocabulary = Vocabulary([
        .term("unknown"),
        .term("microsoftDefenderForEndpoint", xdr: "WindowsDefenderAtp", aliases: ["EDR"]),
        .term("antivirus", xdr: "WindowsDefenderAv"),
        .term("smartScreen", xdr: "WindowsDefenderSmartScreen"),
        .term("customTi", xdr: "CustomerTI", aliases: ["custom ti"]),
        .term("microsoftDefenderForOffice365", xdr: "OfficeATP"),
        .term("automatedInvestigation"),
        .term("microsoftThreatExperts", xdr: "ThreatExperts"),
        .term("customDetection"),
        .term("microsoftDefenderForIdentity", xdr: "AzureATP"),
        .term("cloudAppSecurity", xdr: "MCAS"),
        .term("microsoft365Defender", xdr: "MTP"),
        .term("azureAdIdentityProtection", xdr: "AAD"),
        .term("manual"),
        .term("microsoftDataLossPrevention"),
        .term("appGovernancePolicy"),
        .term("appGovernanceDetection"),
        .term("unknownFutureValue"),
        .term("microsoftDefenderForCloud", hidden: true),
        .term("microsoftDefenderForIoT", hidden: true),
        .term("microsoftDefenderForServers", hidden: true),
        .term("microsoftDefenderForStorage", hidden: true),
        .term("microsoftDefenderForDNS", hidden: true),
        .term("microsoftDefenderForDatabases", xdr: "DefenderForDatabases", hidden: true),
        .term("microsoftDefenderForContainers", hidden: true),
        .term("microsoftDefenderForNetwork", hidden: true),
        .term("microsoftDefenderForAppService", hidden: true),
        .term("microsoftDefenderForKeyVault", hidden: true),
        .term("microsoftDefenderForResourceManager", hidden: true),
        .term("microsoftDefenderForApiManagement", hidden: true),
        .term("nrtAlerts", hidden: true),
        .term("scheduledAlerts", hidden: true),
        .term("microsoftDefenderThreatIntelligenceAnalytics", hidden: true),
        .term("builtInMl", hidden: true),
        .term("microsoftInsiderRiskManagement", hidden: true),
        .term("microsoftThreatIntelligence", hidden: true),
        .term("microsoftDefenderForAIServices", hidden: true),
        .term("securityCopilot", hidden: true),
        .term("microsoftSentinel", hidden: true),
    ])
}
