import EntraIdentity
import Foundation
import SallyportTesting
import ServiceCore
import Testing

/// Names and answers that the tests share.
enum World {
    static let tenant = "11111111-aaaa-4bbb-8ccc-000000000001"
    static let otherTenant = "22222222-aaaa-4bbb-8ccc-000000000002"
    static let client = "33333333-aaaa-4bbb-8ccc-000000000003"
    static let user = "44444444-aaaa-4bbb-8ccc-000000000004"
    static let cloud = Cloud.local(authority: "localhost:8443")
    static let scope = Scope(rawValue: "https://api.security.microsoft.com/.default")
    static let tokenPath = "/\(tenant)/oauth2/v2.0/token"
    static let start = Date(timeIntervalSince1970: 1_800_000_000)

    static func authority(_ tenant: String = tenant) throws -> Authority { try Authority(cloud: cloud, tenant: tenant) }

    static func context(
        _ transport: any HTTPTransport,
        time: ManualTimeSource,
        cache: TokenCache = TokenCache(),
        capabilities: [String] = []
    ) -> IdentityContext {
        IdentityContext(
            transport: transport, time: time, random: SeededRandomSource(), cache: cache,
            clientCapabilities: capabilities)
    }

    /// A token in compact form with a signature that is none.
    static func token(_ claims: [String: Any], algorithm: String = "RS256") throws -> String {
        let header = try JSONSerialization.data(withJSONObject: ["alg": algorithm, "typ": "JWT", "kid": "k"])
        let body = try JSONSerialization.data(withJSONObject: claims)
        return [header, body, Data("no signature".utf8)].map { Base64Text.urlSafe($0) }.joined(separator: ".")
    }

    static func accessToken(_ name: String = "t", tenant: String = tenant) throws -> String {
        try token([
            "aud": "https://api.security.microsoft.com", "iss": "https://sts.windows.net/\(tenant)/", "iat": 1,
            "nbf": 1, "exp": 2, "tid": tenant, "sub": user, "oid": user, "ver": "1.0", "roles": ["Incident.Read.All"],
            "appid": client, "uti": name,
        ])
    }

    static func idClaims(nonce: String? = nil, now: Date = start) -> [String: Any] {
        let seconds = Int(now.timeIntervalSince1970)
        var claims: [String: Any] = [
            "iss": "https://localhost:8443/\(tenant)/v2.0", "aud": client, "sub": "pairwise", "oid": user,
            "tid": tenant, "exp": seconds + 3_600, "iat": seconds, "nbf": seconds, "ver": "2.0",
            "preferred_username": "ada@contoso.test", "name": "Ada",
        ]
        claims["nonce"] = nonce
        return claims
    }

    /// The answer of a token endpoint to an application.
    static func appAnswer(_ name: String = "t", expiresIn: Int = 3_600, more: String = "") throws -> String {
        """
        {"token_type":"Bearer","expires_in":\(expiresIn),"ext_expires_in":\(expiresIn),\
        "access_token":"\(try accessToken(name))"\(more)}
        """
    }

    /// The answer of a token endpoint to a user.
    static func userAnswer(
        _ name: String = "t", nonce: String? = nil, refreshToken: String? = "refresh-1", expiresIn: Int = 3_600,
        now: Date = start, scope: String = "https://api.security.microsoft.com/.default openid profile"
    ) throws -> String {
        let refresh = refreshToken.map { #","refresh_token":"\#($0)""# } ?? ""
        let info = ClientInfo(uid: user, utid: tenant).encoded
        return """
            {"token_type":"Bearer","expires_in":\(expiresIn),"scope":"\(scope)",\
            "access_token":"\(try accessToken(name))","id_token":"\(try token(idClaims(nonce: nonce, now: now)))",\
            "client_info":"\(info)"\(refresh)}
            """
    }

    /// A refusal of an authority.
    static func refusal(_ entry: AADSTS, suberror: String? = nil) throws -> String {
        let body = OAuthErrorBody(
            entry, suberror: suberror, traceID: UUID(), correlationID: UUID(), now: start, host: cloud.loginHost)
        return String(decoding: try JSONEncoder().encode(body), as: UTF8.self)
    }
}
