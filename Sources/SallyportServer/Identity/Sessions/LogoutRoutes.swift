import Foundation
import HTTPTypes
import Hummingbird
import TenantStore

/// `/{tenant}/oauth2/v2.0/logout` and `/{tenant}/oauth2/logout`; identity.md B.5.
struct LogoutRoutes: Sendable {
    let shared: PageRoutes

    func add(to router: Router<TenantContext>) {
        for path in ["/:tenant/oauth2/v2.0/logout", "/:tenant/oauth2/logout"] {
            for method in [HTTPRequest.Method.get, .post] {
                router.on(RouterPath(path), method: method) { request, context in
                    await shared.guarded(context) { try await respond(request, context) }
                }
            }
        }
    }

    private func respond(_ request: Request, _ context: TenantContext) async throws -> Response {
        let fields = try await shared.parameters(request, context)
        _ = try await TenantSegment.resolve(request.segment("tenant", context), in: shared.database)
        var browser = try await BrowserState.load(request, database: shared.database)
        let named = try await hinted(fields["logout_hint"], browser: browser)
        try await browser.signOut(database: shared.database) { named == nil || $0.id == named }
        guard let target = try await redirectURI(fields) else {
            return browser.apply(
                to: shared.pages.message(
                    "You are signed out", "It is a good idea to close all windows of this browser.", context: context))
        }
        let destination = AuthorizationDestination(redirectURI: target, mode: .query, state: fields[raw: "state"])
        if destination.state == nil {
            var headers = HTTPFields.noStore
            headers[.location] = target
            return browser.apply(to: Response(status: .found, headers: headers))
        }
        return browser.apply(
            to: AuthorizationAnswer(destination: destination, parameters: [])
                .response(pages: shared.pages, context: context))
    }

    /// The session of the account that a hint names; `nil` ends them all.
    private func hinted(_ hint: String?, browser: BrowserState) async throws -> UUID? {
        guard let hint else { return nil }
        for entry in browser.accounts {
            guard let tenantID = entry.session.tenantID, let userID = entry.session.userID else { continue }
            let user = try await shared.database.handle(for: tenantID).user(id: userID)
            if user?.userPrincipalName.lowercased() == hint.lowercased() { return entry.session.id }
        }
        return nil
    }

    /// A registered redirect URI of the client that the request names or whose ID token it shows; H.11.
    private func redirectURI(_ fields: FormFields) async throws -> String? {
        guard let wanted = fields["post_logout_redirect_uri"], RedirectURI.isSafe(wanted),
            let clientID = clientID(fields), let client = try await shared.database.application(appID: clientID),
            client.redirectURIs.contains(where: { RedirectURI.matches(wanted, registered: $0.uri) })
        else { return nil }
        return wanted
    }

    private func clientID(_ fields: FormFields) -> UUID? {
        if let text = fields["client_id"] { return UUID(uuidString: text) }
        guard let hint = fields["id_token_hint"], let token = try? CompactJWS(parsing: hint),
            let keyID = token.header["kid"]?.stringValue,
            let key = shared.dependencies.keys.publicKey(named: keyID), token.isSigned(by: key, with: .rs256)
        else { return nil }
        return token.payload["aud"]?.stringValue.flatMap { UUID(uuidString: $0) }
    }
}
