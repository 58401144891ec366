public import Foundation
public import ServiceCore
import Synchronization

/// A credential that hands out numbered tokens and remembers what it was asked.
public final class StubCredential: TokenCredential {
    private let asked = Mutex<[TokenRequestContext]>([])
    private let expiresOn: Date

    /// Makes a credential whose tokens end at an instant.
    public init(expiresOn: Date = Date(timeIntervalSince1970: 4_000_000_000)) { self.expiresOn = expiresOn }

    /// All contexts so far.
    public var contexts: [TokenRequestContext] { asked.withLock { $0 } }

    /// The token `token-1`, then `token-2`, …
    public func token(for context: TokenRequestContext) async throws -> AccessToken {
        let number = asked.withLock { contexts in
            contexts.append(context)
            return contexts.count
        }
        return AccessToken(token: Secret("token-\(number)"), expiresOn: expiresOn, tenantID: context.tenantID)
    }
}
