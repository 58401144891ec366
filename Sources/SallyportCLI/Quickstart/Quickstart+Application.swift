import EntraIdentity
import Foundation
import ServiceCore

extension Quickstart {
    /// An application by itself, with a secret and then with a certificate.
    func applicationContext(in tenant: LocalWorld.Tenant) async throws {
        let wishes = try PermissionWish.list(purposes: Self.purposes, permissions: [], kind: .appRole)
        let (application, registration) = try await register(
            "Quickstart application", .application, in: tenant, permissions: wishes, redirectURIs: [Self.redirectURI])
        let objectID = application.objectID ?? ""
        try await recorder.step("admin consent") {
            let detail = try await ConsentByPage(access: access)
                .grant(clientID: application.clientID, redirectURI: Self.redirectURI, in: tenant)
            return ((), detail)
        }
        let secret = try await recorder.step("secret") {
            let secret = try await registration.addSecret(to: objectID)
            return (secret, "key \(secret.keyID), until \(secret.endDateTime?.formatted(.iso8601) ?? "revoked")")
        }
        let tryOut = TryOut(access: access, recorder: recorder)
        var expectation = TryOut.Expectation(
            tenantID: tenant.id, clientID: application.clientID, permissions: Self.graphValues(wishes),
            isAppOnly: true, authentication: "1")
        try await tryOut.run(
            "secret",
            credential: CredentialFactory(access: access)
                .application(application.clientID, secret: Secret(secret.value), tenant: tenant.id),
            expecting: expectation)
        let certificate = try await recorder.step("certificate") {
            let made = try SelfSignedCertificate.make(
                name: "Quickstart", now: context.time.now, days: 30, serial: context.random.bytes(16))
            let client = try ClientCertificate(pem: made.pem)
            let added = try await registration.addCertificate(made.certificate, to: objectID)
            return (client, "thumbprint \(client.thumbprintSHA256), key \(added.keyID ?? "")")
        }
        expectation.authentication = "2"
        try await tryOut.run(
            "certificate",
            credential: CredentialFactory(access: access)
                .application(application.clientID, certificate: certificate, tenant: tenant.id),
            expecting: expectation)
    }
}
