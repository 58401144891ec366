/// Tables of Microsoft Sentinel that hunters bring along, with those of Defender that tell most of the same.
enum SentinelTables {
    private static let tables: [String: [String]] = [
        "SecurityEvent": ["DeviceEvents", "DeviceLogonEvents", "DeviceProcessEvents"],
        "WindowsEvent": ["DeviceEvents", "DeviceProcessEvents"], "Event": ["DeviceEvents"],
        "SecurityAlert": ["AlertInfo", "AlertEvidence"], "SecurityIncident": ["AlertInfo"],
        "SigninLogs": ["EntraIdSignInEvents", "AADSignInEventsBeta"],
        "AADNonInteractiveUserSignInLogs": ["EntraIdSignInEvents", "AADSignInEventsBeta"],
        "AADServicePrincipalSignInLogs": ["EntraIdSpnSignInEvents", "AADSpnSignInEventsBeta"],
        "AuditLogs": ["CloudAppEvents"], "OfficeActivity": ["CloudAppEvents"], "AzureActivity": ["CloudAuditEvents"],
        "CommonSecurityLog": ["DeviceNetworkEvents"], "Syslog": ["DeviceEvents"], "Heartbeat": ["DeviceInfo"],
        "DnsEvents": ["DeviceNetworkEvents"], "VMConnection": ["DeviceNetworkEvents"],
        "ProtectionStatus": ["DeviceTvmSecureConfigurationAssessment"], "BehaviorAnalytics": ["BehaviorInfo"],
        "MicrosoftGraphActivityLogs": ["GraphAPIAuditEvents"], "McasShadowItReporting": ["CloudAppEvents"],
        "ThreatIntelligenceIndicator": [], "W3CIISLog": [], "AzureDiagnostics": [], "Perf": [], "Watchlist": [],
    ]

    /// The tables of a catalogue to look at instead; `nil` for a name that is none of Sentinel's.
    static func others(for name: String, in catalog: SchemaCatalog) -> [String]? {
        tables[name]?.filter { catalog.table(named: $0) != nil }
    }
}
