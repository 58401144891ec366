import Crypto
import Foundation
import ServiceCore
import Synchronization

/// Remembers in memory which client secrets were verified, so that a token request costs one HMAC and not one scrypt.
///
/// Only a keyed hash of a secret is kept, under a key that lives as long as the process. An entry belongs to one stored
/// hash: a removed or replaced credential is no longer asked for.
final class VerifiedSecrets: Sendable {
    private let key = SymmetricKey(size: .bits256)
    private let tags = Mutex<[String: Data]>([:])
    private let capacity = 4096

    func contains(_ secret: Secret, hash: String) -> Bool {
        guard let known = tags.withLock({ $0[hash] }) else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(known, authenticating: Data(secret.reveal.utf8), using: key)
    }

    func insert(_ secret: Secret, hash: String) {
        let tag = Data(HMAC<SHA256>.authenticationCode(for: Data(secret.reveal.utf8), using: key))
        tags.withLock { tags in
            if tags.count >= capacity { tags.removeAll(keepingCapacity: true) }
            tags[hash] = tag
        }
    }
}
