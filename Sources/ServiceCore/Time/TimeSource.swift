public import Foundation

/// Wall time and waiting, given from outside so that tests need neither (principle 6).
public protocol TimeSource: Sendable {
    /// The current instant.
    var now: Date { get }

    /// Waits.
    ///
    /// - Throws: `CancellationError` when the task is cancelled meanwhile.
    func sleep(for duration: Duration) async throws
}

/// The system's clock. Only composition roots construct it.
public struct SystemTimeSource: TimeSource {
    /// Makes the clock.
    public init() {}

    /// The current instant of the system.
    public var now: Date { Date() }

    /// Waits by the system's continuous clock.
    public func sleep(for duration: Duration) async throws { try await Task.sleep(for: duration) }
}

extension Duration {
    /// The length in seconds, for arithmetic with `Date`.
    package var inSeconds: Double {
        let parts = components
        return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
    }
}
