import Foundation
import MicrosoftGraph
import ServiceCore

/// The application that programs under `sally exec` are, when no profile says otherwise.
struct DefaultApplication: Sendable {
    static let name = "Sallyport default application"

    /// Read permissions of all three APIs.
    static let purposes = ["incidents", "alerts", "hunting", "machines"]

    let access: ServiceAccess

    /// Registers the application in a tenant if needed, lends a secret of it, and takes the secret back.
    func withIdentity<Result>(
        in tenant: LocalWorld.Tenant, _ body: (ChildEnvironment.Identity) async throws -> Result
    ) async throws -> Result {
        let session = try DirectorySession.open(access, in: tenant)
        let registration = ApplicationRegistration(session: session)
        let application = try await registration.carryOut(
            ApplicationRegistration.Wish(
                name: Self.name, context: .application,
                permissions: try PermissionWish.list(purposes: Self.purposes, permissions: [], kind: .appRole),
                makesSecret: true, grantsConsent: true))
        let identity = ChildEnvironment.Identity(
            tenantID: session.tenantID, clientID: application.clientID, secret: application.secret?.value,
            certificatePath: nil)
        let result: Swift.Result<Result, any Error>
        do {
            result = .success(try await body(identity))
        } catch {
            result = .failure(error)
        }
        if let objectID = application.objectID, let keyID = application.secret?.keyID {
            try? await session.graph.applications.removePassword(from: objectID, keyID: keyID)
        }
        return try result.get()
    }
}
