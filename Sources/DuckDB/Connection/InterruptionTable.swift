internal import Synchronization

/// Who can end which connection's run, for the functions that it calls: the engine asks for an end between its own
/// steps, and a function must look by itself.
final class InterruptionTable: Sendable {
    private let entries = Mutex<[UInt64: Interruption]>([:])

    subscript(number: UInt64) -> Interruption? {
        get { entries.withLock { $0[number] } }
        set { entries.withLock { $0[number] = newValue } }
    }
}
