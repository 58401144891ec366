/// A decimal number of up to 34 significant digits, the value of KQL's type `decimal`; KQL §4.
///
/// Arithmetic is that of IEEE 754 decimal128 as far as values go: exact where 34 digits hold the result, else rounded
/// to 34 digits, half to even. A number has one form, without zeros at the end, so `1.50` prints as `1.5`.
package struct DecimalNumber: Sendable, Hashable {
    /// Most significant digits that a number keeps.
    package static let precision = 34

    package let isNegative: Bool
    /// Decimal digits, the first and the last not 0; empty for zero.
    let digits: [UInt8]
    /// The power of ten of the last digit.
    let exponent: Int

    package static let zero = DecimalNumber(isNegative: false, digits: [], exponent: 0)

    package var isZero: Bool { digits.isEmpty }

    /// Rounds to the precision and drops zeros at both ends.
    ///
    /// - Parameter hasMore: Whether digits that are not 0 follow the last one.
    init(isNegative: Bool, digits: [UInt8], exponent: Int, hasMore: Bool = false) {
        var digits = Array(digits.drop { $0 == 0 })
        var exponent = exponent
        if digits.count > Self.precision {
            let dropped = digits.count - Self.precision
            let rest = digits[Self.precision...]
            digits.removeLast(dropped)
            let half = rest.first ?? 0
            let isAbove = half > 5 || half == 5 && (hasMore || rest.dropFirst().contains { $0 != 0 })
            if isAbove || half == 5 && (digits.last ?? 0) % 2 == 1 { Self.increment(&digits) }
            exponent += dropped
        }
        while digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
        self.isNegative = isNegative && !digits.isEmpty
        self.exponent = digits.isEmpty ? 0 : exponent
        self.digits = digits
    }

    private static func increment(_ digits: inout [UInt8]) {
        var index = digits.count - 1
        while index >= 0, digits[index] == 9 {
            digits[index] = 0
            index -= 1
        }
        if index < 0 { digits.insert(1, at: 0) } else { digits[index] += 1 }
    }

    package init(_ value: Int64) {
        self.init(
            isNegative: value < 0,
            digits: String(value.magnitude).utf8.map { $0 - UInt8(ascii: "0") },
            exponent: 0
        )
    }

    /// The number that the shortest text of a double spells; `nil` for NaN and the infinities.
    package init?(_ value: Double) {
        guard value.isFinite else { return nil }
        self.init(value.description.utf8)
    }

    /// Reads digits with an optional sign, point and exponent, and nothing else.
    package init?(_ text: some Sequence<UInt8>) {
        let text = Array(text)
        var position = 0
        var isNegative = false
        if let first = text.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            isNegative = first == UInt8(ascii: "-")
            position = 1
        }
        var digits: [UInt8] = []
        var exponent = 0
        var sawPoint = false
        var sawDigit = false
        while position < text.count {
            let byte = text[position]
            if byte &- 0x30 < 10 {
                digits.append(byte - 0x30)
                sawDigit = true
                if sawPoint { exponent -= 1 }
            } else if byte == UInt8(ascii: "."), !sawPoint {
                sawPoint = true
            } else {
                break
            }
            position += 1
        }
        guard sawDigit else { return nil }
        if position < text.count {
            guard text[position] | 0x20 == UInt8(ascii: "e"),
                let power = Int(String(decoding: text[(position + 1)...], as: UTF8.self)), abs(power) < 100_000
            else { return nil }
            exponent += power
        }
        self.init(isNegative: isNegative, digits: digits, exponent: exponent)
        guard isZero || (-6143...6144).contains(leadingExponent) else { return nil }
    }

    /// The power of ten of the first digit.
    var leadingExponent: Int { digits.count + exponent - 1 }

    /// Plain digits; with a power of ten where more than 40 zeros would be needed.
    package var text: String {
        guard !isZero else { return "0" }
        var output = isNegative ? "-" : ""
        let characters = digits.map { Character(Unicode.Scalar($0 + 0x30)) }
        if exponent > 40 || leadingExponent < -40 {
            output.append(characters[0])
            if characters.count > 1 { output += "." + String(characters[1...]) }
            return output + (leadingExponent < 0 ? "E-" : "E+") + String(abs(leadingExponent))
        }
        if exponent >= 0 { return output + String(characters) + String(repeating: "0", count: exponent) }
        let whole = digits.count + exponent
        guard whole > 0 else { return output + "0." + String(repeating: "0", count: -whole) + String(characters) }
        return output + String(characters[..<whole]) + "." + String(characters[whole...])
    }
}

// MARK: The form in the engine

extension DecimalNumber {
    /// The text under which the engine stores the number. It has one form for each value, and its order by bytes is
    /// the order of the numbers, so that the engine compares, sorts and groups decimals without knowing them.
    ///
    /// Sign (0, 1 for zero, 2), the power of ten of the first digit plus 50,000 in five digits, the digits. In
    /// negative numbers each digit is counted from 9 down and a colon follows, which is above all digits.
    package var stored: String {
        guard !isZero else { return "1" }
        let power = String(leadingExponent + 50_000)
        var body = String(repeating: "0", count: max(0, 5 - power.utf8.count)) + power
        body += String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self)
        guard isNegative else { return "2" + body }
        return "0" + String(decoding: body.utf8.map { 0x30 + 0x39 - $0 }, as: UTF8.self) + ":"
    }

    /// Reads ``stored``.
    package init?(stored bytes: some Sequence<UInt8>) {
        var bytes = Array(bytes)
        guard let sign = bytes.first else { return nil }
        if sign == UInt8(ascii: "1") {
            self = .zero
            return
        }
        bytes.removeFirst()
        if sign == UInt8(ascii: "0") { bytes = bytes.dropLast().map { 0x30 + 0x39 - $0 } }
        guard bytes.count > 5, let power = Int(String(decoding: bytes[..<5], as: UTF8.self)) else { return nil }
        let digits = bytes[5...].map { $0 &- 0x30 }
        self.init(
            isNegative: sign == UInt8(ascii: "0"),
            digits: digits,
            exponent: power - 50_000 - digits.count + 1
        )
    }
}

// MARK: Conversions

extension DecimalNumber {
    package var double: Double { Double(text) ?? 0 }

    /// Truncated toward zero, and the nearest end of the range where it is beyond.
    package var long: Int64 {
        guard !isZero, leadingExponent >= 0 else { return 0 }
        let limit = isNegative ? Int64.min : Int64.max
        guard leadingExponent < 19 else { return limit }
        var value: Int64 = 0
        for index in 0...leadingExponent {
            let digit = Int64(index < digits.count ? digits[index] : 0)
            let (product, isOver) = value.multipliedReportingOverflow(by: 10)
            let (sum, isBeyond) = product.addingReportingOverflow(isNegative ? -digit : digit)
            if isOver || isBeyond { return limit }
            value = sum
        }
        return value
    }
}
