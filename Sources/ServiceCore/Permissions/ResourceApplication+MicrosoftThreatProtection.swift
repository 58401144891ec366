import Foundation

// Identifiers: defender-api.md A2 to A4.

extension ResourceApplication {
    /// The Microsoft 365 Defender (XDR) API.
    public static let microsoftThreatProtection = ResourceApplication(
        appID: UUID(constant: "8ee8fdad-f234-4243-8f3b-15c294843740"),
        displayName: "Microsoft Threat Protection",
        identifiers: [
            "https://api.security.microsoft.com",
            "https://security.microsoft.com/mtp",
            "https://securitycenter.microsoft.com/mtp",
            "https://api-gcc.security.microsoft.us",
            "https://api-gov.security.microsoft.us",
        ],
        appRoles: microsoftThreatProtectionAppRoles,
        scopes: microsoftThreatProtectionScopes
    )

    private static let microsoftThreatProtectionAppRoles: [Permission] = [
        Permission(
            "a9790345-4595-42e4-971a-ccdc79f19b7c", .appRole, "Incident.Read.All", "Read incidents",
            "Read incidents with their alerts and evidence.", needsAdmin: true),
        Permission(
            "8d90f441-09cf-4fdc-ab45-e874fa3a28e8", .appRole, "Incident.ReadWrite.All", "Read and change incidents",
            "Read incidents, and set their status, owner, tags and classification.", needsAdmin: true),
        Permission(
            "7734e8e5-8dde-42fc-b5ae-6eafea078693", .appRole, "AdvancedHunting.Read.All", "Run hunting queries",
            "Run advanced hunting queries over the events of the tenant.", needsAdmin: true),
        Permission(
            "a7deff90-e2f5-4e4e-83a3-2c74e7002e28", .appRole, "CustomDetections.ReadWrite.All",
            "Read and change detection rules", "Read, create, change and delete custom detection rules.",
            needsAdmin: true),
    ]

    private static let microsoftThreatProtectionScopes: [Permission] = [
        Permission(
            "12c153a4-4204-4224-aa3c-4626e2f47c2b", .scope, "Incident.Read", "Read incidents",
            "Read incidents with their alerts and evidence.", needsAdmin: true),
        Permission(
            "2af415cc-88cf-4146-a0c8-444c3a80d5db", .scope, "Incident.ReadWrite", "Read and change incidents",
            "Read incidents, and set their status, owner, tags and classification.", needsAdmin: true),
        Permission(
            "15f11de4-5113-4268-a2d1-0bad43d781f9", .scope, "AdvancedHunting.Read", "Run hunting queries",
            "Run advanced hunting queries over the events of the tenant.", needsAdmin: true),
        Permission(
            "ddbb8d0c-c86b-4ece-bcb7-0f031a9cf103", .scope, "CustomDetections.ReadWrite",
            "Read and change detection rules", "Read, create, change and delete custom detection rules.",
            needsAdmin: true),
    ]
}
