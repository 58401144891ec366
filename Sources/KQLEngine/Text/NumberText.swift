internal import DuckDB

/// Numbers from text, by the shapes that KQL accepts (kql.md §7). Nothing here rounds a text into another type:
/// `5.7` is no integer.
enum NumberText {
    /// `[+-]digits`, or `0x` and hexadecimal digits read as unsigned and wrapped; blanks around.
    static func long(_ text: ByteView) -> Int64? {
        let text = trimmed(text)
        guard !text.isEmpty else { return nil }
        var position = 0
        var isNegative = false
        if text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "+") {
            isNegative = text[0] == UInt8(ascii: "-")
            position = 1
        } else if text.count > 2, text[0] == UInt8(ascii: "0"), text[1] | 0x20 == UInt8(ascii: "x") {
            return hexadecimal(text[2..<text.count])
        }
        guard position < text.count else { return nil }
        var value: Int64 = 0
        while position < text.count {
            let digit = text[position] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            let (product, productOverflows) = value.multipliedReportingOverflow(by: 10)
            let (sum, sumOverflows) = product.subtractingReportingOverflow(Int64(digit))
            if productOverflows || sumOverflows { return nil }
            value = sum
            position += 1
        }
        if isNegative { return value }
        return value == .min ? nil : -value
    }

    private static func hexadecimal(_ digits: ByteView) -> Int64? {
        guard digits.count <= 16 else { return nil }
        var value: UInt64 = 0
        for index in 0..<digits.count {
            guard let digit = HexadecimalDigit.value(digits[index]) else { return nil }
            value = value << 4 | UInt64(digit)
        }
        return Int64(bitPattern: value)
    }

    /// The same for 32 bits; hexadecimal digits wrap to 32 bits.
    static func int(_ text: ByteView) -> Int32? {
        let text = trimmed(text)
        guard let value = long(text) else { return nil }
        if text.count > 1, text[1] | 0x20 == UInt8(ascii: "x") {
            return text.count <= 10 ? Int32(truncatingIfNeeded: value) : nil
        }
        return Int32(exactly: value)
    }

    /// A decimal number with optional fraction and exponent, or `nan`, `inf` in any case; blanks around.
    static func double(_ text: ByteView) -> Double? {
        let text = trimmed(text)
        guard !text.isEmpty else { return nil }
        var position = 0
        let isNegative = text[0] == UInt8(ascii: "-")
        if isNegative || text[0] == UInt8(ascii: "+") { position = 1 }
        var mantissa: UInt64 = 0
        var digits = 0
        var fraction = 0
        var sawPoint = false
        var isExact = true
        scan: while position < text.count {
            let byte = text[position]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                if sawPoint { fraction += 1 }
                if mantissa < 900_000_000_000_000 {
                    mantissa = mantissa * 10 + UInt64(byte - UInt8(ascii: "0"))
                } else {
                    isExact = false
                }
            case UInt8(ascii: ".") where !sawPoint: sawPoint = true
            default: break scan
            }
            position += 1
        }
        guard digits > 0 else { return named(text, from: position, isNegative: isNegative) }
        if position < text.count {
            guard text[position] | 0x20 == UInt8(ascii: "e") else { return nil }
            var rest = position + 1
            if rest < text.count, text[rest] == UInt8(ascii: "-") || text[rest] == UInt8(ascii: "+") { rest += 1 }
            guard rest < text.count else { return nil }
            for index in rest..<text.count where text[index] &- UInt8(ascii: "0") >= 10 { return nil }
            isExact = false
        }
        // A mantissa below 2^53 over a power of ten up to 10^22 is rounded once, hence right.
        if isExact, fraction <= 22 {
            let value = Double(mantissa) / Self.powersOfTen[fraction]
            return isNegative ? -value : value
        }
        return Double(text.string)
    }

    private static func named(_ text: ByteView, from start: Int, isNegative: Bool) -> Double? {
        let word = text[start..<text.count].string.lowercased()
        switch word {
        case "nan" where start == 0: return .nan
        case "inf", "infinity": return isNegative ? -.infinity : .infinity
        default: return nil
        }
    }

    static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    /// `true`, `false` in any case, or an integer, false only when 0.
    static func bool(_ text: ByteView) -> Bool? {
        let text = trimmed(text)
        if let number = long(text) { return number != 0 }
        if text.count == 4, TextNeedle.trueWord.equals(text) { return true }
        if text.count == 5, TextNeedle.falseWord.equals(text) { return false }
        return nil
    }

    /// Without outer blanks.
    static func trimmed(_ text: ByteView) -> ByteView {
        var start = 0
        var end = text.count
        while start < end, isBlank(text[start]) { start += 1 }
        while end > start, isBlank(text[end - 1]) { end -= 1 }
        return text[start..<end]
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }

    /// Truncates toward zero and saturates; NaN is nothing.
    static func saturatedLong(_ value: Double) -> Int64? {
        if value.isNaN { return nil }
        if value >= 9_223_372_036_854_775_808 { return .max }
        if value <= -9_223_372_036_854_775_808 { return .min }
        return Int64(value)
    }

    static func saturatedInt(_ value: Double) -> Int32? {
        guard let long = saturatedLong(value) else { return nil }
        return Int32(clamping: long)
    }
}

extension TextNeedle {
    fileprivate static let trueWord = TextNeedle("true", isFolding: true)
    fileprivate static let falseWord = TextNeedle("false", isFolding: true)
}
