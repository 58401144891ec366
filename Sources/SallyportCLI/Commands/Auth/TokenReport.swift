import EntraIdentity
import Foundation
import ServiceCore

/// What a token says about itself. It never holds the token.
struct TokenReport: Encodable {
    var profile: String?
    var cloud: String
    var tenantID: String
    var audience: String
    /// The application that the token was given to.
    var clientID: String?
    /// The user, or none for an application by itself.
    var username: String?
    var roles: [String]
    var scopes: [String]
    var expiresOn: Date

    enum CodingKeys: String, CodingKey {
        case profile
        case cloud
        case tenantID = "tenantId"
        case audience
        case clientID = "clientId"
        case username
        case roles
        case scopes
        case expiresOn
    }

    /// - Returns: `nil` for a token that is no JWT; such tokens exist.
    init?(_ token: AccessToken, profile: String?, cloud: Cloud) {
        guard let claims = AccessTokenClaims(unvalidated: token.token.reveal) else { return nil }
        self.profile = profile
        self.cloud = cloud.name
        tenantID = claims.tenantID
        audience = claims.audience.values.joined(separator: " ")
        clientID = claims.clientID
        username = claims.username
        roles = claims.roleSet.sorted()
        scopes = claims.scopes.sorted()
        expiresOn = token.expiresOn
    }

    var fields: [(title: String, text: String)] {
        [
            ("Profile", profile ?? ""), ("Cloud", cloud), ("Tenant", tenantID), ("Audience", audience),
            ("Client ID", clientID ?? ""), ("User", username ?? "none: an application"),
            ("Roles", roles.joined(separator: ", ")), ("Scopes", scopes.joined(separator: ", ")),
            ("Expires", expiresOn.formatted(.iso8601)),
        ]
    }
}
