import Foundation

// Identifiers: defender-api.md A4, identity.md D.6 and the public permissions reference.

extension ResourceApplication {
    /// Microsoft Graph: security and directory.
    public static let microsoftGraph = ResourceApplication(
        appID: UUID(constant: "00000003-0000-0000-c000-000000000000"),
        displayName: "Microsoft Graph",
        identifiers: [
            "https://graph.microsoft.com",
            "https://graph.microsoft.us",
            "https://dod-graph.microsoft.us",
            "https://microsoftgraph.chinacloudapi.cn",
        ],
        appRoles: microsoftGraphAppRoles,
        scopes: microsoftGraphScopes
    )

    private static let microsoftGraphAppRoles: [Permission] = [
        Permission(
            "472e4a4d-bb4a-4026-98d1-0b0d74cb74a5", .appRole, "SecurityAlert.Read.All", "Read all security alerts",
            "Read the alerts of all security products of the tenant.", needsAdmin: true),
        Permission(
            "ed4fca05-be46-441f-9803-1873825f8fdb", .appRole, "SecurityAlert.ReadWrite.All",
            "Read and change all security alerts", "Read alerts, and set their status, owner and comments.",
            needsAdmin: true),
        Permission(
            "45cc0394-e837-488b-a098-1918f48d186c", .appRole, "SecurityIncident.Read.All",
            "Read all security incidents", "Read incidents with their alerts and evidence.", needsAdmin: true),
        Permission(
            "34bf0e97-1971-4929-b999-9e2442d941d7", .appRole, "SecurityIncident.ReadWrite.All",
            "Read and change all security incidents", "Read incidents, and set their status, owner, tags and comments.",
            needsAdmin: true),
        Permission(
            "dd98c7f5-2d42-42d3-a0e4-633161547251", .appRole, "ThreatHunting.Read.All", "Run hunting queries",
            "Run advanced hunting queries over the events of the tenant.", needsAdmin: true),
        Permission(
            "bf394140-e372-4bf9-a898-299cfc7564e5", .appRole, "SecurityEvents.Read.All", "Read security events",
            "Read legacy alerts and secure scores.", needsAdmin: true),
        Permission(
            "d903a879-88e0-4c09-b0c9-82f6a1333f84", .appRole, "SecurityEvents.ReadWrite.All",
            "Read and change security events", "Read and change legacy alerts and secure scores.", needsAdmin: true),
        Permission(
            "673a007a-9e0f-4c97-b066-3c0164486909", .appRole, "CustomDetection.Read.All", "Read detection rules",
            "Read custom detection rules.", needsAdmin: true),
        Permission(
            "e0fd9c8d-a12e-4cc9-9827-20c8c3cd6fb8", .appRole, "CustomDetection.ReadWrite.All",
            "Read and change detection rules", "Read, create, change and delete custom detection rules.",
            needsAdmin: true),
        Permission(
            "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30", .appRole, "Application.Read.All", "Read applications",
            "Read registrations and enterprise applications.", needsAdmin: true),
        Permission(
            "1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9", .appRole, "Application.ReadWrite.All",
            "Read and change applications",
            "Create, read, change and delete registrations and enterprise applications.", needsAdmin: true),
        Permission(
            "18a4783c-866b-4cc7-a460-3d5e5662c884", .appRole, "Application.ReadWrite.OwnedBy",
            "Manage own applications",
            "Create applications, and read, change and delete those that the application owns.", needsAdmin: true),
        Permission(
            "06b708a9-e830-4db3-a914-8e69da51d44f", .appRole, "AppRoleAssignment.ReadWrite.All", "Assign app roles",
            "Grant and revoke application permissions of every API, and assign users to applications.", needsAdmin: true
        ),
        Permission(
            "81b4724a-58aa-41c1-8a55-84ef97466587", .appRole, "DelegatedPermissionGrant.Read.All",
            "Read delegated grants", "Read the delegated permissions granted in the tenant.", needsAdmin: true),
        Permission(
            "8e8e4742-1d95-4f68-9d56-6ee75648c72a", .appRole, "DelegatedPermissionGrant.ReadWrite.All",
            "Grant delegated permissions", "Grant and revoke delegated permissions of every API.", needsAdmin: true),
        Permission(
            "7ab1d382-f21e-4acd-a863-ba3e13f7da61", .appRole, "Directory.Read.All", "Read the directory",
            "Read users, groups, applications and other objects of the directory.", needsAdmin: true),
        Permission(
            "19dbc75e-c2e2-444c-a770-ec69d8559fc7", .appRole, "Directory.ReadWrite.All",
            "Read and change the directory", "Read and change users, groups and other objects of the directory.",
            needsAdmin: true),
        Permission(
            "cc13eba4-8cd8-44c6-b4d4-f93237adce58", .appRole, "DelegatedAdminRelationship.ReadWrite.All",
            "Manage partner relationships", "Create and change delegated admin relationships with customers.",
            needsAdmin: true),
        Permission(
            "5b567255-7703-4780-807c-7be8301ae99b", .appRole, "Group.Read.All", "Read groups",
            "Read groups and who belongs to them.", needsAdmin: true),
        Permission(
            "498476ce-e0fe-48b0-b801-37ba7e2685c6", .appRole, "Organization.Read.All", "Read the organisation",
            "Read the tenant with its domains and plans.", needsAdmin: true),
        Permission(
            "483bed4a-2ad3-4361-a73b-c83ccdbdc53c", .appRole, "RoleManagement.Read.Directory", "Read directory roles",
            "Read directory roles and their assignments.", needsAdmin: true),
        Permission(
            "df021288-bdef-4463-88db-98f22de89214", .appRole, "User.Read.All", "Read full profiles",
            "Read the full profiles of all users.", needsAdmin: true),
        Permission(
            "97235f07-e226-4f63-ace3-39588e11d3a1", .appRole, "User.ReadBasic.All", "Read basic profiles",
            "Read name, mail address and photo of all users.", needsAdmin: true),
        Permission(
            "77f3a031-c388-4f99-b373-dc68676a979e", .appRole, "User.RevokeSessions.All", "Revoke sessions",
            "Invalidate the refresh tokens and sessions of users.", needsAdmin: true),
    ]

