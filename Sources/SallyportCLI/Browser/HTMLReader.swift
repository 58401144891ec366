/// Cuts HTML into tags and texts, as far as forms need it.
struct HTMLReader {
    enum Token: Equatable {
        case start(name: String, attributes: [String: String])
        case end(name: String)
        case text(String)
    }

    private var rest: Substring
    /// Inside script and style only their own end tag counts.
    private var rawElement: String?

    init(_ source: String) { rest = source[...] }

    /// The next token, or nil at the end.
    mutating func next() -> Token? {
        if let name = rawElement { return rawText(until: name) }
        while !rest.isEmpty {
            if rest.hasPrefix("<!--") {
                skip(past: "-->")
            } else if rest.hasPrefix("<!") || rest.hasPrefix("<?") {
                skip(past: ">")
            } else if rest.hasPrefix("</") {
                rest.removeFirst(2)
                let name = readName()
                skip(past: ">")
                return .end(name: name)
            } else if rest.first == "<", let second = rest.dropFirst().first, second.isLetter {
                rest.removeFirst()
                return startTag()
            } else {
                return text()
            }
        }
        return nil
    }

    private mutating func text() -> Token {
        var words = Substring()
        if rest.first == "<" { words.append(rest.removeFirst()) }
        let run = rest.prefix { $0 != "<" }
        words += run
        rest.removeFirst(run.count)
        return .text(Self.decoded(String(words)))
    }

    private mutating func rawText(until name: String) -> Token {
        rawElement = nil
        var words = ""
        while let character = rest.first {
            if character == "<", rest.dropFirst(2).lowercased().hasPrefix(name), rest.dropFirst().first == "/" { break }
            words.append(character)
            rest.removeFirst()
        }
        return .text(words)
    }

    private mutating func startTag() -> Token {
        let name = readName()
        var attributes: [String: String] = [:]
        while true {
            skipBlanks()
            guard let character = rest.first else { break }
            if character == ">" {
                rest.removeFirst()
                break
            }
            if character == "/" {
                rest.removeFirst()
                continue
            }
            let (key, value) = attribute()
            // The first of two equal attributes counts, as in browsers.
            if !key.isEmpty, attributes[key] == nil { attributes[key] = value }
        }
        if name == "script" || name == "style" { rawElement = name }
        return .start(name: name, attributes: attributes)
    }

    private mutating func attribute() -> (String, String) {
        let name = rest.prefix { !$0.isWhitespace && $0 != "=" && $0 != ">" && $0 != "/" }
        // A stray character must not stop the reader.
        rest.removeFirst(max(name.count, 1))
        skipBlanks()
        guard rest.first == "=", !name.isEmpty else { return (name.lowercased(), "") }
        rest.removeFirst()
        skipBlanks()
        let value: Substring
        if let quote = rest.first, quote == "\"" || quote == "'" {
            rest.removeFirst()
            value = rest.prefix { $0 != quote }
            rest.removeFirst(min(value.count + 1, rest.count))
        } else {
            value = rest.prefix { !$0.isWhitespace && $0 != ">" }
            rest.removeFirst(value.count)
        }
        return (name.lowercased(), Self.decoded(String(value)))
    }

    private mutating func readName() -> String {
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
        rest.removeFirst(name.count)
        return name.lowercased()
    }

    private mutating func skipBlanks() {
        rest = rest.drop(while: \.isWhitespace)
    }

    private mutating func skip(past end: String) {
        while !rest.isEmpty, !rest.hasPrefix(end) { rest.removeFirst() }
        rest.removeFirst(min(end.count, rest.count))
    }

    /// The text with character references replaced: the five of XML, `&nbsp;`, and numbers.
    static func decoded(_ text: String) -> String {
        guard text.contains("&") else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            let after = rest[rest.index(after: start)...]
            guard let end = after.prefix(12).firstIndex(of: ";"), let character = reference(after[..<end]) else {
                result.append("&")
                rest = after
                continue
            }
            result += character
            rest = after[after.index(after: end)...]
        }
        return result + rest
    }

    private static func reference(_ name: Substring) -> String? {
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        case "nbsp": return "\u{A0}"
        default: break
        }
        guard name.first == "#" else { return nil }
        let digits = name.dropFirst()
        let number = digits.first?.lowercased() == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return number.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
    }
}
