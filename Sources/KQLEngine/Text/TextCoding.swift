internal import DuckDB

/// Base64 (RFC 4648 §4) and percent encoding (RFC 3986 §2.1) of UTF-8 text.
enum TextCoding {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 0xFF, count: 256)
        for (index, byte) in alphabet.enumerated() { values[Int(byte)] = UInt8(index) }
        return values
    }()

    static func base64Encoded(_ bytes: [UInt8]) -> [UInt8] { ByteView.with(bytes) { base64Encoded($0) } }

    static func base64Encoded(_ text: ByteView) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity((text.count + 2) / 3 * 4)
        for start in stride(from: 0, to: text.count, by: 3) {
            let count = min(3, text.count - start)
            var group = UInt32(text[start]) << 16
            if count > 1 { group |= UInt32(text[start + 1]) << 8 }
            if count > 2 { group |= UInt32(text[start + 2]) }
            for digit in 0..<4 {
                output.append(
                    digit <= count ? alphabet[Int(group >> UInt32(18 - digit * 6) & 63)] : UInt8(ascii: "="))
            }
        }
        return output
    }

    /// The text that is encoded; nil where it is no Base64 with padding, or no UTF-8.
    static func base64Decoded(_ text: ByteView) -> [UInt8]? {
        base64Bytes(text).flatMap { isUTF8($0) ? $0 : nil }
    }

    /// The bytes that are encoded; nil where it is no Base64 with padding.
    static func base64Bytes(_ text: ByteView) -> [UInt8]? {
        guard text.count % 4 == 0 else { return nil }
        var output: [UInt8] = []
        output.reserveCapacity(text.count / 4 * 3)
        for start in stride(from: 0, to: text.count, by: 4) {
            var padding = 0
            if start + 4 == text.count {
                if text[start + 3] == UInt8(ascii: "=") { padding += 1 }
                if padding == 1, text[start + 2] == UInt8(ascii: "=") { padding += 1 }
            }
            var group: UInt32 = 0
            for digit in 0..<4 - padding {
                let value = values[Int(text[start + digit])]
                guard value < 64 else { return nil }
                group |= UInt32(value) << UInt32(18 - digit * 6)
            }
            for byte in 0..<3 - padding { output.append(UInt8(truncatingIfNeeded: group >> UInt32(16 - byte * 8))) }
        }
        return output
    }

    /// Every byte that RFC 3986 §2.3 does not reserve as `%XX`.
    static func urlEncodedComponent(_ text: ByteView) -> [UInt8] {
        var output: [UInt8] = []
        for byte in text.buffer {
            let isPlain =
                byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "_")
                || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "~")
            if isPlain {
                output.append(byte)
            } else {
                output += [UInt8(ascii: "%"), HexadecimalDigit.lower(byte >> 4), HexadecimalDigit.lower(byte & 15)]
            }
        }
        return output
    }

    static func urlEncoded(_ text: ByteView) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        for byte in text.buffer {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
                UInt8(ascii: "!"), UInt8(ascii: "~"), UInt8(ascii: "*"), UInt8(ascii: "("), UInt8(ascii: ")"):
                output.append(byte)
            case 0x20: output.append(UInt8(ascii: "+"))
            default:
                output.append(UInt8(ascii: "%"))
                output.append(HexadecimalDigit.lower(byte >> 4))
                output.append(HexadecimalDigit.lower(byte & 15))
            }
        }
        return output
    }

    /// Runs of `%XX` are decoded where they are UTF-8 and stay as they are where not.
    static func urlDecoded(_ text: ByteView) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var position = 0
        while position < text.count {
            let byte = text[position]
            if byte == UInt8(ascii: "+") {
                output.append(0x20)
                position += 1
                continue
            }
            var decoded: [UInt8] = []
            var end = position
            while end + 2 < text.count, text[end] == UInt8(ascii: "%"),
                let high = HexadecimalDigit.value(text[end + 1]), let low = HexadecimalDigit.value(text[end + 2])
            {
                decoded.append(high << 4 | low)
                end += 3
            }
            if decoded.isEmpty {
                output.append(byte)
                position += 1
            } else {
                output += isUTF8(decoded) ? decoded : text[position..<end].bytes
                position = end
            }
        }
        return output
    }

    static func isUTF8(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }
}
