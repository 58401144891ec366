public import Foundation
import Synchronization

/// The seam to where a token cache is kept.
public protocol TokenCachePersistence: Sendable {
    /// The content; `nil` when there is none yet.
    ///
    /// - Throws: ``AuthenticationError`` with code ``OAuthErrorCode/cacheUnavailable``.
    func load() async throws -> Data?

    /// Reads, changes and writes while no other process does.
    ///
    /// - Parameter change: Makes the new content of the current one; `nil` leaves it.
    /// - Throws: What the change throws; ``AuthenticationError`` with code ``OAuthErrorCode/cacheUnavailable``.
    func update(_ change: @Sendable (Data?) throws -> Data?) async throws
}

/// A cache that ends with the process.
public final class MemoryTokenCachePersistence: TokenCachePersistence {
    private let content = Mutex<Data?>(nil)

    /// Makes an empty cache.
    public init() {}

    /// The content.
    public func load() async throws -> Data? { content.withLock { $0 } }

    /// Changes the content.
    public func update(_ change: @Sendable (Data?) throws -> Data?) async throws {
        try content.withLock { content in
            if let changed = try change(content) { content = changed }
        }
    }
}
