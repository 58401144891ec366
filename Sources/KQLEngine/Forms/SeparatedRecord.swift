/// Records of values with a separator between them; RFC 4180 §2.
enum SeparatedRecord {
    /// The values of the record at a position, which moves behind it.
    ///
    /// In quotes a separator and a line's end are text, and a quote is doubled. Tabs divide without quotes.
    static func next(in bytes: [UInt8], _ position: inout Int, _ separator: UInt8) -> [[UInt8]] {
        let quote = UInt8(ascii: "\"")
        var values: [[UInt8]] = []
        var value: [UInt8] = []
        var isQuoted = false
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if isQuoted {
                if byte != quote {
                    value.append(byte)
                } else if position < bytes.count, bytes[position] == quote {
                    value.append(quote)
                    position += 1
                } else {
                    isQuoted = false
                }
            } else if byte == quote, value.isEmpty, separator != UInt8(ascii: "\t") {
                isQuoted = true
            } else if byte == separator {
                values.append(value)
                value = []
            } else if byte == 0x0A {
                if value.last == 0x0D { value.removeLast() }
                break
            } else {
                value.append(byte)
            }
        }
        values.append(value)
        return values
    }

    /// The values of the first record of a text, divided by commas.
    static func first(of bytes: [UInt8]) -> [[UInt8]] {
        var position = 0
        return next(in: bytes, &position, UInt8(ascii: ","))
    }
}
