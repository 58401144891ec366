public import Foundation
public import ServiceCore
import Synchronization

/// The same bytes for the same seed, SplitMix64. For tests only: it can be foreseen.
public final class SeededRandomSource: RandomSource {
    private let state: Mutex<UInt64>

    /// Makes a source.
    public init(seed: UInt64 = 1) { state = Mutex(seed) }

    /// The next bytes.
    public func bytes(_ count: Int) -> [UInt8] {
        state.withLock { state in
            var bytes: [UInt8] = []
            while bytes.count < count {
                state &+= 0x9E37_79B9_7F4A_7C15
                var word = state
                word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
                word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
                word ^= word >> 31
                for shift in stride(from: 0, to: 64, by: 8) where bytes.count < count {
                    bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
                }
            }
            return bytes
        }
    }

    /// The next identifier.
    public func uuid() -> UUID { uuidOfBytes() }
}