    private static let microsoftGraphScopes: [Permission] = [
        Permission(
            "bc257fb8-46b4-4b15-8713-01e91bfbe4ea", .scope, "SecurityAlert.Read.All", "Read all security alerts",
            "Read the alerts of all security products of the tenant.", needsAdmin: true),
        Permission(
            "471f2a7f-2a42-4d45-a2bf-594d0838070d", .scope, "SecurityAlert.ReadWrite.All",
            "Read and change all security alerts", "Read alerts, and set their status, owner and comments.",
            needsAdmin: true),
        Permission(
            "b9abcc4f-94fc-4457-9141-d20ce80ec952", .scope, "SecurityIncident.Read.All", "Read all security incidents",
            "Read incidents with their alerts and evidence.", needsAdmin: true),
        Permission(
            "128ca929-1a19-45e6-a3b8-435ec44a36ba", .scope, "SecurityIncident.ReadWrite.All",
            "Read and change all security incidents", "Read incidents, and set their status, owner, tags and comments.",
            needsAdmin: true),
        Permission(
            "b152eca8-ea73-4a48-8c98-1a6742673d99", .scope, "ThreatHunting.Read.All", "Run hunting queries",
            "Run advanced hunting queries over the events of the tenant.", needsAdmin: true),
        Permission(
            "64733abd-851e-478a-bffb-e47a14b18235", .scope, "SecurityEvents.Read.All", "Read security events",
            "Read legacy alerts and secure scores.", needsAdmin: true),
        Permission(
            "6aedf524-7e1c-45a7-bd76-ded8cab8d0fc", .scope, "SecurityEvents.ReadWrite.All",
            "Read and change security events", "Read and change legacy alerts and secure scores.", needsAdmin: true),
        Permission(
            "b13ff42e-f321-4d7d-a462-141c46a1b832", .scope, "CustomDetection.Read.All", "Read detection rules",
            "Read custom detection rules.", needsAdmin: true),
        Permission(
            "c34088fb-0649-4714-af0b-bcbfec155897", .scope, "CustomDetection.ReadWrite.All",
            "Read and change detection rules", "Read, create, change and delete custom detection rules.",
            needsAdmin: true),
        Permission(
            "c79f8feb-a9db-4090-85f9-90d820caa0eb", .scope, "Application.Read.All", "Read applications",
            "Read registrations and enterprise applications.", needsAdmin: true),
        Permission(
            "bdfbf15f-ee85-4955-8675-146e8e5296b5", .scope, "Application.ReadWrite.All", "Read and change applications",
            "Create, read, change and delete registrations and enterprise applications.", needsAdmin: true),
        Permission(
            "84bccea3-f856-4a8a-967b-dbe0a3d53a64", .scope, "AppRoleAssignment.ReadWrite.All", "Assign app roles",
            "Grant and revoke application permissions of every API, and assign users to applications.", needsAdmin: true
        ),
        Permission(
            "a197cdc4-a8e7-4d49-9d35-4ca7c83887b4", .scope, "DelegatedPermissionGrant.Read.All",
            "Read delegated grants", "Read the delegated permissions granted in the tenant.", needsAdmin: true),
        Permission(
            "41ce6ca6-6826-4807-84f1-1c82854f7ee5", .scope, "DelegatedPermissionGrant.ReadWrite.All",
            "Grant delegated permissions", "Grant and revoke delegated permissions of every API.", needsAdmin: true),
        Permission(
            "06da0dbc-49e2-44d2-8312-53f166ab848a", .scope, "Directory.Read.All", "Read the directory",
            "Read users, groups, applications and other objects of the directory.", needsAdmin: true),
        Permission(
            "c5366453-9fb0-48a5-a156-24f0c49a4b84", .scope, "Directory.ReadWrite.All", "Read and change the directory",
            "Read and change users, groups and other objects of the directory.", needsAdmin: true),
        Permission(
            "885f682f-a990-4bad-a642-36736a74b0c7", .scope, "DelegatedAdminRelationship.ReadWrite.All",
            "Manage partner relationships", "Create and change delegated admin relationships with customers.",
            needsAdmin: true),
        Permission(
            "5f8c59db-677d-491f-a6b8-5f174b11ec1d", .scope, "Group.Read.All", "Read groups",
            "Read groups and who belongs to them.", needsAdmin: true),
        Permission(
            "4908d5b9-3fb2-4b1e-9336-1888b7937185", .scope, "Organization.Read.All", "Read the organisation",
            "Read the tenant with its domains and plans.", needsAdmin: true),
        Permission(
            "741c54c3-0c1e-44a1-818b-3f97ab4e8c83", .scope, "RoleManagement.Read.Directory", "Read directory roles",
            "Read directory roles and their assignments.", needsAdmin: true),
        Permission(
            "e1fe6dd8-ba31-4d61-89e7-88639da4683d", .scope, "User.Read", "Sign in and read own profile",
            "Sign you in and read your profile and basic facts about your organisation.", needsAdmin: false),
        Permission(
            "a154be20-db9c-4678-8ab7-66f6cc099a59", .scope, "User.Read.All", "Read full profiles",
            "Read the full profiles of all users.", needsAdmin: true),
        Permission(
            "b340eb25-3456-403f-be2f-af7a0d370277", .scope, "User.ReadBasic.All", "Read basic profiles",
            "Read name, mail address and photo of all users.", needsAdmin: false),
        Permission(
            "fc30e98b-8810-4501-81f5-c20a3196387b", .scope, "User.RevokeSessions.All", "Revoke sessions",
            "Invalidate the refresh tokens and sessions of users.", needsAdmin: true),
        Permission(
            "37f7f235-527c-4136-accd-4a02d197296e", .scope, "openid", "Sign you in",
            "Sign you in with your work account and let the application know who you are.", needsAdmin: false),
        Permission(
            "14dad69e-099b-42c9-810b-d002981feec1", .scope, "profile", "View your basic profile",
            "See your name and user name.", needsAdmin: false),
        Permission(
            "64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0", .scope, "email", "View your mail address",
            "See your primary mail address.", needsAdmin: false),
        Permission(
            "7427e0e9-2fba-42fe-b0c0-848c9e6a8182", .scope, "offline_access", "Keep access",
            "Keep the access you gave while you are away, until you withdraw it.", needsAdmin: false),
    ]
}
