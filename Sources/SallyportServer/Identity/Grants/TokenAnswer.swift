import Foundation
import HTTPTypes
import Hummingbird

/// What a token endpoint answers; numbers on v2, texts on v1; identity.md B.2, B.7.
struct TokenAnswer: Sendable {
    var accessToken: String
    var lifetime: Int64
    var scope: String?
    /// The resource of a v1 answer, as asked for.
    var resource: String?
    var refreshToken: String?
    var idToken: String?
    var clientInfo: String?

    func json(version: ProtocolVersion, now: Date) -> JSONTree {
        var body = JSONTree.Members()
        body["token_type"] = "Bearer"
        if let scope { body["scope"] = .string(scope) }
        switch version {
        case .v2:
            body["expires_in"] = .integer(lifetime)
            body["ext_expires_in"] = .integer(lifetime)
            // MSAL adds it to a clock: a number, and only for tokens that live two hours or more.
            if lifetime >= 7200 { body["refresh_in"] = .integer(lifetime / 2) }
        case .v1:
            body["expires_in"] = .string(String(lifetime))
            body["ext_expires_in"] = .string(String(lifetime))
            body["expires_on"] = .string(String(WireTime.epoch(now) + lifetime))
            body["not_before"] = .string(String(WireTime.epoch(now) - Int64(TokenLifetime.clockAllowance)))
            if let resource { body["resource"] = .string(resource) }
        }
        body["access_token"] = .string(accessToken)
        if let refreshToken { body["refresh_token"] = .string(refreshToken) }
        if let idToken { body["id_token"] = .string(idToken) }
        if let clientInfo { body["client_info"] = .string(clientInfo) }
        return .object(body)
    }
}
