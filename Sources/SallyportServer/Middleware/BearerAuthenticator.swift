import Foundation
import HTTPTypes
import ServiceCore

/// Decides what a bearer token proves; defender-api.md F4, identity.md H.34. It asks nobody: all it needs are our keys.
struct BearerAuthenticator: Sendable {
    /// Why a token is refused; the text of each surface is in ``BearerRefusal/failure(on:authority:)``.
    enum Refusal: Error, Sendable, Hashable {
        case missing, malformed, signature, issuer, notYetValid, expired, audience, unknownTenant
        case revoked(epoch: Int64)
    }

    /// The one tolerance for clocks, H.36.
    static let clockSkew: TimeInterval = 300

    let keys: KeyRing
    let issuers: IssuerPolicy

    /// Reads the token of an `Authorization` field.
    static func token(of headers: HTTPFields) throws(Refusal) -> String {
        guard let field = headers[.authorization] else { throw .missing }
        let parts = field.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard let scheme = parts.first, scheme.lowercased() == "bearer" else { throw .missing }
        guard parts.count == 2, !parts[1].isEmpty else { throw .missing }
        return parts[1].trimmingCharacters(in: .whitespaces)
    }

    /// - Parameter accepted: The resources whose tokens the surface takes.
    func caller(of token: String, accepted: [ResourceApplication], now: Date) throws(Refusal) -> Caller {
        guard let jws = try? CompactJWS(parsing: token) else { throw .malformed }
        guard jws.header["alg"]?.stringValue == "RS256", jws.header["crit"] == nil,
            let keyID = jws.header["kid"]?.stringValue ?? jws.header["x5t"]?.stringValue,
            let key = keys.publicKey(named: keyID), jws.isSigned(by: key, with: .rs256)
        else { throw .signature }
        let claims = jws.payload
        guard let tenantID = claims["tid"]?.stringValue.flatMap({ UUID(uuidString: $0) }),
            let version = claims["ver"]?.stringValue, version == "1.0" || version == "2.0",
            let issuer = claims["iss"]?.stringValue,
            issuers.accepts(issuer: issuer, tenantID: tenantID, version: version)
        else { throw .issuer }
        guard let notBefore = claims["nbf"]?.integerValue, let expires = claims["exp"]?.integerValue else {
            throw .malformed
        }
        let seconds = now.timeIntervalSince1970
        guard Double(notBefore) <= seconds + Self.clockSkew else { throw .notYetValid }
        guard seconds < Double(expires) + Self.clockSkew else { throw .expired }
        guard let audience = claims["aud"]?.stringValue,
            let resource = accepted.first(where: { $0.isNamed(audience) })
        else { throw .audience }
        return try Self.caller(claims: claims, tenantID: tenantID, resource: resource)
    }

    private static func caller(
        claims: JSONTree, tenantID: UUID, resource: ResourceApplication
    ) throws(Refusal) -> Caller {
        func guid(_ name: String) -> UUID? { claims[name]?.stringValue.flatMap { UUID(uuidString: $0) } }
        // An ID token has neither client claim: it proves who signed in, not what a client may do.
        guard let clientID = guid("appid") ?? guid("azp"), let objectID = guid("oid") else { throw .malformed }
        let scopes = claims["scp"]?.stringValue.map { Set($0.split(separator: " ").map(String.init)) }
        let isAppOnly = scopes == nil
        // A token that calls itself a user's without a scope, or an application's with one, is not one of ours.
        if let kind = claims["idtyp"]?.stringValue, (kind == "app") != isAppOnly { throw .malformed }
        let capabilities = claims["xms_cc"]?.arrayValue?.compactMap { $0.stringValue?.uppercased() } ?? []
        return Caller(
            tenantID: tenantID,
            clientAppID: clientID,
            servicePrincipalObjectID: isAppOnly ? objectID : nil,
            userObjectID: isAppOnly ? nil : objectID,
            audience: resource,
            roles: Set(claims["roles"]?.arrayValue?.compactMap(\.stringValue) ?? []),
            scopes: scopes ?? [],
            wids: Set(claims["wids"]?.arrayValue?.compactMap { $0.stringValue?.lowercased() } ?? []),
            isAppOnly: isAppOnly,
            tokenID: claims["uti"]?.stringValue ?? "",
            understandsChallenges: capabilities.contains("CP1"),
            userPrincipalName: claims["upn"]?.stringValue ?? claims["preferred_username"]?.stringValue,
            issuedAt: claims["iat"]?.integerValue ?? 0
        )
    }
}
