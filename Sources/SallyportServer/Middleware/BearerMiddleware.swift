import Foundation
import HTTPTypes
import Hummingbird
import ServiceCore

/// Puts the caller into the context of every Graph and Defender route, or answers 401 in the family's words.
struct BearerMiddleware: RouterMiddleware {
    typealias Context = TenantContext

    let authenticator: BearerAuthenticator
    let tenants: TenantPresence
    let time: any TimeSource

    @concurrent func handle(
        _ request: Request,
        context: TenantContext,
        next: @concurrent (Request, TenantContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        do {
            let token = try BearerAuthenticator.token(of: request.headers)
            let caller = try authenticator.caller(
                of: token, accepted: Self.audiences(of: context.surface), now: time.now)
            try await tenants.check(caller)
            context.caller = caller
        } catch let refusal as BearerAuthenticator.Refusal {
            throw refusal.failure(on: context)
        }
        return try await next(request, context)
    }

    /// Programs mix the audiences of the two Defender families, so each takes both; the permissions decide, clients.md.
    static func audiences(of surface: Surface) -> [ResourceApplication] {
        surface == .graph ? [.microsoftGraph] : [.microsoftThreatProtection, .windowsDefenderATP]
    }
}

extension BearerAuthenticator.Refusal {
    /// The envelope of the surface, with the challenge of RFC 6750 §3; defender-api.md B9, C8, identity.md B.10.
    func failure(on context: TenantContext) -> APIFailure {
        let authorization = "\(context.authority.origin)/common/oauth2/authorize"
        var challenge =
            "Bearer realm=\"\", authorization_uri=\"\(authorization)\", "
            + "client_id=\"\(ResourceApplication.microsoftGraph.appID.lowercaseText)\""
        if case .revoked(let epoch) = self {
            let claims: JSONTree = [
                "access_token": ["nbf": ["essential": true, "value": .string(String(epoch))]]
            ]
            let encoded = Data(claims.bytes).base64EncodedString()
            challenge += ", error=\"insufficient_claims\", claims=\"\(encoded)\""
        } else if self != .missing {
            challenge += ", error=\"invalid_token\""
        }
        return APIFailure(
            .unauthorized,
            code: context.surface == .graph ? "InvalidAuthenticationToken" : "Unauthorized",
            message: message(on: context.surface),
            headers: [.wwwAuthenticate: challenge]
        )
    }

    private func message(on surface: Surface) -> String {
        if surface == .graph {
            return switch self {
            case .missing: "Access token is empty."
            case .malformed: "CompactToken parsing failed with error code: 80049217"
            case .signature: "Access token validation failure. Invalid signature."
            case .issuer: "Access token validation failure. Invalid issuer."
            case .notYetValid: "Lifetime validation failed, the token is not yet valid."
            case .expired: "Lifetime validation failed, the token is expired."
            case .audience: "Access token validation failure. Invalid audience."
            case .unknownTenant: "The identity of the calling application could not be established."
            case .revoked: "Continuous access evaluation resulted in challenge with result: InteractionRequired."
            }
        }
        let reason =
            switch self {
            case .missing: "the Authorization header holds no bearer token"
            case .malformed: "the token cannot be parsed"
            case .signature: "the signature is invalid"
            case .issuer: "the issuer is invalid"
            case .notYetValid: "the token is not yet valid"
            case .expired: "the token is expired"
            case .audience: "the audience is invalid"
            case .unknownTenant: "Account mode is inactive"
            case .revoked: "the token was revoked"
            }
        return "Unauthorized request - reason of failure: \(reason)"
    }
}
