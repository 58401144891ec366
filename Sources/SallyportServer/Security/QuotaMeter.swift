import Foundation
import ServiceCore
import Synchronization

/// Counts calls against quotas in fixed windows that begin with their first call.
final class QuotaMeter: Sendable {
    private struct Key: Hashable {
        let operation: SecurityOperation
        let tenantID: UUID
        let clientAppID: UUID?
        let quota: CallQuota
    }

    private struct Window {
        var end: Date
        var calls: Int
    }

    /// A quota that is used up.
    struct Exceeded: Error, Hashable {
        let quota: CallQuota
        /// Whole seconds until the window ends, at least 1.
        let retryAfter: Int
    }

    private let windows = Mutex<[Key: Window]>([:])

    /// Windows that ended are dropped when this many are kept.
    private static let sweepSize = 4096

    /// Counts a call against all quotas, or against none when one of them is used up.
    ///
    /// - Throws: ``Exceeded`` with the longest wait.
    func count(_ route: SecurityRoute, tenantID: UUID, clientAppID: UUID, now: Date) throws(Exceeded) {
        let keys = route.quotas.map { quota in
            Key(
                operation: route.operation,
                tenantID: tenantID,
                clientAppID: quota.sharing == .application ? clientAppID : nil,
                quota: quota
            )
        }
        let refusal: Exceeded? = windows.withLock { windows in
            if windows.count > Self.sweepSize { windows = windows.filter { $0.value.end > now } }
            let full = keys.compactMap { key -> Exceeded? in
                guard let window = windows[key], window.end > now, window.calls >= key.quota.calls else { return nil }
                let wait = Int(window.end.timeIntervalSince(now).rounded(.up))
                return Exceeded(quota: key.quota, retryAfter: max(1, wait))
            }
            if let worst = full.max(by: { $0.retryAfter < $1.retryAfter }) { return worst }
            for key in keys {
                if let window = windows[key], window.end > now {
                    windows[key]?.calls += 1
                } else {
                    windows[key] = Window(end: now.addingTimeInterval(key.quota.window.inSeconds), calls: 1)
                }
            }
            return nil
        }
        if let refusal { throw refusal }
    }
}
