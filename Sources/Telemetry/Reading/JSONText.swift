#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// JSON strings to Swift strings and back (RFC 8259 §7).
enum JSONText {
    /// The text of bytes without escapes; what is no UTF-8 becomes U+FFFD.
    static func string(_ bytes: UnsafePointer<UInt8>, count: Int) -> String {
        guard count > 0 else { return "" }
        return String(unsafeUninitializedCapacity: count) { buffer in
            if let base = buffer.baseAddress { memcpy(base, bytes, count) }
            return count
        }
    }

    /// The text of the inside of a JSON string that has escapes. A lone surrogate becomes U+FFFD.
    static func unescaped(_ bytes: UnsafePointer<UInt8>, count: Int) -> String {
        String(unsafeUninitializedCapacity: count) { buffer in  // an escape is never shorter than what it stands for
            guard let out = buffer.baseAddress else { return 0 }
            return unescape(bytes, count: count, into: out)
        }
    }

    private static func unescape(
        _ bytes: UnsafePointer<UInt8>,
        count: Int,
        into out: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var position = 0
        var written = 0
        while position < count {
            guard let found = memchr(bytes + position, 0x5C, count - position) else { break }
            let slash = UnsafeRawPointer(bytes).distance(to: UnsafeRawPointer(found))
            memcpy(out + written, bytes + position, slash - position)
            written += slash - position
            position = slash + 2
            guard slash + 1 < count else { break }
            switch bytes[slash + 1] {
            case 0x6E: out[written] = 0x0A
            case 0x74: out[written] = 0x09
            case 0x72: out[written] = 0x0D
            case 0x62: out[written] = 0x08
            case 0x66: out[written] = 0x0C
            case 0x75:
                let (scalar, used) = scalar(bytes, count: count, at: slash + 2)
                position = slash + 2 + used
                for unit in Unicode.UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter {
                    out[written] = unit
                    written += 1
                }
                continue
            case let other: out[written] = other
            }
            written += 1
        }
        if position < count {
            memcpy(out + written, bytes + position, count - position)
            written += count - position
        }
        return written
    }

    /// The scalar of the hexadecimal digits after `\u`, a pair of surrogates joined, and how many bytes it took.
    private static func scalar(_ bytes: UnsafePointer<UInt8>, count: Int, at start: Int) -> (Unicode.Scalar, Int) {
        let replacement = Unicode.Scalar(0xFFFD as UInt16) ?? " "
        guard let unit = hexadecimal(bytes, count: count, at: start) else { return (replacement, 0) }
        if let scalar = Unicode.Scalar(unit) { return (scalar, 4) }
        guard unit < 0xDC00, start + 6 <= count, bytes[start + 4] == 0x5C, bytes[start + 5] == 0x75,
            let low = hexadecimal(bytes, count: count, at: start + 6), (0xDC00...0xDFFF).contains(low)
        else { return (replacement, 4) }
        let value = 0x10000 + (UInt32(unit) - 0xD800) << 10 + UInt32(low) - 0xDC00
        return (Unicode.Scalar(value) ?? replacement, 10)
    }

    private static func hexadecimal(_ bytes: UnsafePointer<UInt8>, count: Int, at start: Int) -> UInt16? {
        guard start + 4 <= count else { return nil }
        var value: UInt16 = 0
        for index in start..<(start + 4) {
            guard let digit = digit(bytes[index]) else { return nil }
            value = value << 4 | UInt16(digit)
        }
        return value
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    /// An integer in decimal, or in hexadecimal after `0x`; `nil` for anything else and for what does not fit.
    static func integer(_ bytes: UnsafePointer<UInt8>, count: Int) -> Int64? {
        guard count > 0 else { return nil }
        var position = 0
        if count > 2, bytes[0] == 0x30, bytes[1] | 0x20 == 0x78 {
            guard count <= 18 else { return nil }
            var value: UInt64 = 0
            position = 2
            while position < count {
                guard let digit = digit(bytes[position]) else { return nil }
                value = value << 4 | UInt64(digit)
                position += 1
            }
            return Int64(bitPattern: value)
        }
        let isNegative = bytes[0] == 0x2D
        if isNegative { position = 1 }
        guard position < count, count - position <= 18 else {
            return Int64(string(bytes, count: count))
        }
        var value: Int64 = 0
        while position < count {
            let digit = bytes[position] &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int64(digit)
            position += 1
        }
        return isNegative ? -value : value
    }

    /// Adds a text as a JSON string, in quotes.
    static func append(_ text: String, to output: inout String) {
        output.append("\"")
        if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) {
            for scalar in text.unicodeScalars {
                switch scalar {
                case "\"": output.append("\\\"")
                case "\\": output.append("\\\\")
                case "\n": output.append("\\n")
                case "\r": output.append("\\r")
                case "\t": output.append("\\t")
                case _ where scalar.value < 0x20:
                    let digits = String(scalar.value, radix: 16)
                    output.append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
                default: output.unicodeScalars.append(scalar)
                }
            }
        } else {
            output.append(text)
        }
        output.append("\"")
    }
}
