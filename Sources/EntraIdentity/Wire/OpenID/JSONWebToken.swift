public import Foundation
import ServiceCore

/// A signed token in compact form, taken apart and **not validated**, RFC 7515 §7.1.
public struct JSONWebToken: Sendable {
    /// The largest token that is read, in bytes (identity H.51).
    public static let maximumBytes = 65_536

    /// The header's members.
    public struct Header: Sendable, Hashable, Codable {
        /// Signature algorithm.
        public var algorithm: String
        /// `JWT`.
        public var type: String?
        /// Identifier of the key.
        public var keyID: String?
        /// base64url of the SHA-1 of the certificate.
        public var thumbprintSHA1: String?
        /// base64url of the SHA-256 of the certificate.
        public var thumbprintSHA256: String?
        /// Certificates in standard base64, the signer's first; as a list or one bare text.
        public var certificateChain: OneOrMany?
        /// Graph tokens carry one; they do not verify elsewhere.
        public var nonce: String?

        /// Makes a header.
        public init(
            algorithm: String,
            type: String? = "JWT",
            keyID: String? = nil,
            thumbprintSHA1: String? = nil,
            thumbprintSHA256: String? = nil,
            certificateChain: OneOrMany? = nil,
            nonce: String? = nil
        ) {
            self.algorithm = algorithm
            self.type = type
            self.keyID = keyID
            self.thumbprintSHA1 = thumbprintSHA1
            self.thumbprintSHA256 = thumbprintSHA256
            self.certificateChain = certificateChain
            self.nonce = nonce
        }

        enum CodingKeys: String, CodingKey {
            case nonce
            case algorithm = "alg"
            case type = "typ"
            case keyID = "kid"
            case thumbprintSHA1 = "x5t"
            case thumbprintSHA256 = "x5t#S256"
            case certificateChain = "x5c"
        }
    }

    /// The header.
    public let header: Header

    /// The header's JSON, for members that ``Header`` does not name.
    public let headerData: Data

    /// The claims' JSON.
    public let claimsData: Data

    /// The signature.
    public let signature: Data

    /// What the signature covers: the first two segments and their dot.
    public let signingInput: Data

    /// Takes a token apart; padding on segments is tolerated, as azure-identity pads.
    ///
    /// - Throws: ``AuthenticationError`` with number 50027 when it is no such token.
    public init(parsing text: String) throws {
        let refused = AuthenticationError(.tokenMalformed)
        let segments = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= Self.maximumBytes, segments.count == 3,
            segments.allSatisfy({ $0.utf8.allSatisfy(Self.isSegmentByte) }),
            let headerData = Base64Text.decode(segments[0]),
            let claimsData = Base64Text.decode(segments[1]),
            let signature = Base64Text.decode(segments[2]),
            let header = try? JSONDecoder().decode(Header.self, from: headerData)
        else { throw refused }
        self.header = header
        self.headerData = headerData
        self.claimsData = claimsData
        self.signature = signature
        signingInput = Data((segments[0] + "." + segments[1]).utf8)
    }

    /// Reads the claims as a type.
    ///
    /// - Throws: ``AuthenticationError`` with number 50027 when a claim is missing or of another type.
    public func claims<Claims: Decodable>(as type: Claims.Type) throws -> Claims {
        do {
            return try JSONDecoder().decode(type, from: claimsData)
        } catch {
            throw AuthenticationError(.tokenMalformed)
        }
    }

    private static func isSegmentByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "="): true
        default: false
        }
    }
}
