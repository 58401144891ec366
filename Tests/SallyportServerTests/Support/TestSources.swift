import Foundation
import ServiceCore
import Synchronization

/// A clock that stands still until it is told to move.
final class TestClock: TimeSource {
    private let instant: Mutex<Date>

    init(_ start: Date = Date(timeIntervalSince1970: 1_790_000_000)) { instant = Mutex(start) }

    var now: Date { instant.withLock { $0 } }

    func advance(by seconds: TimeInterval) { instant.withLock { $0 = $0.addingTimeInterval(seconds) } }

    /// Waits for its end without ever reaching it: nothing in a test takes an hour.
    func sleep(for duration: Duration) async throws { try await Task.sleep(for: .seconds(86_400)) }
}

/// The same bytes in every run: a counter through a mixing function.
final class TestRandom: RandomSource {
    private let state = Mutex<UInt64>(0x9E37_79B9_7F4A_7C15)

    func bytes(_ count: Int) -> [UInt8] {
        state.withLock { state in
            (0..<count).map { _ in
                state &+= 0x9E37_79B9_7F4A_7C15
                var mixed = state
                mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
                mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
                return UInt8(truncatingIfNeeded: mixed ^ (mixed >> 31))
            }
        }
    }

    func uuid() -> UUID { uuidOfBytes() }
}
