internal import Synchronization

/// What addresses gave lately, so that queries which follow each other ask a host once.
///
/// It lies in memory only, because an address may hold a credential. Safe for use from any task.
package final class ExternalCache: Sendable {
    private struct Entry {
        var bytes: [UInt8]
        /// When it came, by the cache's clock.
        var time: Duration
    }

    private let capacity: Int
    private let lifetime: Duration
    private let elapsed: @Sendable () -> Duration
    private let entries = Mutex<[(address: String, entry: Entry)]>([])

    /// - Parameters:
    ///   - capacity: Bytes that are kept; what came first goes first.
    ///   - lifetime: How long what came is taken for what is there.
    ///   - elapsed: Time since some instant, by a clock that nobody sets; the machine's when left out.
    package init(
        capacity: Int = 256_000_000, lifetime: Duration = .seconds(300), elapsed: (@Sendable () -> Duration)? = nil
    ) {
        self.capacity = capacity
        self.lifetime = lifetime
        let start = ContinuousClock.now
        self.elapsed = elapsed ?? { start.duration(to: .now) }
    }

    /// What an address gave, `nil` when that is not known or too old.
    func bytes(of address: String) -> [UInt8]? {
        let now = elapsed()
        return entries.withLock { entries in
            entries.removeAll { now - $0.entry.time > lifetime }
            return entries.first { $0.address == address }?.entry.bytes
        }
    }

    /// Keeps what an address gave just now.
    func keep(_ bytes: [UInt8], of address: String) {
        let now = elapsed()
        entries.withLock { entries in
            entries.removeAll { $0.address == address }
            guard bytes.count <= capacity else { return }
            entries.append((address, Entry(bytes: bytes, time: now)))
            var total = entries.reduce(0) { $0 + $1.entry.bytes.count }
            while total > capacity { total -= entries.removeFirst().entry.bytes.count }
        }
    }
}
