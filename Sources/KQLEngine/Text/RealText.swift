/// Doubles as KQL prints them (kql.md §6): the shortest digits that read back, in .NET's layout.
enum RealText {
    /// `tostring(real)`: plain digits from 1e-4 up to below 1e15, otherwise `d.dddE+XX`.
    static func text(_ value: Double) -> [UInt8] {
        if value.isNaN { return Array("NaN".utf8) }
        if value.isInfinite { return Array((value < 0 ? "-Infinity" : "Infinity").utf8) }
        if value == 0 { return Array((value.sign == .minus ? "-0" : "0").utf8) }
        let (digits, exponent) = shortest(value.magnitude)
        var output: [UInt8] = value < 0 ? [UInt8(ascii: "-")] : []
        if exponent >= 15 || exponent < -4 {
            appendScientific(digits, exponent, to: &output)
        } else {
            appendPlain(digits, exponent, to: &output)
        }
        return output
    }

    /// A JSON number that stays a real when read back: with a point or an exponent.
    static func jsonNumber(_ value: Double) -> [UInt8] {
        if !value.isFinite { return JSONText.quoted(text(value)) }
        var output = text(value)
        if !output.contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "E") }) {
            output += Array(".0".utf8)
        }
        return output
    }

    /// The shortest digits and the decimal exponent of the first one.
    private static func shortest(_ magnitude: Double) -> (digits: [UInt8], exponent: Int) {
        // The runtime prints the shortest digits that read back; only their layout differs.
        var digits: [UInt8] = []
        var pointAfter: Int?
        var exponent = 0
        let description = Array(magnitude.description.utf8)
        var index = 0
        while index < description.count {
            switch description[index] {
            case UInt8(ascii: "."): pointAfter = digits.count
            case UInt8(ascii: "e"):
                exponent = Int(String(decoding: description[(index + 1)...], as: UTF8.self)) ?? 0
                index = description.count
            default: digits.append(description[index])
            }
            index += 1
        }
        var first = (pointAfter ?? digits.count) - 1 + exponent
        while digits.first == UInt8(ascii: "0"), digits.count > 1 {
            digits.removeFirst()
            first -= 1
        }
        while digits.last == UInt8(ascii: "0"), digits.count > 1 { digits.removeLast() }
        return (digits, first)
    }

    private static func appendScientific(_ digits: [UInt8], _ exponent: Int, to output: inout [UInt8]) {
        output.append(digits[0])
        if digits.count > 1 {
            output.append(UInt8(ascii: "."))
            output += digits[1...]
        }
        output += Array((exponent < 0 ? "E-" : "E+").utf8)
        let magnitude = abs(exponent)
        if magnitude < 10 { output.append(UInt8(ascii: "0")) }
        output += Array("\(magnitude)".utf8)
    }

    private static func appendPlain(_ digits: [UInt8], _ exponent: Int, to output: inout [UInt8]) {
        if exponent < 0 {
            output += Array("0.".utf8)
            output += [UInt8](repeating: UInt8(ascii: "0"), count: -exponent - 1)
            output += digits
            return
        }
        let whole = exponent + 1
        output += digits.prefix(whole)
        if digits.count <= whole {
            output += [UInt8](repeating: UInt8(ascii: "0"), count: whole - digits.count)
        } else {
            output.append(UInt8(ascii: "."))
            output += digits[whole...]
        }
    }
}
