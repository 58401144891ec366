internal import Synchronization

/// Something that happened once: said by one thread, seen by others.
package final class Latch: Sendable {
    private let value = Atomic(false)

    package init() {}

    package var isSet: Bool { value.load(ordering: .acquiring) }

    package func set() { value.store(true, ordering: .releasing) }
}
