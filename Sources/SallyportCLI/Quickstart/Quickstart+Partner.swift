import EntraIdentity
import Foundation
import ServiceCore

extension Quickstart {
    /// An application of the partner in two customers' tenants.
    func partnerContext(_ partner: LocalWorld.Tenant, customers: [LocalWorld.Tenant]) async throws {
        let wishes = try PermissionWish.list(purposes: Self.purposes, permissions: [], kind: .appRole)
        let (application, registration) = try await register(
            "Quickstart partner application", .partner, in: partner, permissions: wishes,
            redirectURIs: [Self.redirectURI])
        let secret = try await recorder.step("secret") {
            let secret = try await registration.addSecret(to: application.objectID ?? "")
            return (secret, "key \(secret.keyID), in the home tenant \(partner.name)")
        }
        let credential = try CredentialFactory(access: access)
            .application(application.clientID, secret: Secret(secret.value), tenant: partner.id)
        for (number, customer) in customers.enumerated() {
            if number > 0 { try await expectRefusal(credential, in: customer) }
            try await recorder.step("consent of \(customer.name)") {
                let detail = try await ConsentByPage(access: access)
                    .grant(clientID: application.clientID, redirectURI: Self.redirectURI, in: customer)
                return ((), detail)
            }
            try await TryOut(access: access, recorder: recorder).run(
                "tenant ID of \(customer.name)", credential: credential, tenantID: customer.id,
                expecting: TryOut.Expectation(
                    tenantID: customer.id, clientID: application.clientID, permissions: Self.graphValues(wishes),
                    isAppOnly: true, authentication: "1"))
        }
    }

    /// A tenant that did not consent knows nothing of the application.
    private func expectRefusal(_ credential: some TokenCredential, in customer: LocalWorld.Tenant) async throws {
        try await recorder.step("refusal before consent") {
            do {
                _ = try await credential.token(
                    for: TokenRequestContext(
                        scopes: access.cloud.defaultScopes(of: .graph), tenantID: customer.id))
            } catch let error as AuthenticationError {
                let expected = [AADSTS.servicePrincipalMissing.number, AADSTS.applicationNotFound.number]
                guard let number = error.aadsts, expected.contains(number) else { throw error }
                return ((), "\(customer.name): AADSTS\(number), as it should be")
            }
            throw CommandError(
                .checkFailed, what: "\(customer.name) gave a token without consent", why: "it must not",
                remedy: "report this")
        }
    }
}
