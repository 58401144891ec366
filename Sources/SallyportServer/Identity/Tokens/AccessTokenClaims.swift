import Crypto
import Foundation
import ServiceCore
import TenantStore

/// For whom a token speaks.
enum TokenSubject: Sendable {
    /// The client itself; its service principal in the tenant.
    case application(servicePrincipalID: UUID)
    case user(SignedInUser)
}

/// A user as tokens describe one.
struct SignedInUser: Sendable {
    let record: UserRecord
    /// Template IDs of directory roles.
    let directoryRoles: Set<DirectoryRole>
    let authenticated: Date
    let methods: [String]
    let sessionID: UUID?
}

/// How the client proved who it is: claim `appidacr` or `azpacr`.
enum ClientProof: String, Sendable {
    case none = "0"
    case secret = "1"
    case certificate = "2"
}

/// Everything that an access token says, before it is written; identity.md B.9. Writing is a function of this value.
struct AccessTokenClaims: Sendable {
    /// The identifier of the resource as it was asked for.
    let audience: String
    let resource: ServicePrincipal
    let tenantID: UUID
    let client: Application
    let proof: ClientProof
    let subject: TokenSubject
    let roles: [String]
    let scopes: [String]
    /// The client announced `CP1` and the resource challenges.
    let understandsChallenges: Bool
    let lifetime: Int64
    let tokenID: String
    let address: String?

    /// Defender and Graph issue v1.0, whatever endpoint was asked: the resource decides.
    var isVersion2: Bool { resource.application.record.api.requestedAccessTokenVersion == 2 }

    /// The role that every member of a directory has without an assignment.
    private static let memberRole = "b79fbf4d-3ef9-4689-8143-76b194e85509"

    private var isGraph: Bool { resource.appID == ResourceApplication.microsoftGraph.appID }

    func payload(issuers: IssuerPolicy, authority: Authority, pairwise: PairwiseSubject, now: Date) -> JSONTree {
        var claims = JSONTree.Members()
        let tenant = tenantID.lowercaseText
        claims["aud"] = .string(isVersion2 ? resource.appID.lowercaseText : audience)
        claims["iss"] = .string(
            isVersion2
                ? issuers.issuerV2(authority: authority, tenant: tenant)
                : issuers.issuerV1(authority: authority, tenant: tenant))
        let issued = WireTime.epoch(now) - Int64(TokenLifetime.clockAllowance)
        claims["iat"] = .integer(issued)
        claims["nbf"] = .integer(issued)
        claims["exp"] = .integer(WireTime.epoch(now) + lifetime)
        if case .user = subject, !isVersion2 { claims["acr"] = "1" }
        if isGraph { claims["app_displayname"] = .string(client.displayName) }
        claims[isVersion2 ? "azp" : "appid"] = .string(client.appID.lowercaseText)
        claims[isVersion2 ? "azpacr" : "appidacr"] = .string(proof.rawValue)
        addSubject(to: &claims, issuers: issuers, authority: authority, pairwise: pairwise)
        if !roles.isEmpty { claims["roles"] = JSONTree(strings: roles) }
        if case .user = subject { claims["scp"] = .string(scopes.joined(separator: " ")) }
        if isGraph { claims["tenant_region_scope"] = "WW" }
        claims["tid"] = .string(tenant)
        claims["uti"] = .string(tokenID)
        claims["ver"] = isVersion2 ? "2.0" : "1.0"
        if understandsChallenges { claims["xms_cc"] = ["CP1"] }
        return .object(claims)
    }

    private func addSubject(
        to claims: inout JSONTree.Members, issuers: IssuerPolicy, authority: Authority, pairwise: PairwiseSubject
    ) {
        switch subject {
        case .application(let objectID):
            let object = objectID.lowercaseText
            claims["idp"] = .string(issuers.issuerV1(authority: authority, tenant: tenantID.lowercaseText))
            claims["idtyp"] = "app"
            claims["oid"] = .string(object)
            claims["sub"] = .string(object)
            // What the service puts there for applications without a directory role, B.9.
            claims["wids"] = [.string(WellKnown.DirectoryRole.user.lowercaseText)]
        case .user(let user):
            if isGraph { claims["idtyp"] = "user" }
            claims["oid"] = .string(user.record.id.lowercaseText)
            claims["sub"] = .string(pairwise.subject(user: user.record.id, recipient: resource.appID))
            claims["name"] = .string(user.record.displayName)
            if isVersion2 {
                claims["preferred_username"] = .string(user.record.userPrincipalName)
            } else {
                claims["amr"] = JSONTree(strings: user.methods)
                if let name = user.record.surname { claims["family_name"] = .string(name) }
                if let name = user.record.givenName { claims["given_name"] = .string(name) }
                if let address { claims["ipaddr"] = .string(address) }
                claims["unique_name"] = .string(user.record.userPrincipalName)
                claims["upn"] = .string(user.record.userPrincipalName)
            }
            if let sessionID = user.sessionID { claims["sid"] = .string(sessionID.lowercaseText) }
            let held = user.directoryRoles.map(\.rawValue.lowercaseText).sorted()
            claims["wids"] = JSONTree(strings: held + [Self.memberRole])
        }
    }
}

/// Subjects that differ for each recipient, so that two applications cannot tell that they see the same person.
struct PairwiseSubject: Sendable {
    let key: SymmetricKey

    init(adminKey: AdminKey) { key = adminKey.key(for: "pairwise-subject") }

    func subject(user: UUID, recipient: UUID) -> String {
        let text = user.lowercaseText + "|" + recipient.lowercaseText
        return Base64URL.encode(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key))
    }
}
