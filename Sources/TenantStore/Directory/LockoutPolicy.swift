package import Foundation

/// Smart lockout: ten failures lock an account for a minute, and each further lockout lasts twice as long.
/// identity.md H.42.
package struct LockoutPolicy: Sendable {
    /// The part of a user's row that the policy reads and writes.
    package struct State: Equatable, Sendable {
        package var failures = 0
        package var lockouts = 0
        package var lockedUntil: Date?

        package init(failures: Int = 0, lockouts: Int = 0, lockedUntil: Date? = nil) {
            self.failures = failures
            self.lockouts = lockouts
            self.lockedUntil = lockedUntil
        }

        /// Whether sign-in is refused at an instant.
        package func isLocked(at now: Date) -> Bool { lockedUntil.map { now < $0 } ?? false }
    }

    /// Failures in a row that lock.
    package var threshold = 10
    /// The length of the first lockout.
    package var firstLockout: TimeInterval = 60
    /// The longest lockout.
    package var longestLockout: TimeInterval = 3600

    package init() {}

    /// The state after a wrong password. While locked, failures do not count: the lock must end.
    package func afterFailure(_ state: State, at now: Date) -> State {
        guard !state.isLocked(at: now) else { return state }
        var next = state
        next.lockedUntil = nil
        next.failures += 1
        if next.failures >= threshold {
            let length = min(firstLockout * Double(1 << min(next.lockouts, 20)), longestLockout)
            next.lockedUntil = now.addingTimeInterval(length)
            next.failures = 0
            next.lockouts += 1
        }
        return next
    }
}
