import CryptoExtras
import Foundation
import HTTPTypes
import ServiceCore
import SwiftASN1
import TenantStore
import X509

/// The proof that whoever rolls a key holds a valid one: a token signed with a certificate of the application, with
/// `aud` Azure AD Graph and `iss` the application's object ID; identity.md D.6.
enum KeyProof {
    static let audience = "00000002-0000-0000-c000-000000000000"
    static let longestLife: TimeInterval = 600

    /// - Throws: ``APIFailure`` 400 `Authentication_MissingOrMalformed` when the proof proves nothing.
    static func check(_ proof: String?, of application: TenantStore.Application, now: Date) throws {
        guard let proof, let jws = try? CompactJWS(parsing: proof.trimmingCharacters(in: .whitespacesAndNewlines))
        else {
            throw refusal("it is missing or no JWT")
        }
        guard let algorithm = jws.header["alg"]?.stringValue.flatMap(CompactJWS.Algorithm.init(rawValue:)),
            jws.header["crit"] == nil
        else { throw refusal("its algorithm must be RS256 or PS256") }
        // The certificate is one of ours, whatever the header says: x5c, jku and jwk are not looked at, H.22.
        guard application.keyCredentials.contains(where: { isSigned(jws, algorithm, by: $0, now: now) }) else {
            throw refusal("it is not signed with a valid certificate of the application")
        }
        guard jws.payload["aud"]?.stringValue == audience else { throw refusal("its aud must be \(audience)") }
        guard jws.payload["iss"]?.stringValue.flatMap({ UUID(uuidString: $0) }) == application.id else {
            throw refusal("its iss must be the object ID of the application")
        }
        guard let start = instant(jws.payload["nbf"]), let end = instant(jws.payload["exp"]),
            start <= now.addingTimeInterval(BearerAuthenticator.clockSkew),
            now < end.addingTimeInterval(BearerAuthenticator.clockSkew), end.timeIntervalSince(start) <= longestLife
        else { throw refusal("nbf and exp must lie around now, at most ten minutes apart") }
    }

    private static func isSigned(
        _ jws: CompactJWS, _ algorithm: CompactJWS.Algorithm, by key: KeyCredentialRecord, now: Date
    ) -> Bool {
        guard key.startDateTime <= now, now < key.endDateTime,
            let certificate = try? Certificate(derEncoded: Array(key.certificate)),
            let publicKey = _RSA.Signing.PublicKey(certificate.publicKey), publicKey.keySizeInBits >= 2048
        else { return false }
        return jws.isSigned(by: publicKey, with: algorithm)
    }

    private static func instant(_ value: JSONTree?) -> Date? {
        switch value {
        case .integer(let seconds): Date(timeIntervalSince1970: Double(seconds))
        case .number(let seconds) where seconds.isFinite: Date(timeIntervalSince1970: seconds)
        default: nil
        }
    }

    private static func refusal(_ problem: String) -> APIFailure {
        APIFailure(
            .badRequest, code: "Authentication_MissingOrMalformed",
            message: "Access Token missing or malformed: the proof is not accepted, \(problem).")
    }
}
