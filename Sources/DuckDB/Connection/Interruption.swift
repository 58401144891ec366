internal import Synchronization

/// A handle that ends a run from elsewhere: a watchdog, a cancelled task.
///
/// Used before the run began, it ends the run at its start.
package final class Interruption: Sendable {
    private struct State {
        var isUsed = false
        var connection: Connection?
    }

    private let state = Mutex(State())

    package init() {}

    /// Whether ``interrupt()`` was called.
    package var isUsed: Bool { state.withLock { $0.isUsed } }

    /// Ends the run that this handle was given to. May be called often and from any thread.
    package func interrupt() {
        state.withLock {
            $0.isUsed = true
            $0.connection?.interrupt()
        }
    }

    func attach(_ connection: Connection) {
        state.withLock {
            $0.connection = connection
            if $0.isUsed { connection.interrupt() }
        }
    }

    func detach() { state.withLock { $0.connection = nil } }
}
