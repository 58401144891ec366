import Foundation
import Synchronization

/// Slows down whoever fails again and again: per client and address, exponentially; identity.md H.21.
final class FailureThrottle: Sendable {
    struct Entry: Sendable, Equatable {
        var failures = 0
        var last = Date.distantPast
        var blockedUntil = Date.distantPast
    }

    /// Failures that are free: a person who mistypes, a script that tries an old secret.
    static let tolerated = 20
    /// Failures are forgotten after this much quiet.
    static let memory: TimeInterval = 600
    static let longestBlock: TimeInterval = 300
    private static let capacity = 10_000

    private let entries = Mutex<[String: Entry]>([:])

    /// The entry after one more failure. A function of values.
    static func afterFailure(_ entry: Entry, at now: Date) -> Entry {
        var entry = now.timeIntervalSince(entry.last) > memory ? Entry() : entry
        entry.failures += 1
        entry.last = now
        let excess = entry.failures - tolerated
        if excess > 0 {
            entry.blockedUntil = now.addingTimeInterval(min(pow(2, Double(min(excess, 20))), longestBlock))
        }
        return entry
    }

    /// - Throws: ``IdentityFailure`` with 429 and `Retry-After` while the key is blocked.
    func check(_ key: String, now: Date) throws {
        guard let entry = entries.withLock({ $0[key] }), now < entry.blockedUntil else { return }
        throw IdentityFailure(
            .tooManyFailures,
            "The server terminated an operation because it encountered a client request loop – wait, and correct the "
                + "credential before the next attempt.",
            retryAfter: Int(entry.blockedUntil.timeIntervalSince(now).rounded(.up)))
    }

    func recordFailure(_ key: String, now: Date) {
        entries.withLock { entries in
            if entries.count >= Self.capacity {
                entries = entries.filter { now.timeIntervalSince($0.value.last) <= Self.memory }
                if entries.count >= Self.capacity { entries.removeAll() }
            }
            entries[key] = Self.afterFailure(entries[key] ?? Entry(), at: now)
        }
    }

    func recordSuccess(_ key: String) {
        entries.withLock { _ = $0.removeValue(forKey: key) }
    }
}
