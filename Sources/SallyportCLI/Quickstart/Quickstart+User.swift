import EntraIdentity
import Foundation
import ServiceCore

extension Quickstart {
    /// An application that acts for a user: code with PKCE, device code, user credentials.
    func userContext(in tenant: LocalWorld.Tenant) async throws {
        let wishes = try PermissionWish.list(purposes: Self.purposes, permissions: [], kind: .scope)
        let (application, _) = try await register(
            "Quickstart user application", .user, in: tenant, permissions: wishes,
            redirectURIs: ["http://localhost", Self.redirectURI])
        try await recorder.step("admin consent") {
            let detail = try await ConsentByPage(access: access)
                .grant(clientID: application.clientID, redirectURI: Self.redirectURI, in: tenant)
            return ((), detail)
        }
        guard let user = tenant.user(withRole: "Security Reader"), let password = user.password else {
            throw CommandError(
                .notFound, what: "nobody can sign in", why: "\(tenant.domain) has no security reader with a password",
                remedy: "use another --state folder")
        }
        let person = Person(username: user.userPrincipalName, password: Secret(password))
        let tryOut = TryOut(access: access, recorder: recorder)
        let expectation = TryOut.Expectation(
            tenantID: tenant.id, clientID: application.clientID, permissions: Self.graphValues(wishes),
            isAppOnly: false, username: user.userPrincipalName, authentication: "0")
        try await tryOut.run(
            "code and PKCE", credential: browserCredential(application.clientID, tenant, person),
            expecting: expectation)
        try await tryOut.run(
            "device code", credential: deviceCredential(application.clientID, tenant, person), expecting: expectation)
        try await tryOut.run(
            "user name and password",
            credential: CredentialFactory(access: access)
                .user(
                    user.userPrincipalName, password: Secret(password), clientID: application.clientID,
                    tenant: tenant.id),
            expecting: expectation)
    }

    /// The browser credential as programs use it, with a person in front of a browser of ours: the redirect comes to a
    /// listener on loopback.
    private func browserCredential(
        _ clientID: String, _ tenant: LocalWorld.Tenant, _ person: Person
    ) throws -> any TokenCredential {
        let factory = CredentialFactory(access: access)
        return InteractiveBrowserCredential(
            factory.identity, authority: try factory.authority(tenant.id), clientID: clientID,
            receiver: NetworkLoopbackReceiver(), browser: PersonAtBrowser(person: person, access: access),
            options: .init(signIn: .init(loginHint: person.username), patience: .seconds(60)))
    }

    private func deviceCredential(
        _ clientID: String, _ tenant: LocalWorld.Tenant, _ person: Person
    ) throws -> any TokenCredential {
        let factory = CredentialFactory(access: access)
        return DeviceCodeCredential(factory.identity, authority: try factory.authority(tenant.id), clientID: clientID) {
            [access] prompt in
            var person = person
            person.deviceCode = prompt.userCode
            let browser = PageBrowser(transport: access.transport, timeout: access.context.settings.timeout)
            _ = try await person.visit(prompt.verificationURI, with: browser, clientURI: nil)
        }
    }
}

/// Opens the sign-in page in a browser of ours and answers what it asks, redirect to the listener included.
private struct PersonAtBrowser: BrowserOpener {
    let person: Person
    let access: ServiceAccess

    func open(_ url: URL) async throws {
        let browser = PageBrowser(transport: access.transport, timeout: access.context.settings.timeout)
        let arrival = try await person.visit(url, with: browser, clientURI: nil)
        // On success the last page is the listener's own; anything else would leave the credential waiting.
        guard case .page(_, let address) = arrival, address.scheme == "http" else {
            throw ConsentByPage.stopped(arrival)
        }
    }
}
