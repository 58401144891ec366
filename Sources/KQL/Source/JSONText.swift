/// Writes JSON.
enum JSONText {
    /// The JSON string of a text, quotes included.
    static func string(_ text: String) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A JSON array of the texts.
    static func array(of texts: [String]) -> String {
        "[" + texts.map(string).joined(separator: ",") + "]"
    }

    /// A JSON array of path steps, with a null before them where they lead into text that is yet to be parsed.
    static func path(_ steps: [PathStep], parses: Bool = false) -> String {
        let texts =
            (parses ? ["null"] : [])
            + steps.map { step in
                switch step {
                case .key(let key): string(key)
                case .position(let position): String(position)
                }
            }
        return "[" + texts.joined(separator: ",") + "]"
    }

    /// The texts of a JSON array of strings; `nil` for anything else.
    static func strings(ofArray json: String) -> [String]? {
        var rest = Substring(json.drop { $0 == " " })
        guard rest.popFirst() == "[" else { return nil }
        var result: [String] = []
        while true {
            rest = rest.drop { $0 == " " || $0 == "," }
            guard let first = rest.popFirst() else { return nil }
            if first == "]" { return result }
            guard first == "\"" else { return nil }
            var text = ""
            while let next = rest.popFirst(), next != "\"" {
                text.append(next == "\\" ? rest.popFirst() ?? next : next)
            }
            result.append(text)
        }
    }

    /// How many elements a JSON array has; `nil` for anything else.
    static func elementCount(_ json: String) -> Int? {
        let bytes = Array(json.utf8).filter { $0 > 0x20 }
        guard bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]") else { return nil }
        if bytes.count == 2 { return 0 }
        var depth = 0
        var count = 1
        var isText = false
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\\") where isText: index += 1
            case UInt8(ascii: "\""): isText.toggle()
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += isText ? 0 : 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= isText ? 0 : 1
            case UInt8(ascii: ",") where !isText && depth == 1: count += 1
            default: break
            }
            index += 1
        }
        return count
    }
}
