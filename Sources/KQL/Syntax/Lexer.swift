/// Cuts a text into tokens; KQL §2.
///
/// It never fails: what begins no token becomes one of kind `unknown`, and faults are reported.
struct Lexer {
    let source: SourceText
    private let bytes: [UInt8]
    private var index = 0
    private let words = WordTable.shared

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
            let rank = kind == .word ? words.rank(bytes, start, index) : .identifier
            tokens.append(Token(kind: kind, rank: rank, fullStart: fullStart, span: Span(start, index)))
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
        if CharacterClass.isNameStart(byte) { return scanWord(into: &sink) }
        if byte == UInt8(ascii: "!"), let next = peek(1), (next | 0x20) &- 0x61 < 26 {
            let start = index
            index += 1
            skipName()
            if index < bytes.count, bytes[index] == UInt8(ascii: "~"), isIn(start + 1) { index += 1 }
            if words.rank(bytes, start, index) == .reserved { return .word }
            index = start + 1
            return .unknown
        }
        return scanPunctuation()
    }

    private mutating func skipName() {
        while index < bytes.count, CharacterClass.isNamePart(bytes[index]) { index += 1 }
    }

    // MARK: Words

    private mutating func scanWord(into sink: inout DiagnosticSink) -> TokenKind {
        let start = index
        index += 1
        skipName()
        let length = index - start
        if index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "-"):
                if let end = Keywords.dashed(bytes, start, index) { index = end }
            case UInt8(ascii: "~"):
                if length == 2, isIn(start) { index += 1 }
            case UInt8(ascii: "("):
                if Keywords.isLiteralType(bytes[start..<index]) {
                    scanTypedLiteral(from: start, into: &sink)
                    return .typed
                }
            case 0x20:
                if length == 7, isRegexOperator(start) { index = start + 13 }
            default:
                break
            }
        }
        return .word
    }

    private func isIn(_ start: Int) -> Bool {
        index - start == 2 && bytes[start] == UInt8(ascii: "i") && bytes[start + 1] == UInt8(ascii: "n")
    }

    /// Whether `matches regex` stands here, with the one blank that belongs to the word.
    private func isRegexOperator(_ start: Int) -> Bool {
        guard start + 13 <= bytes.count, bytes[start..<start + 13].elementsEqual("matches regex".utf8) else {
            return false
        }
        return start + 13 == bytes.count || !CharacterClass.isNamePart(bytes[start + 13])
    }

    /// `type(text)`: all that stands before the closing parenthesis, on one line.
    private mutating func scanTypedLiteral(from start: Int, into sink: inout DiagnosticSink) {
        while index < bytes.count, CharacterClass.lineEndLength(bytes, index) == 0 {
            let byte = bytes[index]
            index += CharacterClass.scalarLength(bytes, index)
            if byte == UInt8(ascii: ")") { return }
        }
        sink.report(.missingText, "The literal is not closed: ')' is missing.", at: Span(start, index))
    }

    // MARK: Numbers

    private mutating func skipGUID() -> Bool {
        guard index + 36 <= bytes.count else { return false }
        for offset in 0..<36 {
            let byte = bytes[index + offset]
            let wantsDash = offset == 8 || offset == 13 || offset == 18 || offset == 23
            guard wantsDash ? byte == UInt8(ascii: "-") : CharacterClass.isHexDigit(byte) else { return false }
        }
        index += 36
        return true
    }

    /// A real number, a timespan, a whole number or a name that begins with digits, tried in this order.
    private mutating func scanNumber() -> TokenKind {
        let start = index
        var kind = TokenKind.real
        if let end = realEnd() {
            index = end
        } else if let end = timespanEnd() {
            index = end
            kind = .timespan
        } else if let end = longEnd() {
            index = end
            kind = .long
        } else {
            // Digits that a letter or an underscore follows begin a name.
            index = start
            skipName()
            kind = .word
        }
        return kind
    }

    private func digitsEnd(_ start: Int) -> Int {
        var cursor = start
        while cursor < bytes.count, CharacterClass.isDigit(bytes[cursor]) { cursor += 1 }
        return cursor
    }

    private func isNamePart(at cursor: Int) -> Bool {
        cursor < bytes.count && CharacterClass.isNamePart(bytes[cursor])
    }

    private func realEnd() -> Int? {
        func byte(_ cursor: Int) -> UInt8 { cursor < bytes.count ? bytes[cursor] : 0 }
        func exponentEnd(_ start: Int) -> Int? {
            guard byte(start) | 0x20 == UInt8(ascii: "e") else { return nil }
            let isSigned = byte(start + 1) == UInt8(ascii: "+") || byte(start + 1) == UInt8(ascii: "-")
            let digits = start + (isSigned ? 2 : 1)
            let end = digitsEnd(digits)
            return end > digits ? end : nil
        }
        var cursor = digitsEnd(index)
        let point = UInt8(ascii: ".")
        if byte(cursor) == point, byte(cursor + 1) != point || byte(cursor + 2) == point {
            // `1..5` is a range: a point counts only when no second one follows.
            cursor = digitsEnd(cursor + 1)
            cursor = exponentEnd(cursor) ?? cursor
        } else {
            guard let end = exponentEnd(cursor) else { return nil }
            cursor = end
        }
        return isNamePart(at: cursor) ? nil : cursor
    }

    private func timespanEnd() -> Int? {
        var unit = digitsEnd(index)
        if unit < bytes.count, bytes[unit] == UInt8(ascii: ".") {
            let fraction = digitsEnd(unit + 1)
            if fraction > unit + 1 { unit = fraction }
        }
        var end = unit
        while isNamePart(at: end) { end += 1 }
        return TimespanUnit.ticks(of: bytes[unit..<end]) == nil ? nil : end
    }

    private func longEnd() -> Int? {
        var end = digitsEnd(index)
        if bytes[index] == UInt8(ascii: "0"), let x = peek(1), x | 0x20 == UInt8(ascii: "x"), let digit = peek(2),
            CharacterClass.isHexDigit(digit)
        {
            end = index + 2
            while end < bytes.count, CharacterClass.isHexDigit(bytes[end]) { end += 1 }
        }
        return isNamePart(at: end) ? nil : end
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
        if quote == UInt8(ascii: "`") || quote == UInt8(ascii: "~"), cursor + 2 < bytes.count,
            bytes[cursor + 1] == quote, bytes[cursor + 2] == quote
        {
            scanBlock(from: cursor + 3, quote: quote, into: &sink)
            return true
        }
        return false
    }

    private mutating func scanLine(from start: Int, quote: UInt8, isVerbatim: Bool, into sink: inout DiagnosticSink) {
        let tokenStart = index
        var isEscapeReported = false
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
                    // A path has many, and all are one slip.
                    if !isEscapeReported {
                        sink.report(
                            .invalidEscape,
                            "'\(source.text(Span(index, min(index + 2, bytes.count))))' is no escape sequence of a "
                                + "string; write '\\\\' for a backslash or put @ before the quote.",
                            at: Span(index, min(index + 2, bytes.count)), suggestions: ["\\\\", "@"]
                        )
                    }
                    isEscapeReported = true
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
