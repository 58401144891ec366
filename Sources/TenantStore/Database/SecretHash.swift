import Crypto
import CryptoExtras
import Foundation
import ServiceCore

/// Hashes of passwords and client secrets (scrypt) and of random tokens (SHA-256).
///
/// A stored hash names its parameters, `scrypt$<log2 N>$<r>$<p>$<salt>$<key>`, so that the cost may grow later while
/// old hashes stay readable; identity.md H.19, H.43.
package enum SecretHash {
    /// How much work one scrypt hash is.
    package struct Cost: Hashable, Sendable {
        let log2N: Int
        let blockSize: Int
        let parallelism: Int

        /// 16 MiB and some tens of milliseconds: what scrypt's author proposes for interactive sign-in.
        package static let interactive = Self(log2N: 14, blockSize: 8, parallelism: 1)

        /// Next to nothing. For tests that are not about hashing.
        package static let negligible = Self(log2N: 4, blockSize: 1, parallelism: 1)
    }

    /// Hashes a text that a person chose or typed.
    static func slow(_ secret: Secret, cost: Cost, random: any RandomSource) throws -> String {
        let salt = random.bytes(16)
        let key = try derive(secret, salt: salt, cost: cost)
        let parts = [
            "scrypt", "\(cost.log2N)", "\(cost.blockSize)", "\(cost.parallelism)",
            Data(salt).base64EncodedString(), Data(key).base64EncodedString(),
        ]
        return parts.joined(separator: "$")
    }

    /// Whether a text is the one that was hashed, in constant time for equal parameters.
    static func matches(_ secret: Secret, slow hash: String) throws -> Bool {
        let parts = hash.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "scrypt", let log2N = Int(parts[1]), (1...24).contains(log2N),
            let blockSize = Int(parts[2]), (1...64).contains(blockSize), let parallelism = Int(parts[3]),
            (1...64).contains(parallelism), let salt = Data(base64Encoded: String(parts[4])),
            let key = Data(base64Encoded: String(parts[5]))
        else { throw StoreError(.unusableState, "A stored hash cannot be read; restore the state from a copy.") }
        let cost = Cost(log2N: log2N, blockSize: blockSize, parallelism: parallelism)
        return isEqual(try derive(secret, salt: Array(salt), cost: cost), Array(key))
    }

    /// Does the work of one comparison and throws the result away, so that an unknown name takes as long as a known one.
    static func waste(_ secret: Secret, cost: Cost) throws {
        _ = try derive(secret, salt: [UInt8](repeating: 0, count: 16), cost: cost)
    }

    /// The hash under which a random token of at least 128 bits is kept: base64url of its SHA-256.
    static func fast(_ token: Secret) -> String {
        Data(SHA256.hash(data: Data(token.reveal.utf8))).base64URLText
    }

    /// A new random token of 256 bits in base64url.
    static func token(random: any RandomSource) -> Secret {
        Secret(Data(random.bytes(32)).base64URLText)
    }

    /// Compares two byte strings in a time that depends on their length alone.
    package static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for index in left.indices { difference |= left[index] ^ right[index] }
        return difference == 0
    }

    private static func derive(_ secret: Secret, salt: [UInt8], cost: Cost) throws -> [UInt8] {
        let key = try KDF.Scrypt.deriveKey(
            from: Data(secret.reveal.utf8), salt: salt, outputByteCount: 32, rounds: 1 << cost.log2N,
            blockSize: cost.blockSize, parallelism: cost.parallelism)
        return key.withUnsafeBytes { Array($0) }
    }
}

extension Data {
    /// base64url without padding; RFC 4648 §5.
    var base64URLText: String {
        base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Reads base64url without padding.
    init?(base64URLText text: String) {
        var padded = text.replacing("-", with: "+").replacing("_", with: "/")
        padded += String(repeating: "=", count: (4 - padded.utf8.count % 4) % 4)
        self.init(base64Encoded: padded)
    }
}
