public import Foundation

/// A date in a token or cache: seconds since 1970, read from a number, a number with a fraction, or a text.
public struct EpochSeconds: RawRepresentable, Sendable, Hashable, Codable, Comparable {
    /// Seconds since 1970.
    public let rawValue: Int64

    /// Makes a date of seconds.
    public init(rawValue: Int64) { self.rawValue = rawValue }

    /// Makes a date of an instant, the fraction cut off.
    public init(_ date: Date) {
        let seconds = min(max(date.timeIntervalSince1970, -62_135_596_800), 253_402_300_799)
        rawValue = Int64(seconds.rounded(.down))
    }

    /// The instant.
    public var date: Date { Date(timeIntervalSince1970: Double(rawValue)) }

    /// Reads all three forms; MSAL writes each of them (identity B.2).
    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        let number: Double?
        if let text = try? value.decode(String.self) {
            number = Double(text)
        } else {
            number = try value.decode(Double.self)
        }
        guard let number, number.isFinite, abs(number) < 1e15 else {
            throw DecodingError.dataCorruptedError(in: value, debugDescription: "no epoch seconds")
        }
        rawValue = Int64(number.rounded(.down))
    }

    /// Writes a whole number.
    public func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(rawValue)
    }

    /// Compares by time.
    public static func < (left: EpochSeconds, right: EpochSeconds) -> Bool { left.rawValue < right.rawValue }
}

/// A member that is one text or a list of texts: `aud`, `x5c`.
public struct OneOrMany: Sendable, Hashable, Codable, ExpressibleByStringLiteral {
    /// The texts.
    public var values: [String]

    /// Takes texts.
    public init(_ values: [String]) { self.values = values }

    /// Takes one text.
    public init(_ value: String) { values = [value] }

    /// Takes one literal.
    public init(stringLiteral value: String) { values = [value] }

    /// Reads either form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let one = try? container.decode(String.self) {
            values = [one]
        } else {
            values = try container.decode([String].self)
        }
    }

    /// Writes one text as a text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let only = values.first, values.count == 1 {
            try container.encode(only)
        } else {
            try container.encode(values)
        }
    }

    /// The text, when there is exactly one.
    public var only: String? { values.count == 1 ? values.first : nil }
}
