import Crypto
import CryptoExtras
import Foundation

/// A signed token in its compact form, RFC 7515 §3.1, taken apart but not yet believed.
struct CompactJWS: Sendable {
    /// Why a text is no compact JWS.
    struct Failure: Error, Sendable { let reason: String }

    /// identity.md H.51.
    static let maximumLength = 64 * 1024

    let header: JSONTree
    let payload: JSONTree
    let signature: [UInt8]
    /// The bytes that the signature covers: the first two segments as they were sent.
    let signedText: [UInt8]

    /// Takes a token apart; `=` at the end of a segment is tolerated, as azure-identity sends it (identity.md B.2).
    init(parsing text: String) throws(Failure) {
        guard text.utf8.count <= Self.maximumLength else { throw Failure(reason: "the token is longer than 64 KiB") }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw Failure(reason: "the token does not have three segments") }
        guard let headerBytes = Base64URL.decode(parts[0]), let payloadBytes = Base64URL.decode(parts[1]),
            let signature = Base64URL.decode(parts[2])
        else { throw Failure(reason: "a segment of the token is not base64url") }
        guard let header = try? JSONReader.read(headerBytes), let payload = try? JSONReader.read(payloadBytes),
            header.objectValue != nil, payload.objectValue != nil
        else { throw Failure(reason: "header or payload of the token is not a JSON object") }
        self.header = header
        self.payload = payload
        self.signature = signature
        signedText = Array(text.utf8.prefix(parts[0].utf8.count + 1 + parts[1].utf8.count))
    }

    /// The algorithms we verify with; the choice is ours and never the token's, identity.md H.22.
    enum Algorithm: String, Sendable {
        case rs256 = "RS256"
        case ps256 = "PS256"

        /// PS256 has a salt of 32 bytes, which is what BoringSSL takes for SHA-256, RFC 7518 §3.5.
        var padding: _RSA.Signing.Padding { self == .rs256 ? .insecurePKCS1v1_5 : .PSS }
    }

    func isSigned(by key: _RSA.Signing.PublicKey, with algorithm: Algorithm) -> Bool {
        let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
        return key.isValidSignature(signature, for: SHA256.hash(data: signedText), padding: algorithm.padding)
    }
}

/// base64url without padding, RFC 4648 §5.
enum Base64URL {
    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text = Data(bytes).base64EncodedString()
        while text.hasSuffix("=") { text.removeLast() }
        return String(
            decoding: text.utf8.map { byte in
                switch byte {
                case UInt8(ascii: "+"): UInt8(ascii: "-")
                case UInt8(ascii: "/"): UInt8(ascii: "_")
                default: byte
                }
            }, as: UTF8.self)
    }

    /// Reads base64url with or without padding; `nil` when another character occurs.
    static func decode(_ text: some StringProtocol) -> [UInt8]? {
        var bytes = Array(text.utf8)
        while bytes.last == UInt8(ascii: "=") { bytes.removeLast() }
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: "-"): bytes[index] = UInt8(ascii: "+")
            case UInt8(ascii: "_"): bytes[index] = UInt8(ascii: "/")
            case UInt8(ascii: "+"), UInt8(ascii: "/"): return nil
            default: break
            }
        }
        bytes += [UInt8](repeating: UInt8(ascii: "="), count: (4 - bytes.count % 4) % 4)
        return Data(base64Encoded: Data(bytes)).map { Array($0) }
    }
}
