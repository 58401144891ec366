import CryptoExtras
import Foundation
import ServiceCore
import Synchronization

/// The signing keys in memory: the active one, and every key whose tokens may still be alive.
///
/// At least two are published at all times, so that a validator which caches the list knows the next key before it
/// signs; identity.md A.5.
final class KeyRing: Sendable {
    struct State: Sendable {
        /// In the order of publication.
        var keys: [SigningKey]
        /// Index of the key that signs.
        var active: Int
    }

    private let state: Mutex<State>

    init(keys: [SigningKey], active: Int) {
        state = Mutex(State(keys: keys, active: active))
    }

    var signer: SigningKey { state.withLock { $0.keys[$0.active] } }

    var published: [SigningKey] { state.withLock { $0.keys } }

    func publicKey(named keyID: String) -> _RSA.Signing.PublicKey? {
        state.withLock { state in state.keys.first { $0.keyID == keyID }?.privateKey.publicKey }
    }

    func replace(keys: [SigningKey], active: Int) {
        state.withLock { $0 = State(keys: keys, active: active) }
    }
}
