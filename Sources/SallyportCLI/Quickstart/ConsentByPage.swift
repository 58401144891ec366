import EntraIdentity
import Foundation
import ServiceCore

/// An administrator who opens the consent page in a browser and accepts.
struct ConsentByPage: Sendable {
    let access: ServiceAccess

    /// Opens the page of a tenant and answers it.
    ///
    /// - Returns: What happened, in one line.
    func grant(clientID: String, redirectURI: String, in tenant: LocalWorld.Tenant) async throws -> String {
        guard let admin = tenant.administrator, let password = admin.password else {
            throw CommandError(
                .notFound, what: "cannot consent in \(tenant.domain)", why: "it has no administrator with a password",
                remedy: "seed the world with one")
        }
        let state = Base64Text.urlSafe(access.context.random.bytes(16))
        var url = try access.cloud.url(.login, path: "/\(tenant.id)/adminconsent")
        url.append(queryItems: [
            URLQueryItem(name: "client_id", value: clientID), URLQueryItem(name: "redirect_uri", value: redirectURI),
            URLQueryItem(name: "state", value: state),
        ])
        let browser = PageBrowser(transport: access.transport, timeout: access.context.settings.timeout)
        let person = Person(username: admin.userPrincipalName, password: Secret(password))
        let arrival = try await person.visit(url, with: browser, clientURI: redirectURI)
        guard case .client(let answer) = arrival else { throw Self.stopped(arrival) }
        let items = URLComponents(url: answer, resolvingAgainstBaseURL: false)?.queryItems ?? []
        func value(_ name: String) -> String? { items.first { $0.name == name }?.value }
        if let error = value("error") {
            throw CommandError(
                .consentNeeded, what: "consent in \(tenant.domain) was refused",
                why: "\(error): \(value("error_description") ?? "no reason given")", remedy: "look at the page",
                status: .signInNeeded)
        }
        guard value("state") == state, value("tenant")?.lowercased() == tenant.id,
            value("admin_consent")?.lowercased() == "true"
        else {
            throw CommandError(
                .pageUnexpected, what: "the answer of the consent page is not ours",
                why: "its state or tenant differ from what was asked", remedy: "start again")
        }
        return "\(admin.userPrincipalName) accepted for \(tenant.name)"
    }

    /// The page that a person got stuck on, as an error.
    static func stopped(_ arrival: PageBrowser.Arrival) -> CommandError {
        guard case .page(let page, let url) = arrival else {
            return CommandError(.pageUnexpected, what: "the browser is elsewhere")
        }
        return CommandError(
            .pageUnexpected, what: "the browser stopped at \(url.path())",
            why: "the page says \"\(TerminalText.escaped(String(page.text.prefix(300))))\"", remedy: "look at the page")
    }
}
