import Synchronization

/// Lets concurrent callers with one key share one piece of work (principle 16, identity H.57).
///
/// The work runs in a task of its own, so it outlives the caller that began it. A cancelled caller leaves at once; when
/// the last one has left, the work is cancelled and a later caller starts anew. Success and failure go to those who
/// waited; nothing is remembered.
package final class SingleFlight<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Flight {
        var task: Task<Void, Never>
        var waiters: [Int: CheckedContinuation<Value, any Error>]
    }

    private struct State {
        var flights: [Key: Flight] = [:]
        /// The number of the flight that stands for a key; an older one that ends late finds another number here.
        var generations: [Key: Int] = [:]
        /// Callers whose cancellation came before they began to wait.
        var cancelledEarly: Set<Int> = []
        var lastNumber = 0
    }

    private let state = Mutex(State())

    package init() {}

    /// Returns the result of the running work for the key, or starts it.
    ///
    /// - Throws: What the work throws; `CancellationError` when the calling task is cancelled.
    package func run(
        _ key: Key, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try Task.checkCancellation()
        let member = state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        defer { state.withLock { _ = $0.cancelledEarly.remove(member) } }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                enter(key, member, continuation, work)
            }
        } onCancel: {
            leave(key, member)
        }
    }

    /// How many callers share the work for a key at this moment; for tests.
    package func waiterCount(for key: Key) -> Int {
        state.withLock { $0.flights[key]?.waiters.count ?? 0 }
    }

    private func enter(
        _ key: Key,
        _ member: Int,
        _ continuation: CheckedContinuation<Value, any Error>,
        _ work: @escaping @Sendable () async throws -> Value
    ) {
        let wasCancelled = state.withLock { state in
            if state.cancelledEarly.remove(member) != nil { return true }
            if state.flights[key] != nil {
                state.flights[key]?.waiters[member] = continuation
            } else {
                // Made under the lock: the task cannot end the flight before the flight stands.
                let task = Task { await self.fly(key, generation: member, work) }
                state.flights[key] = Flight(task: task, waiters: [member: continuation])
                state.generations[key] = member
            }
            return false
        }
        if wasCancelled { continuation.resume(throwing: CancellationError()) }
    }

    private func leave(_ key: Key, _ member: Int) {
        let (waiter, abandoned) = state.withLock { state in
            guard let waiter = state.flights[key]?.waiters.removeValue(forKey: member) else {
                state.cancelledEarly.insert(member)
                return (CheckedContinuation<Value, any Error>?.none, Task<Void, Never>?.none)
            }
            var abandoned: Task<Void, Never>?
            if state.flights[key]?.waiters.isEmpty == true {
                abandoned = state.flights[key]?.task
                state.flights[key] = nil
                state.generations[key] = nil
            }
            return (waiter, abandoned)
        }
        abandoned?.cancel()
        waiter?.resume(throwing: CancellationError())
    }

    private func fly(_ key: Key, generation: Int, _ work: @Sendable () async throws -> Value) async {
        let result: Result<Value, any Error>
        do { result = .success(try await work()) } catch { result = .failure(error) }
        let waiters = state.withLock { state -> [CheckedContinuation<Value, any Error>] in
            guard state.generations[key] == generation, let flight = state.flights[key] else { return [] }
            state.flights[key] = nil
            state.generations[key] = nil
            return Array(flight.waiters.values)
        }
        for waiter in waiters { waiter.resume(with: result) }
    }
}
