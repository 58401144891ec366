public import Foundation
import ServiceCore

/// An instant as the Defender services write it: UTC, counted in ticks of 100 nanoseconds.
///
/// `Date` cannot hold seven fractional digits of today's dates exactly, so a cursor such as `lastUpdateTime ge …` made
/// from a `Date` could skip or repeat an incident. This type keeps every digit.
public struct Timestamp: Sendable, Hashable, Comparable, Codable, LosslessStringConvertible {
    /// Ticks of 100 nanoseconds since 0001-01-01T00:00:00Z.
    public var ticks: Int64

    /// Makes an instant of ticks since 0001-01-01T00:00:00Z.
    public init(ticks: Int64) { self.ticks = ticks }

    /// Makes the instant nearest to a date; a date holds today's instants to about 100 nanoseconds.
    public init(_ date: Date) { self.init(ticks: ODataDateTime.ticks(of: date)) }

    /// Reads an ISO 8601 instant with 0 to 7 fractional digits (further digits are dropped) and a zone, `Z` or `±hh:mm`.
    ///
    /// A text without a zone is taken as UTC, since some of the services' own values come so.
    public init?(_ description: String) {
        guard let ticks = ODataDateTime.ticks(parsing: description) else { return nil }
        self.init(ticks: ticks)
    }

    /// Reads the text form.
    ///
    /// - Throws: `DecodingError.dataCorrupted` when the text is no ISO 8601 instant.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = Timestamp(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is no ISO 8601 instant.")
        }
        self = value
    }

    /// Writes the text form with seven fractional digits.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// The nearest date.
    public var date: Date { ODataDateTime.date(ticks: ticks) }

    /// The text form with seven fractional digits, `2026-03-02T09:14:33.4133333Z`.
    public var description: String { ODataDateTime.format(ticks: ticks) }

    /// Whether the left instant is before the right one.
    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.ticks < right.ticks }
}
