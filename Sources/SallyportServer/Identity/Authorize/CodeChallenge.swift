import Crypto
import Foundation
import TenantStore

/// Proof Key for Code Exchange, RFC 7636; identity.md B.1, H.4, H.5.
struct CodeChallenge: Sendable, Equatable {
    enum Method: String, Sendable {
        case s256 = "S256"
        case plain
    }

    let value: String
    let method: Method

    /// Reads the parameters of an authorize request; an absent method means plain.
    ///
    /// - Throws: ``IdentityFailure`` 50147 for an illegal size or form, or a method that is unknown or switched off.
    static func parse(_ fields: FormFields, allowsPlain: Bool) throws -> CodeChallenge? {
        guard let value = fields["code_challenge"] else {
            guard fields["code_challenge_method"] == nil else {
                throw IdentityFailure(.malformedChallenge, "Missing code_challenge parameter.")
            }
            return nil
        }
        guard let method = Method(rawValue: fields["code_challenge_method"] ?? "plain"), method == .s256 || allowsPlain
        else {
            throw IdentityFailure(.malformedChallenge, "Invalid code_challenge_method parameter – use S256.")
        }
        guard isWellFormed(value) else {
            throw IdentityFailure(
                .malformedChallenge,
                "Invalid size of Code_Challenge parameter – 43 to 128 letters, digits, '-', '.', '_' or '~'.")
        }
        return CodeChallenge(value: value, method: method)
    }

    /// Whether a verifier belongs to the challenge; compared in constant time.
    func accepts(_ verifier: String) -> Bool {
        guard Self.isWellFormed(verifier) else { return false }
        let computed = method == .plain ? verifier : Base64URL.encode(SHA256.hash(data: Data(verifier.utf8)))
        return SecretHash.isEqual(Array(computed.utf8), Array(value.utf8))
    }

    static func isWellFormed(_ text: String) -> Bool {
        (43...128).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || "-._~".utf8.contains(byte)
            }
    }
}
