import Foundation
import ServiceCore
import Testing

@Suite("Permission catalogue, Defender A2 to A5")
struct PermissionCatalogueTests {
    @Test(arguments: ResourceApplication.all)
    func identifiersAndValuesOccurOnceInAResource(resource: ResourceApplication) {
        for permissions in [resource.appRoles, resource.scopes] {
            #expect(Set(permissions.map(\.id)).count == permissions.count)
            #expect(Set(permissions.map { $0.value.lowercased() }).count == permissions.count)
        }
        #expect(resource.appRoles.allSatisfy { $0.kind == .appRole && $0.needsAdmin })
        #expect(resource.scopes.allSatisfy { $0.kind == .scope })
        #expect((resource.appRoles + resource.scopes).allSatisfy { !$0.displayName.isEmpty && !$0.detail.isEmpty })
    }

    @Test func resourceIdentifiersNameOneResourceOnly() {
        let names = ResourceApplication.all.flatMap(\.identifiers)
        #expect(Set(names).count == names.count)
    }

    @Test(arguments: [
        ("https://api.security.microsoft.com", "Microsoft Threat Protection"),
        ("https://api.security.microsoft.com/", "Microsoft Threat Protection"),
        ("HTTPS://API.security.microsoft.com", "Microsoft Threat Protection"),
        ("https://security.microsoft.com/mtp/.default", "Microsoft Threat Protection"),
        ("8EE8FDAD-f234-4243-8f3b-15c294843740", "Microsoft Threat Protection"),
        ("https://api.securitycenter.microsoft.com/.default", "WindowsDefenderATP"),
        ("https://api.securitycenter.windows.com/AdvancedQuery.Read", "WindowsDefenderATP"),
        ("https://securitycenter.onmicrosoft.com/windowsatpservice/.default", "WindowsDefenderATP"),
        ("https://graph.microsoft.com//.default", "Microsoft Graph"),
        ("00000003-0000-0000-c000-000000000000", "Microsoft Graph"),
    ])
    func isFoundByEachOfItsNames(name: String, displayName: String) throws {
        #expect(try #require(ResourceApplication.named(name)).displayName == displayName)
    }

    @Test(arguments: ["https://api.security.microsoft.com.evil.example", "https://example.com", "", "graph"])
    func otherTextsNameNoResource(name: String) { #expect(ResourceApplication.named(name) == nil) }

    @Test(arguments: [
        (ResourceApplication.microsoftThreatProtection, "Incident.Read.All", "a9790345-4595-42e4-971a-ccdc79f19b7c"),
        (.microsoftThreatProtection, "AdvancedHunting.Read.All", "7734e8e5-8dde-42fc-b5ae-6eafea078693"),
        (.windowsDefenderATP, "Machine.Isolate", "7e4e1300-e1b9-4102-88ba-f0cb6e6d5974"),
        (.windowsDefenderATP, "readonly", "f820e656-f1d1-4cb8-a566-31d18eeecb40"),
        (.windowsDefenderATP, "secop", "2261fd4a-5f23-4b74-9e4d-f4ac92dc86a2"),
        (.microsoftGraph, "ThreatHunting.Read.All", "dd98c7f5-2d42-42d3-a0e4-633161547251"),
        (.microsoftGraph, "Application.ReadWrite.All", "1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9"),
    ])
    func appRoleHasItsPublicIdentifier(resource: ResourceApplication, value: String, id: String) throws {
        let role = try #require(resource.appRole(value))
        #expect(role.id.uuidString.lowercased() == id)
        #expect(resource.permission(id: role.id) == role)
    }

    @Test(arguments: [
        (ResourceApplication.microsoftThreatProtection, "Incident.Read", "12c153a4-4204-4224-aa3c-4626e2f47c2b"),
        (.windowsDefenderATP, "AdvancedQuery.Read", "1fb6e712-1bd9-4184-b1c0-5e71e759196b"),
        (.microsoftGraph, "SecurityIncident.Read.All", "b9abcc4f-94fc-4457-9141-d20ce80ec952"),
        (.microsoftGraph, "user.read", "e1fe6dd8-ba31-4d61-89e7-88639da4683d"),
    ])
    func scopeHasItsPublicIdentifier(resource: ResourceApplication, value: String, id: String) throws {
        #expect(try #require(resource.scope(value)).id.uuidString.lowercased() == id)
    }

    @Test func countsAreThoseOfTheSpecification() {
        #expect(ResourceApplication.microsoftThreatProtection.appRoles.count == 4)
        #expect(ResourceApplication.microsoftThreatProtection.scopes.count == 4)
        #expect(ResourceApplication.windowsDefenderATP.appRoles.count == 32)
        #expect(ResourceApplication.windowsDefenderATP.scopes.count == 26)
    }

    @Test(arguments: PermissionPurpose.all)
    func purposeNamesPermissionsThatExist(purpose: PermissionPurpose) {
        for entry in purpose.entries {
            if let role = entry.appRole { #expect(entry.resource.appRole(role) != nil, "\(role)") }
            if let scope = entry.scope { #expect(entry.resource.scope(scope) != nil, "\(scope)") }
        }
        #expect(PermissionPurpose.named(purpose.name.uppercased()) == purpose)
        #expect(!purpose.permissions(.scope).isEmpty)
    }

    @Test func onlySignInScopesAndOwnProfileNeedNoAdministrator() {
        let open = ResourceApplication.all.flatMap(\.scopes).filter { !$0.needsAdmin }.map(\.value)
        #expect(Set(open) == ["User.Read", "User.ReadBasic.All", "openid", "profile", "email", "offline_access"])
    }
}

@Suite("Requirement of an operation, Defender A5")
struct OperationRequirementTests {
    @Test(
        arguments: [
            (OperationRequirement.xdrReadIncidents, ["Incident.Read.All"], [], true, true),
            (.xdrReadIncidents, ["Incident.ReadWrite.All"], [], true, true),
            (.xdrReadIncidents, [], ["Incident.Read"], false, true),
            (.xdrReadIncidents, ["Incident.Read.All"], [], false, false),
            (.xdrReadIncidents, [], ["Incident.Read"], true, false),
            (.xdrUpdateIncidents, ["Incident.Read.All"], [], true, false),
            (.xdrHunting, ["Incident.ReadWrite.All"], [], true, false),
            (.graphReadAlerts, ["SecurityIncident.Read.All"], [], true, true),
            (.graphHunting, [], ["ThreatHunting.Read.All"], false, true),
        ] as [(OperationRequirement, [String], [String], Bool, Bool)])
    func rolesCountForApplicationsAndScopesForUsers(
        requirement: OperationRequirement, roles: [String], scopes: [String], isAppOnly: Bool, isEnough: Bool
    ) {
        #expect(
            requirement.isSatisfied(roles: Set(roles), scopes: Set(scopes), isAppOnly: isAppOnly) == isEnough)
    }

    @Test func everyNamedPermissionIsInTheCatalogue() {
        let roles = Set(ResourceApplication.all.flatMap(\.appRoles).map(\.value))
        let scopes = Set(ResourceApplication.all.flatMap(\.scopes).map(\.value))
        let requirements: [OperationRequirement] = [
            .xdrReadIncidents, .xdrUpdateIncidents, .xdrHunting, .endpointHunting, .endpointReadMachines,
            .endpointReadAlerts, .graphReadIncidents, .graphUpdateIncidents, .graphReadAlerts, .graphUpdateAlerts,
            .graphHunting,
        ]
        for requirement in requirements {
            #expect(requirement.roles.isSubset(of: roles))
            #expect(requirement.scopes.isSubset(of: scopes))
        }
    }
}
