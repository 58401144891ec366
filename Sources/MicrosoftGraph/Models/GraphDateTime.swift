public import Foundation
import ServiceCore

/// An instant of a directory object, `Edm.DateTimeOffset`, to the second and below.
public struct GraphDateTime: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    /// The instant.
    public var date: Date

    /// Wraps an instant.
    public init(_ date: Date) { self.date = date }

    /// Reads ISO 8601 with 0 to 7 fractional digits.
    ///
    /// - Throws: `DecodingError.dataCorrupted` when the text is no instant.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let date = ODataDateTime.parse(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is no ISO 8601 instant.")
        }
        self.date = date
    }

    /// Writes UTC; with seven fractional digits when the instant does not fall on a second, as the directory does.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// The text form.
    public var description: String {
        let isWhole = date.timeIntervalSince1970 == date.timeIntervalSince1970.rounded(.down)
        return ODataDateTime.format(date, fractionDigits: isWhole ? 0 : 7)
    }

    /// Whether the left instant is before the right one.
    public static func < (left: GraphDateTime, right: GraphDateTime) -> Bool { left.date < right.date }
}
