import ServiceCore
import TenantStore

/// What an operation of the directory demands: permissions of the token, and of a signed-in user one of some directory
/// roles beside them; identity.md D.6. No roles: every member of the tenant.
struct DirectoryPermission: Sendable {
    let requirement: OperationRequirement
    var roles: Set<DirectoryRole> = []

    static let readApplications = Self(
        requirement: OperationRequirement(
            roles: [
                "Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All",
            ],
            scopes: [
                "Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All",
            ]))

    /// Whom the service lets change every application. Others change those they own.
    static let applicationAdministrators: Set<DirectoryRole> = [
        .globalAdministrator, .applicationAdministrator, .cloudApplicationAdministrator,
    ]

    static let writeApplications = Self(
        requirement: OperationRequirement(
            roles: ["Application.ReadWrite.All", "Directory.ReadWrite.All"],
            scopes: ["Application.ReadWrite.All", "Directory.ReadWrite.All"]))

    static let ownedApplications = OperationRequirement(roles: ["Application.ReadWrite.OwnedBy"], scopes: [])

    static let readAssignments = Self(
        requirement: OperationRequirement(
            roles: [
                "Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All",
                "AppRoleAssignment.ReadWrite.All",
            ],
            scopes: [
                "Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All",
                "AppRoleAssignment.ReadWrite.All",
            ]))

    static let writeAssignments = Self(
        requirement: OperationRequirement("AppRoleAssignment.ReadWrite.All"),
        roles: applicationAdministrators.union([.privilegedRoleAdministrator]))

    /// App roles of Graph itself open the whole directory: fewer roles may grant them; identity.md D.5.
    static let writeGraphAssignments = Self(
        requirement: OperationRequirement("AppRoleAssignment.ReadWrite.All"),
        roles: [.globalAdministrator, .privilegedRoleAdministrator])

    static let readGrants = Self(
        requirement: OperationRequirement(
            "Directory.Read.All", "Directory.ReadWrite.All", "DelegatedPermissionGrant.Read.All",
            "DelegatedPermissionGrant.ReadWrite.All"))

    static let writeGrants = Self(
        requirement: OperationRequirement("DelegatedPermissionGrant.ReadWrite.All"),
        roles: applicationAdministrators.union([.privilegedRoleAdministrator]))

    static let readUsers = Self(
        requirement: OperationRequirement(
            "User.Read.All", "User.ReadBasic.All", "Directory.Read.All", "Directory.ReadWrite.All"))

    /// Full profiles: ReadBasic shows a few members only.
    static let readFullUsers = OperationRequirement("User.Read.All", "Directory.Read.All", "Directory.ReadWrite.All")

    static let readMe = Self(
        requirement: OperationRequirement(
            roles: [],
            scopes: ["User.Read", "User.ReadWrite", "User.Read.All", "User.ReadBasic.All", "Directory.Read.All"]))

    static let revokeSessions = Self(
        requirement: OperationRequirement("User.RevokeSessions.All", "Directory.ReadWrite.All"),
        roles: [.globalAdministrator, .userAdministrator])

    static let readOrganization = Self(
        requirement: OperationRequirement(
            roles: ["Organization.Read.All", "Directory.Read.All", "Directory.ReadWrite.All"],
            scopes: ["User.Read", "Organization.Read.All", "Directory.Read.All", "Directory.ReadWrite.All"]))
}
