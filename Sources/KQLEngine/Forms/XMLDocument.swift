internal import DuckDB

/// An XML document read into JSON: attributes under `@name`, text under `#text` or alone, equal elements as an array.
///
/// It reads what is well formed; definitions of a document type are skipped and entities other than the five of XML
/// stay as they are.
struct XMLDocument {
    /// Elements deeper than this are taken for a hostile text.
    private static let depthLimit = 256

    private let text: [UInt8]
    private var position = 0

    private init(_ text: [UInt8]) { self.text = text }

    /// The JSON bag of a document; nil where it is malformed.
    static func json(_ text: [UInt8]) -> [UInt8]? {
        var document = XMLDocument(text)
        guard document.skipMisc(), let (name, value) = document.element(depth: 0), document.skipMisc(),
            document.position == text.count
        else { return nil }
        var bag = JSONBag()
        bag.set(name, value)
        return bag.finish()
    }

    private func starts(with word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard position + count <= text.count else { return false }
        return word.withUTF8Buffer { buffer in (0..<count).allSatisfy { text[position + $0] == buffer[$0] } }
    }

    /// Moves behind the next occurrence of a word.
    private mutating func skip(past word: StaticString) -> Bool {
        while position < text.count {
            if starts(with: word) {
                position += word.utf8CodeUnitCount
                return true
            }
            position += 1
        }
        return false
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    private mutating func skipBlanks() {
        while position < text.count, Self.isBlank(text[position]) { position += 1 }
    }

    /// Skips blanks, comments, declarations and the document type outside of the root.
    private mutating func skipMisc() -> Bool {
        if position == 0, starts(with: "\u{FEFF}") { position = 3 }
        while true {
            skipBlanks()
            if starts(with: "<?") {
                guard skip(past: "?>") else { return false }
            } else if starts(with: "<!--") {
                guard skip(past: "-->") else { return false }
            } else if starts(with: "<!DOCTYPE") {
                guard skip(past: ">") else { return false }
            } else {
                return true
            }
        }
    }

    private mutating func name() -> [UInt8]? {
        let start = position
        while position < text.count {
            let byte = text[position]
            let isName =
                byte >= 0x80 || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_")
                || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            guard isName else { break }
            position += 1
        }
        guard position > start, text[start] &- 0x30 >= 10, text[start] != UInt8(ascii: "-") else { return nil }
        return Array(text[start..<position])
    }

    private mutating func element(depth: Int) -> (name: [UInt8], value: [UInt8])? {
        guard depth < Self.depthLimit, position < text.count, text[position] == UInt8(ascii: "<") else { return nil }
        position += 1
        guard let name = name() else { return nil }
        var members = Members()
        while true {
            skipBlanks()
            if starts(with: "/>") {
                position += 2
                return (name, members.json)
            }
            if starts(with: ">") {
                position += 1
                break
            }
            guard let key = self.name(), let value = attributeValue() else { return nil }
            members.add([UInt8(ascii: "@")] + key, JSONText.quoted(value))
        }
        guard content(of: name, &members, depth: depth) else { return nil }
        return (name, members.json)
    }

    private mutating func attributeValue() -> [UInt8]? {
        skipBlanks()
        guard starts(with: "=") else { return nil }
        position += 1
        skipBlanks()
        guard position < text.count, text[position] == UInt8(ascii: "\"") || text[position] == UInt8(ascii: "'") else {
            return nil
        }
        let quote = text[position]
        position += 1
        let start = position
        while position < text.count, text[position] != quote { position += 1 }
        guard position < text.count else { return nil }
        position += 1
        return Self.resolved(text[start..<position - 1])
    }

    private mutating func content(of name: [UInt8], _ members: inout Members, depth: Int) -> Bool {
        while position < text.count {
            if starts(with: "</") {
                position += 2
                guard self.name() == name else { return false }
                skipBlanks()
                guard starts(with: ">") else { return false }
                position += 1
                return true
            }
            if starts(with: "<!--") {
                guard skip(past: "-->") else { return false }
            } else if starts(with: "<![CDATA[") {
                position += 9
                let start = position
                guard skip(past: "]]>") else { return false }
                members.text += text[start..<position - 3]
            } else if starts(with: "<?") {
                guard skip(past: "?>") else { return false }
            } else if text[position] == UInt8(ascii: "<") {
                guard let child = element(depth: depth + 1) else { return false }
                members.add(child.name, child.value)
            } else {
                let start = position
                while position < text.count, text[position] != UInt8(ascii: "<") { position += 1 }
                members.text += Self.resolved(text[start..<position])
            }
        }
        return false
    }

    /// Replaces the entities of XML and references to characters.
    private static func resolved(_ text: ArraySlice<UInt8>) -> [UInt8] {
        guard text.contains(UInt8(ascii: "&")) else { return Array(text) }
        var output: [UInt8] = []
        var position = text.startIndex
        while position < text.endIndex {
            guard text[position] == UInt8(ascii: "&"), let end = text[position...].firstIndex(of: UInt8(ascii: ";")),
                end - position < 12, let value = entity(String(decoding: text[(position + 1)..<end], as: UTF8.self))
            else {
                output.append(text[position])
                position += 1
                continue
            }
            JSONText.appendUTF8(value, to: &output)
            position = end + 1
        }
        return output
    }

    private static func entity(_ name: String) -> UInt32? {
        switch name {
        case "lt": 0x3C
        case "gt": 0x3E
        case "amp": 0x26
        case "quot": 0x22
        case "apos": 0x27
        default:
            name.hasPrefix("#x")
                ? UInt32(name.dropFirst(2), radix: 16) : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
        }
    }
}

/// What an element holds.
private struct Members {
    var text: [UInt8] = []
    private var keys: [[UInt8]] = []
    private var values: [[UInt8]: [[UInt8]]] = [:]

    mutating func add(_ key: [UInt8], _ value: [UInt8]) {
        if values[key] == nil { keys.append(key) }
        values[key, default: []].append(value)
    }

    /// Null when there is nothing, the text when there is only that, else a bag.
    var json: [UInt8] {
        let trimmed = ByteView.with(text) { NumberText.trimmed($0).bytes }
        if keys.isEmpty { return trimmed.isEmpty ? Array("null".utf8) : Self.scalar(trimmed) }
        var bag = JSONBag()
        if !trimmed.isEmpty, keys.contains(where: { $0.first != UInt8(ascii: "@") }) {
            bag.set(Array("#text".utf8), Self.scalar(trimmed))
        }
        for key in keys {
            let found = values[key] ?? []
            bag.set(key, found.count == 1 ? found[0] : JSONArray.text(found))
        }
        if !trimmed.isEmpty { bag.setIfAbsent(Array("#text".utf8), Self.scalar(trimmed)) }
        return bag.finish()
    }

    /// A number as it stands, other text as a string.
    private static func scalar(_ text: [UInt8]) -> [UInt8] {
        JSONNumber.isNumber(text) ? text : JSONText.quoted(text)
    }
}
