/// Cuts a text into tokens; KQL §2.
///
/// It never fails: what begins no token becomes one of kind `unknown`, and faults are reported.
struct Lexer {
    let source: SourceText
    private let bytes: [UInt8]
    private var index = 0

    init(source: SourceText) {
        self.source = source
        self.bytes = source.bytes
    }

    /// All tokens of the text, the last one of kind `end`.
    mutating func tokens(into sink: inout DiagnosticSink) -> [Token] {
        var tokens: [Token] = []
        tokens.reserveCapacity(bytes.count / 4 + 1)
        while true {
            let fullStart = index
            skipTrivia()
            let start = index
            guard start < bytes.count else {
                tokens.append(Token(kind: .end, fullStart: fullStart, span: Span(start, start)))
                return tokens
            }
            let kind = scan(into: &sink)
            tokens.append(Token(kind: kind, fullStart: fullStart, span: Span(start, index)))
        }
    }

    private mutating func skipTrivia() {
        while index < bytes.count {
            let blank = CharacterClass.blankLength(bytes, index)
            if blank > 0 {
                index += blank
            } else if bytes[index] == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "/") {
                while index < bytes.count, CharacterClass.lineEndLength(bytes, index) == 0 {
                    index += CharacterClass.scalarLength(bytes, index)
                }
            } else {
                return
            }
        }
    }

    private func peek(_ distance: Int) -> UInt8? {
        index + distance < bytes.count ? bytes[index + distance] : nil
    }

    private mutating func scan(into sink: inout DiagnosticSink) -> TokenKind {
        let byte = bytes[index]
        if CharacterClass.isHexDigit(byte), skipGUID() { return .guid }
        if CharacterClass.isDigit(byte) { return scanNumber() }
        if scanString(into: &sink) { return .string }
        if CharacterClass.isNameStart(byte) { return scanWord() }
        if byte == UInt8(ascii: "!"), let next = peek(1), (next | 0x20) &- 0x61 < 26 {
            let start = index
            index += 1
            skipName()
            let isIn =
                index - start == 3 && bytes[start + 1] == UInt8(ascii: "i") && bytes[start + 2] == UInt8(ascii: "n")
            if isIn, index < bytes.count, bytes[index] == UInt8(ascii: "~") { index += 1 }
            return .word
        }
        return scanPunctuation()
    }

    private mutating func skipName() {
        while index < bytes.count, CharacterClass.isNamePart(bytes[index]) { index += 1 }
    }

    // MARK: Words

    private mutating func scanWord() -> TokenKind {
        let start = index
        index += 1
        skipName()
        let length = index - start
        if index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "-"):
                if let end = Keywords.dashed(bytes, start, index) { index = end }
            case UInt8(ascii: "~"):
                if length == 2, bytes[start] == UInt8(ascii: "i"), bytes[start + 1] == UInt8(ascii: "n") { index += 1 }
            case UInt8(ascii: "("), 0x20, 0x09:
                if let end = typedLiteralEnd(start, index) {
                    index = end
                    return .typed
                }
            default:
                break
            }
        }
        return .word
    }

    /// Where a typed literal ends whose type name ends here, `nil` when it is none.
    private func typedLiteralEnd(_ start: Int, _ nameEnd: Int) -> Int? {
        guard Keywords.isLiteralType(bytes[start..<nameEnd]) else { return nil }
        var cursor = nameEnd
        while cursor < bytes.count, bytes[cursor] == 0x20 || bytes[cursor] == 0x09 { cursor += 1 }
        guard cursor < bytes.count, bytes[cursor] == UInt8(ascii: "(") else { return nil }
        cursor += 1
        var quote: UInt8?
        while cursor < bytes.count {
            let byte = bytes[cursor]
            if byte == 0x0A || byte == 0x0D { return nil }
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ")") {
                return cursor + 1
            }
            cursor += 1
        }
        return nil
    }

    // MARK: Numbers

    private mutating func skipGUID() -> Bool {
        guard index + 36 <= bytes.count else { return false }
        for offset in 0..<36 {
            let byte = bytes[index + offset]
            let wantsDash = offset == 8 || offset == 13 || offset == 18 || offset == 23
            guard wantsDash ? byte == UInt8(ascii: "-") : CharacterClass.isHexDigit(byte) else { return false }
        }
        if index + 36 < bytes.count, CharacterClass.isNamePart(bytes[index + 36]) { return false }
        index += 36
        return true
    }

    private mutating func scanNumber() -> TokenKind {
        if bytes[index] == UInt8(ascii: "0"), let x = peek(1), x | 0x20 == UInt8(ascii: "x"), let digit = peek(2),
            CharacterClass.isHexDigit(digit)
        {
            index += 2
            while index < bytes.count, CharacterClass.isHexDigit(bytes[index]) { index += 1 }
            if index == bytes.count || !CharacterClass.isNamePart(bytes[index]) { return .long }
            skipName()
            return .word
        }
        while index < bytes.count, CharacterClass.isDigit(bytes[index]) { index += 1 }
        var kind = TokenKind.long
        // `1..5` is a range and `a.0.b` no number: a point counts only when no second one follows.
        if index < bytes.count, bytes[index] == UInt8(ascii: "."), peek(1) != UInt8(ascii: ".") {
            let next = peek(1)
            if next.map(CharacterClass.isNameStart) != true {
                kind = .real
                index += 1
                while index < bytes.count, CharacterClass.isDigit(bytes[index]) { index += 1 }
            }
        }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            var cursor = index + 1
            if cursor < bytes.count, bytes[cursor] == UInt8(ascii: "+") || bytes[cursor] == UInt8(ascii: "-") {
                cursor += 1
            }
            if cursor < bytes.count, CharacterClass.isDigit(bytes[cursor]) {
                while cursor < bytes.count, CharacterClass.isDigit(bytes[cursor]) { cursor += 1 }
                if cursor == bytes.count || !CharacterClass.isNamePart(bytes[cursor]) {
                    index = cursor
                    return .real
                }
            }
        }
        let unitStart = index
        while index < bytes.count, CharacterClass.isNamePart(bytes[index]) { index += 1 }
        if index == unitStart { return kind }
        if TimespanUnit.ticks(of: bytes[unitStart..<index]) != nil { return .timespan }
        if kind == .real {
            index = unitStart
            return .real
        }
        return .word  // a name that begins with digits
    }

    // MARK: Strings

    private mutating func scanString(into sink: inout DiagnosticSink) -> Bool {
        var cursor = index
        if bytes[cursor] | 0x20 == UInt8(ascii: "h") { cursor += 1 }
        guard cursor < bytes.count else { return false }
        let isVerbatim = bytes[cursor] == UInt8(ascii: "@")
        if isVerbatim { cursor += 1 }
        guard cursor < bytes.count else { return false }
        let quote = bytes[cursor]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            scanLine(from: cursor + 1, quote: quote, isVerbatim: isVerbatim, into: &sink)
            return true
        }
        if !isVerbatim, quote == UInt8(ascii: "`") || quote == UInt8(ascii: "~"), cursor + 2 < bytes.count,
            bytes[cursor + 1] == quote, bytes[cursor + 2] == quote
        {
            scanBlock(from: cursor + 3, quote: quote, into: &sink)
            return true
        }
        return false
    }

    private mutating func scanLine(from start: Int, quote: UInt8, isVerbatim: Bool, into sink: inout DiagnosticSink) {
        let tokenStart = index
        index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte == quote {
                if isVerbatim, peek(1) == quote {
                    index += 2
                    continue
                }
                index += 1
                return
            }
            if byte == 0x0A || byte == 0x0D { break }
            if byte == UInt8(ascii: "\\"), !isVerbatim {
                let length = StringLiteral.escapeLength(bytes, index)
                if length == 0 {
                    sink.report(
                        .invalidEscape,
                        "'\(source.text(Span(index, min(index + 2, bytes.count))))' is no escape sequence of a "
                            + "string; write '\\\\' for a backslash or put @ before the quote.",
                        at: Span(index, min(index + 2, bytes.count))
                    )
                    index += 1
                } else {
                    index += length
                }
                continue
            }
            index += CharacterClass.scalarLength(bytes, index)
        }
        sink.report(
            .missingText,
            "The string is not closed: a \(quote == UInt8(ascii: "'") ? "'" : "\"") is missing before the line ends.",
            at: Span(tokenStart, index)
        )
    }

    private mutating func scanBlock(from start: Int, quote: UInt8, into sink: inout DiagnosticSink) {
        let tokenStart = index
        index = start
        while index + 2 < bytes.count {
            if bytes[index] == quote, bytes[index + 1] == quote, bytes[index + 2] == quote {
                index += 3
                return
            }
            index += 1
        }
        index = bytes.count
        sink.report(.missingText, "The multi-line string is not closed.", at: Span(tokenStart, index))
    }

    // MARK: Punctuation

    private mutating func scanPunctuation() -> TokenKind {
        let byte = bytes[index]
        let next = peek(1)
        switch (byte, next) {
        case (UInt8(ascii: "="), UInt8(ascii: "=")?), (UInt8(ascii: "="), UInt8(ascii: "~")?),
            (UInt8(ascii: "="), UInt8(ascii: ">")?), (UInt8(ascii: "!"), UInt8(ascii: "=")?),
            (UInt8(ascii: "!"), UInt8(ascii: "~")?), (UInt8(ascii: "<"), UInt8(ascii: "=")?),
            (UInt8(ascii: ">"), UInt8(ascii: "=")?), (UInt8(ascii: "<"), UInt8(ascii: ">")?),
            (UInt8(ascii: "."), UInt8(ascii: ".")?):
            index += 2
            return .punctuation
        default:
            break
        }
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
            UInt8(ascii: "}"), UInt8(ascii: "|"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"),
            UInt8(ascii: "."), UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "+"),
            UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "%"), UInt8(ascii: "@"):
            index += 1
            return .punctuation
        default:
            index += CharacterClass.scalarLength(bytes, index)
            return .unknown
        }
    }
}
