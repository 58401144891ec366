extension RegexParser {
    /// What follows a backslash outside of a class.
    mutating func escape() throws(RegexError) -> RegexNode {
        let start = position
        position += 1
        guard let scalar = current else { throw error("ends in a backslash", at: start) }
        switch scalar {
        case "b":
            position += 1
            return .assertion(try boundary(start: start))
        case "<", ">":
            position += 1
            return .assertion(scalar == "<" ? .wordStart : .wordEnd)
        case "B":
            position += 1
            return .assertion(.notWordBoundary)
        case "A":
            position += 1
            return .assertion(.textStart)
        case "z":
            position += 1
            return .assertion(.textEnd)
        case "1"..."9": throw error("uses the back-reference '\\\(scalar)', which this dialect has not", at: start)
        default: break
        }
        if let set = try classEscape(start: start) { return .set(flags.ignoresCase ? set.caseClosed : set) }
        return literal(try scalarEscape(start: start))
    }

    /// `\b`, `\b{start}` and its like. The position is behind the letter.
    private mutating func boundary(start: Int) throws(RegexError) -> RegexNode.Assertion {
        let forms: [(String, RegexNode.Assertion)] = [
            ("{start}", .wordStart), ("{end}", .wordEnd), ("{start-half}", .noWordBefore),
            ("{end-half}", .noWordBehind),
        ]
        guard current == "{" else { return .wordBoundary }
        for (text, assertion) in forms where looksAt(text) {
            position += text.unicodeScalars.count
            return assertion
        }
        throw error("has a boundary that is none; '{start}', '{end}', '{start-half}' and '{end-half}' are", at: start)
    }

    /// `\0` and up to two octal digits, as the older dialect of the service has it. The position is behind the zero.
    private mutating func octal() -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<2 {
            guard let scalar = current, ("0"..."7").contains(scalar) else { break }
            value = value * 8 + scalar.value - 0x30
            position += 1
        }
        return value
    }

    /// `\d \w \s`, `\p{…}` and their opposites; nil for other escapes. The position is at the letter.
    mutating func classEscape(start: Int) throws(RegexError) -> ScalarSet? {
        guard let scalar = current else { return nil }
        let set: ScalarSet
        switch scalar {
        case "d", "D": set = flags.isUnicode ? UnicodeProperty.digit : UnicodeProperty.posix("digit") ?? .empty
        case "w", "W": set = flags.isUnicode ? UnicodeProperty.word : UnicodeProperty.posix("word") ?? .empty
        case "s", "S": set = flags.isUnicode ? UnicodeProperty.space : UnicodeProperty.posix("space") ?? .empty
        case "p", "P":
            position += 1
            return try propertyEscape(isInverted: scalar == "P", start: start)
        default: return nil
        }
        position += 1
        return scalar.properties.isUppercase ? set.inverted : set
    }

    private mutating func propertyEscape(isInverted: Bool, start: Int) throws(RegexError) -> ScalarSet {
        var name = ""
        var isInverted = isInverted
        if accept("{") {
            if accept("^") { isInverted.toggle() }
            while let scalar = current, scalar != "}" {
                name.unicodeScalars.append(scalar)
                position += 1
            }
            guard accept("}") else { throw error("has a '\\p{' without '}'", at: start) }
        } else if let scalar = current {
            name.unicodeScalars.append(scalar)
            position += 1
        }
        let value = name.split(separator: "=").last.map(String.init) ?? name
        guard let set = UnicodeProperty.named(value) else {
            throw error("names the Unicode class '\(name)', which is not supported", at: start)
        }
        return isInverted ? set.inverted : set
    }

    /// A single scalar. The position is at the letter after the backslash.
    mutating func scalarEscape(start: Int) throws(RegexError) -> UInt32 {
        guard let scalar = current else { throw error("ends in a backslash", at: start) }
        position += 1
        switch scalar {
        case "0": return octal()
        case "a": return 0x07
        case "f": return 0x0C
        case "t": return 0x09
        case "n": return 0x0A
        case "r": return 0x0D
        case "v": return 0x0B
        case "x": return try hexadecimal(digits: 2, start: start)
        case "u": return try hexadecimal(digits: 4, start: start)
        case "U": return try hexadecimal(digits: 8, start: start)
        default:
            let isWordLike = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            guard scalar.isASCII, !isWordLike else {
                throw error("has the unknown escape '\\\(scalar)'", at: start)
            }
            return scalar.value
        }
    }

    private mutating func hexadecimal(digits: Int, start: Int) throws(RegexError) -> UInt32 {
        var value: UInt32 = 0
        var count = 0
        let isBraced = accept("{")
        while let scalar = current, count < (isBraced ? 8 : digits), scalar.isASCII,
            let digit = HexadecimalDigit.value(UInt8(scalar.value))
        {
            value = value << 4 | UInt32(digit)
            count += 1
            position += 1
        }
        let isComplete = isBraced ? accept("}") && count > 0 : count == digits
        guard isComplete, Unicode.Scalar(value) != nil else {
            throw error("has a hexadecimal escape that is no character", at: start)
        }
        return value
    }
}
