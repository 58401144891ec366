public import Foundation

/// A constant in a filter.
public enum ODataLiteral: Sendable, Hashable {
    /// `null`.
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// A whole number.
    case integer(Int64)
    /// A number with a fraction or an exponent.
    case number(Double)
    /// A text in single quotes; a quote inside is doubled.
    case text(String)
    /// An instant in ticks, ``ODataDateTime``.
    case instant(Int64)
    /// An identifier, written without quotes.
    case guid(UUID)
    /// A value of a named enumeration, `microsoft.graph.security.incidentStatus'active'`.
    case member(type: String, value: String)

    /// An instant.
    public static func date(_ date: Date) -> ODataLiteral { .instant(ODataDateTime.ticks(of: date)) }
}

extension ODataLiteral: CustomStringConvertible {
    /// The constant as it stands in a filter.
    public var description: String {
        switch self {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .number(let value): String(value)
        case .text(let value): Self.quoted(value)
        case .instant(let ticks): Self.instantText(ticks)
        case .guid(let value): value.uuidString.lowercased()
        case .member(let type, let value): type + Self.quoted(value)
        }
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "''") + "'"
    }

    /// The shortest text of the tick: trailing zeros of the fraction are left out.
    private static func instantText(_ ticks: Int64) -> String {
        var width = 7
        var rest = ticks % ODataDateTime.ticksPerSecond
        while width > 0, rest % 10 == 0 {
            rest /= 10
            width -= 1
        }
        return ODataDateTime.format(ticks: ticks, fractionDigits: width)
    }
}
