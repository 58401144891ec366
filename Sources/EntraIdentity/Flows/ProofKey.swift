import Crypto
public import ServiceCore

/// Proof key for code exchange, RFC 7636: only who began a sign-in can redeem its code.
public struct ProofKey: Sendable, Hashable {
    /// What the token request sends; 43 characters with 256 random bits.
    public let verifier: Secret

    /// Makes a new one, for one use.
    public init(random: some RandomSource) {
        verifier = Secret(Base64Text.urlSafe(random.bytes(32)))
    }

    /// What the authorization request sends, method `S256`.
    public var challenge: String { Self.challenge(of: verifier.reveal) }

    /// The `S256` challenge of a verifier, RFC 7636 §4.2.
    public static func challenge(of verifier: String) -> String {
        Base64Text.urlSafe(SHA256.hash(data: Array(verifier.utf8)))
    }

    /// Whether a text can be a verifier or challenge: 43 to 128 unreserved characters, RFC 7636 §4.1.
    public static func isWellFormed(_ text: String) -> Bool {
        (43...128).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
                default: false
                }
            }
    }
}

/// Comparison whose time does not depend on where two texts differ.
package enum ConstantTime {
    /// Whether two texts are equal.
    package static func equal(_ left: String, _ right: String) -> Bool {
        // Digests have one length, so that neither the length nor the place of a difference shows.
        let first = Array(SHA256.hash(data: Array(left.utf8)))
        let second = Array(SHA256.hash(data: Array(right.utf8)))
        return zip(first, second).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
