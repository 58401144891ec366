import DefenderAPI
import Foundation
import ServiceCore

/// Somebody who reads incidents and hunts in one tenant.
struct SecuritySession: Sendable {
    let access: ServiceAccess
    let credential: any TokenCredential
    let tenantID: String?

    static func open(in context: CommandContext) async throws -> SecuritySession {
        let access = try ServiceAccess.resolve(in: context)
        let tenant = context.settings.tenant?.value
        return SecuritySession(
            access: access, credential: try await CredentialResolver(access: access).credential(tenant: tenant),
            tenantID: tenant)
    }

    /// Security of Microsoft Graph.
    var graph: GraphSecurityClient {
        GraphSecurityClient(cloud: access.cloud, pipeline: access.pipeline(credential))
    }

    /// The Microsoft 365 Defender API.
    var defender: DefenderClient {
        DefenderClient(cloud: access.cloud, pipeline: access.pipeline(credential))
    }
}
