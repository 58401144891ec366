import Foundation

/// The keys that an authority signs with, RFC 7517 §5 (identity A.5).
public struct KeySet: Sendable, Hashable, Codable {
    /// One public key.
    public struct Key: Sendable, Hashable, Codable {
        /// `RSA`.
        public var keyType: String
        /// `sig`.
        public var use: String?
        /// Identifier.
        public var keyID: String?
        /// base64url of the SHA-1 of the certificate, equal to the identifier.
        public var thumbprintSHA1: String?
        /// Modulus, base64url.
        public var modulus: String?
        /// Exponent, base64url.
        public var exponent: String?
        /// The certificate in standard base64.
        public var certificateChain: [String]?
        /// For whose tokens, with `{tenantid}` in shared lists.
        public var issuer: String?
        /// Absent from Entra ID's lists.
        public var algorithm: String?

        /// Makes an RSA signing key.
        public init(
            keyID: String?,
            modulus: String?,
            exponent: String?,
            certificateChain: [String]? = nil,
            issuer: String? = nil
        ) {
            keyType = "RSA"
            use = "sig"
            self.keyID = keyID
            thumbprintSHA1 = keyID
            self.modulus = modulus
            self.exponent = exponent
            self.certificateChain = certificateChain
            self.issuer = issuer
        }

        enum CodingKeys: String, CodingKey {
            case use, issuer
            case keyType = "kty"
            case keyID = "kid"
            case thumbprintSHA1 = "x5t"
            case modulus = "n"
            case exponent = "e"
            case certificateChain = "x5c"
            case algorithm = "alg"
        }
    }

    /// The keys.
    public var keys: [Key]

    /// Makes a set.
    public init(keys: [Key]) { self.keys = keys }

    /// The key of an identifier.
    public func key(id: String) -> Key? { keys.first { $0.keyID == id } }
}
