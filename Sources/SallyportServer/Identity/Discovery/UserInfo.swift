import Foundation
import HTTPTypes
import Hummingbird
import ServiceCore
import TenantStore

/// `GET /oidc/userinfo` of Graph and `/{tenant}/openid/userinfo` of v1; OpenID Connect Core §5.3.
struct UserInfo: Sendable {
    let dependencies: ServerDependencies

    /// - Throws: ``APIFailure`` 403 when the token is not one of a user who signed in with `openid`.
    func response(for caller: Caller) async throws -> Response {
        guard let userID = caller.userObjectID, caller.scopes.contains("openid") else { throw Caller.denied }
        guard let user = try await dependencies.database.handle(for: caller.tenantID).user(id: userID) else {
            throw Caller.denied
        }
        let pairwise = PairwiseSubject(adminKey: dependencies.adminKey)
        var body = JSONTree.Members()
        // The subject of the ID token that this client has, which the answer must repeat; §5.3.2.
        body["sub"] = .string(pairwise.subject(user: userID, recipient: caller.clientAppID))
        if caller.scopes.contains("profile") {
            body["name"] = .string(user.displayName)
            if let name = user.surname { body["family_name"] = .string(name) }
            if let name = user.givenName { body["given_name"] = .string(name) }
            body["picture"] = .string("https://graph.microsoft.com/v1.0/me/photo/$value")
        }
        if caller.scopes.contains("email"), let mail = user.mail { body["email"] = .string(mail) }
        return Response.json(.object(body), headers: .noStore)
    }

    /// The v1 form lies on the login host, where no bearer middleware stands.
    func respond(_ request: Request, _ context: TenantContext) async throws -> Response {
        var context = context
        context.surface = .graph
        do {
            let token = try BearerAuthenticator.token(of: request.headers)
            let authenticator = BearerAuthenticator(keys: dependencies.keys, issuers: dependencies.issuers)
            let caller = try authenticator.caller(
                of: token, accepted: [.microsoftGraph], now: dependencies.time.now)
            return try await response(for: caller)
        } catch let refusal as BearerAuthenticator.Refusal {
            return refusal.failure(on: context).response(to: context, now: dependencies.time.now)
        } catch let failure as APIFailure {
            return failure.response(to: context, now: dependencies.time.now)
        }
    }
}
