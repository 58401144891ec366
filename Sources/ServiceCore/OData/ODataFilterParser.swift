import Foundation

/// Reads the text of a filter: recursive descent over UTF-8 with a bound on nesting.
struct ODataFilterParser {
    static let maximumDepth = 64
    static let maximumLength = 16_384

    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    mutating func parse() throws(ParsingError) -> ODataFilter {
        guard bytes.count <= Self.maximumLength else {
            throw failure("The filter is longer than \(Self.maximumLength) bytes.")
        }
        let filter = try disjunction()
        skipSpaces()
        guard position == bytes.count else { throw unexpected("“and”, “or” or the end") }
        return filter
    }

    // MARK: Conditions

    private mutating func disjunction() throws(ParsingError) -> ODataFilter {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            throw failure("The filter is nested more than \(Self.maximumDepth) deep.")
        }
        var left = try conjunction()
        while takeWord("or") { left = .or(left, try conjunction()) }
        return left
    }

    private mutating func conjunction() throws(ParsingError) -> ODataFilter {
        var left = try term()
        while takeWord("and") { left = .and(left, try term()) }
        return left
    }

    private mutating func term() throws(ParsingError) -> ODataFilter {
        skipSpaces()
        let start = position
        if takeWord("not") {
            depth += 1
            defer { depth -= 1 }
            guard depth <= Self.maximumDepth else { throw failure("The filter is nested too deep.") }
            return .not(try term())
        }
        if take("(") {
            let inner = try disjunction()
            try expect(")")
            return inner
        }
        let operand = try operand()
        if case .property(let path) = operand, path.count > 1, let last = path.last,
            let quantifier = ODataQuantifier(rawValue: last), peek() == UInt8(ascii: "(")
        {
            return try lambda(Array(path.dropLast()), quantifier)
        }
        skipSpaces()
        if takeWord("in") { return .isIn(operand, try list()) }
        for comparison in ODataComparison.allCases where takeWord(comparison.rawValue) {
            return .comparison(operand, comparison, try self.operand())
        }
        switch operand {
        case .literal(.boolean), .property, .call: return .truth(operand)
        case .literal:
            position = max(start, position)
            throw unexpected("a comparison (eq, ne, gt, ge, lt, le, in)")
        }
    }

    private mutating func lambda(_ path: [String], _ quantifier: ODataQuantifier) throws(ParsingError) -> ODataFilter {
        try expect("(")
        skipSpaces()
        if take(")") {
            guard quantifier == .any else { throw failure("“all” needs a condition.") }
            return .lambda(path: path, quantifier, variable: "", nil)
        }
        guard let variable = identifier() else { throw unexpected("a variable") }
        skipSpaces()
        try expect(":")
        let condition = try disjunction()
        try expect(")")
        return .lambda(path: path, quantifier, variable: variable, condition)
    }

    private mutating func list() throws(ParsingError) -> [ODataLiteral] {
        skipSpaces()
        try expect("(")
        var values: [ODataLiteral] = []
        repeat {
            guard case .literal(let value) = try operand() else { throw failure("A list holds constants only.") }
            values.append(value)
            skipSpaces()
        } while take(",")
        try expect(")")
        return values
    }

    // MARK: Operands

    private mutating func operand() throws(ParsingError) -> ODataOperand {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw failure("The filter is nested too deep.") }
        skipSpaces()
        guard let first = peek() else { throw unexpected("a property or a constant") }
        if first == UInt8(ascii: "'") { return .literal(.text(try quoted())) }
        if let literal = try bareLiteral() { return .literal(literal) }
        guard let name = identifier() else { throw unexpected("a property or a constant") }
        if peek() == UInt8(ascii: "'") { return .literal(.member(type: name, value: try quoted())) }
        if peek() == UInt8(ascii: "(") {
            position += 1
            var arguments: [ODataOperand] = []
            skipSpaces()
            if !take(")") {
                repeat {
                    arguments.append(try operand())
                    skipSpaces()
                } while take(",")
                try expect(")")
            }
            return .call(name.lowercased(), arguments)
        }
        var path = [name]
        while take("/") {
            guard let segment = identifier() else { throw unexpected("a property after the slash") }
            path.append(segment)
        }
        return .property(path)
    }

    private mutating func quoted() throws(ParsingError) -> String {
        let start = position
        position += 1
        var value: [UInt8] = []
        while let byte = peek() {
            position += 1
            guard byte == UInt8(ascii: "'") else {
                value.append(byte)
                continue
            }
            guard peek() == UInt8(ascii: "'") else { return String(decoding: value, as: UTF8.self) }
            value.append(byte)
            position += 1
        }
        position = start
        throw failure("The text is not closed by a quote.")
    }

    /// A number, an instant, an identifier, `true`, `false` or `null`; `nil` when something else stands here.
    private mutating func bareLiteral() throws(ParsingError) -> ODataLiteral? {
        let start = position
        var end = position
        while end < bytes.count, Self.isBareCharacter(bytes[end]) { end += 1 }
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        let literal: ODataLiteral?
        switch text {
        case "null": literal = .null
        case "true": literal = .boolean(true)
        case "false": literal = .boolean(false)
        default:
            if text.utf8.count == 36, let guid = UUID(uuidString: text) {
                literal = .guid(guid)
            } else if let first = text.utf8.first, (0x30...0x39).contains(first) || first == UInt8(ascii: "-") {
                if let ticks = ODataDateTime.ticks(parsing: text) {
                    literal = .instant(ticks)
                } else if let value = Int64(text) {
                    literal = .integer(value)
                } else if let value = Double(text), value.isFinite {
                    literal = .number(value)
                } else {
                    throw failure("“\(DisplayText.clean(text, limit: 60))” is no number, instant or identifier.")
                }
            } else {
                literal = nil
            }
        }
        if literal != nil { position = end }
        return literal
    }

    // MARK: Bytes

    private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpaces() {
        while let byte = peek(), byte == 0x20 || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ character: Character) -> Bool {
        guard peek() == character.asciiValue else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ character: Character) throws(ParsingError) {
        skipSpaces()
        guard take(character) else { throw unexpected("“\(character)”") }
    }

    /// Takes an operator: a whole word, letter case ignored as the services do.
    private mutating func takeWord(_ word: String) -> Bool {
        skipSpaces()
        let end = position + word.utf8.count
        guard end <= bytes.count,
            zip(bytes[position..<end], word.utf8).allSatisfy({ $0 | 0x20 == $1 }),
            end == bytes.count || !(Self.isIdentifierCharacter(bytes[end]) || bytes[end] == UInt8(ascii: "/"))
        else { return false }
        position = end
        return true
    }

    private mutating func identifier() -> String? {
        let start = position
        while let byte = peek(), Self.isIdentifierCharacter(byte) { position += 1 }
        guard position > start, !(0x30...0x39).contains(bytes[start]) else {
            position = start
            return nil
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private static func isIdentifierCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
        default: "_.@".utf8.contains(byte)
        }
    }

    private static func isBareCharacter(_ byte: UInt8) -> Bool {
        isIdentifierCharacter(byte) || "-:+".utf8.contains(byte)
    }

    private func failure(_ message: String) -> ParsingError {
        ParsingError(code: .filter, message: message, offset: position)
    }

    private func unexpected(_ expected: String) -> ParsingError {
        let rest = String(decoding: bytes[position...].prefix(40), as: UTF8.self)
        let found = rest.isEmpty ? "the end" : "“\(DisplayText.clean(rest, limit: 40))”"
        return failure("Expected \(expected) at position \(position + 1), found \(found).")
    }
}
