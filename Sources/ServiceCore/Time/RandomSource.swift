public import Foundation

/// Randomness and identifiers, given from outside so that a seed gives the same world twice.
public protocol RandomSource: Sendable {
    /// Random bytes, unpredictable unless the source is one for tests.
    func bytes(_ count: Int) -> [UInt8]

    /// A random identifier, RFC 9562 version 4.
    func uuid() -> UUID
}

extension RandomSource {
    /// A number in `0..<1`, for jitter.
    package func unitInterval() -> Double {
        let value = bytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Double(value >> 11) / Double(1 << 53)
    }

    /// A version 4 identifier of 16 bytes of this source.
    package func uuidOfBytes() -> UUID {
        var raw = bytes(16)
        raw[6] = raw[6] & 0x0F | 0x40
        raw[8] = raw[8] & 0x3F | 0x80
        return UUID(
            uuid: (
                raw[0], raw[1], raw[2], raw[3], raw[4], raw[5], raw[6], raw[7],
                raw[8], raw[9], raw[10], raw[11], raw[12], raw[13], raw[14], raw[15]
            )
        )
    }
}

/// The system's generator. Only composition roots construct it.
public struct SystemRandomSource: RandomSource {
    /// Makes the generator.
    public init() {}

    /// Bytes of the system's cryptographic generator.
    public func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// A random identifier.
    public func uuid() -> UUID { uuidOfBytes() }
}
