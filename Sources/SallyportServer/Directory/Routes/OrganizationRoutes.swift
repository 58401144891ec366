import Foundation
import HTTPTypes
import Hummingbird
import MicrosoftGraph
import ServiceCore
import TenantStore

/// `/organization`: the tenant itself; identity.md D.6.
enum OrganizationRoutes {
    static func add(to routes: DirectoryRouter) {
        routes.on(.get, "/organization") { try await list($0).response(to: $0) }
        routes.on(.get, "/organization/:id") { call in
            let list = try await list(call)
            guard try call.identifier("id") == call.caller.tenantID else {
                throw APIFailure.absent(try call.parameter("id"))
            }
            return try list.entity(list.objects[0], for: call)
        }
    }

    private static func list(_ call: DirectoryCall) async throws -> DirectoryList {
        try call.require(.readOrganization)
        let organization = Organization(
            try await call.tenant.tenant(), domains: try await call.tenant.verifiedDomains())
        return DirectoryList(
            collection: "organization", type: "organization", objects: [try DirectoryJSON.tree(organization)])
    }
}
