import Foundation
import ServiceCore
import TenantStore

/// Writes and signs tokens.
struct TokenIssuer: Sendable {
    let keys: KeyRing
    let issuers: IssuerPolicy
    let pairwise: PairwiseSubject
    let random: any RandomSource

    init(dependencies: ServerDependencies) {
        keys = dependencies.keys
        issuers = dependencies.issuers
        pairwise = PairwiseSubject(adminKey: dependencies.adminKey)
        random = dependencies.random
    }

    func accessToken(_ claims: AccessTokenClaims, authority: Authority, now: Date) throws -> String {
        let payload = claims.payload(issuers: issuers, authority: authority, pairwise: pairwise, now: now)
        return try keys.signer.sign(payload, withThumbprint: !claims.isVersion2)
    }

    func idToken(_ claims: IDTokenClaims, authority: Authority, now: Date) throws -> String {
        let payload = claims.payload(issuers: issuers, authority: authority, pairwise: pairwise, now: now)
        return try keys.signer.sign(payload, withThumbprint: claims.version == .v1)
    }

    /// 22 characters, the `uti` of a token.
    func tokenID() -> String { Base64URL.encode(random.bytes(16)) }

    /// A number in 0..<1, for the spread of lifetimes.
    func fraction() -> Double {
        Double(random.bytes(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }) / 4_294_967_296
    }

    /// base64url of `{"uid","utid"}`, MSAL's name for an account.
    static func clientInfo(userID: UUID, tenantID: UUID) -> String {
        let info: JSONTree = ["uid": .string(userID.lowercaseText), "utid": .string(tenantID.lowercaseText)]
        return Base64URL.encode(info.bytes)
    }
}
