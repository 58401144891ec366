package import Foundation

/// An instant in whole ticks of 100 ns since 0001-01-01T00:00:00Z, the resolution of the service's timestamps.
///
/// A `Date` cannot hold such an instant exactly; an alert must name the very time that a hunting row has.
package struct TickInstant: Hashable, Comparable, Sendable, Codable {
    /// 100 ns ticks since year 1.
    package var ticks: Int64

    package init(ticks: Int64) { self.ticks = ticks }

    /// Rounds a date to the nearest tick.
    package init(_ date: Date) {
        // Seconds and fraction are converted apart: their product with 10^7 exceeds the precision of a Double.
        let seconds = date.timeIntervalSinceReferenceDate.rounded(.down)
        let fraction = date.timeIntervalSinceReferenceDate - seconds
        ticks = Self.referenceTicks + Int64(seconds) * Self.ticksPerSecond + Int64((fraction * 1e7).rounded())
    }

    package init(from decoder: any Decoder) throws {
        ticks = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(ticks)
    }

    /// The date nearest to this instant; exact to about 0.12 µs.
    package var date: Date {
        let (seconds, rest) = (ticks - Self.referenceTicks).quotientAndRemainder(dividingBy: Self.ticksPerSecond)
        return Date(timeIntervalSinceReferenceDate: Double(seconds) + Double(rest) / 1e7)
    }

    package static func < (left: Self, right: Self) -> Bool { left.ticks < right.ticks }

    /// Ticks in one second.
    package static let ticksPerSecond: Int64 = 10_000_000

    /// 2001-01-01T00:00:00Z, the reference date of Foundation.
    private static let referenceTicks: Int64 = 631_139_040_000_000_000
}
