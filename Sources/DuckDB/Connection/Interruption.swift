internal import Synchronization

/// A handle that ends a run from elsewhere: a watchdog, a cancelled task.
///
/// Used before the run began, it ends the run at its start.
package final class Interruption: Sendable {
    @TaskLocal fileprivate static var current: Interruption?

    /// Whether the query whose function is being computed on this thread is to end. Algorithms look here at every round
    /// and give what they have; no one will read it.
    package static var isWorkInVain: Bool { current?.isUsed ?? false }

    /// Computes a function for a query that a handle can end.
    static func working<R>(for interruption: Interruption?, _ body: () throws -> R) rethrows -> R {
        guard let interruption else { return try body() }
        return try $current.withValue(interruption, operation: body)
    }

    private let connection = Mutex<Connection?>(nil)
    private let flag = Atomic(false)

    package init() {}

    /// Whether ``interrupt()`` was called.
    package var isUsed: Bool { flag.load(ordering: .relaxed) }

    /// Ends the run that this handle was given to. May be called often and from any thread.
    package func interrupt() {
        flag.store(true, ordering: .relaxed)
        connection.withLock { $0?.interrupt() }
    }

    func attach(_ connection: Connection) {
        connection.database.interruptions[connection.number] = self
        self.connection.withLock {
            $0 = connection
            if isUsed { connection.interrupt() }
        }
    }

    func detach() {
        connection.withLock {
            if let connection = $0 { connection.database.interruptions[connection.number] = nil }
            $0 = nil
        }
    }
}
