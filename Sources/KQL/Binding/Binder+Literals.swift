extension Binder {
    /// A number, a timespan or an identifier.
    mutating func bindLiteral(_ node: SyntaxNode) -> Expression {
        guard let token = node.token(.value) else { return .invalid }
        let text = source.text(token.span)
        switch token.kind {
        case .long:
            guard let value = Self.long(text) else {
                return unreadable(.long, "'\(text)' does not fit into 64 bits", at: token.span)
            }
            return .literal(.long(value))
        case .real:
            guard let value = Self.real(text) else {
                return unreadable(.real, "'\(text)' is no real number", at: token.span)
            }
            return .literal(.real(value))
        case .timespan:
            guard let ticks = TimespanText.amount(text) else {
                return unreadable(.timespan, "'\(text)' is longer than a timespan can be", at: token.span)
            }
            return .literal(.timespan(ticks))
        case .guid:
            return .literal(Literal(type: .guid, value: .text(text.lowercased())))
        case .word:
            return .literal(.bool(text.lowercased() == "true"))
        default:
            return .invalid
        }
    }

    /// A literal whose text cannot be read is null; the language lets it pass, its author should know.
    private mutating func unreadable(_ type: ScalarType, _ fault: String, at span: Span) -> Expression {
        sink.report(.invalidLiteral, fault + "; it is null.", at: span, severity: .warning)
        return .literal(.null(type))
    }

    /// A real number, which may have no digits behind its point: `1.`, `1.e5`.
    private static func real(_ text: String) -> Double? {
        if let value = Double(text) { return value }
        guard let point = text.firstIndex(of: ".") else { return nil }
        return Double(text[..<point] + ".0" + text[text.index(after: point)...])
    }

    static func long(_ text: String) -> Int64? {
        if text.hasPrefix("0x") || text.hasPrefix("0X") {
            return UInt64(text.dropFirst(2), radix: 16).map(Int64.init(bitPattern:))
        }
        return Int64(text)
    }

    /// `type(text)`; KQL §2.
    mutating func bindTypedLiteral(_ node: SyntaxNode) -> Expression {
        guard let token = node.token(.value) else { return .invalid }
        let text = source.text(token.span)
        guard let open = text.firstIndex(of: "("), text.hasSuffix(")") else { return .invalid }
        let word = String(text[..<open])
        var inner = Self.trimmed(text[text.index(after: open)...].dropLast())
        if inner.count >= 2, let quote = inner.first, quote == "\"" || quote == "'", inner.last == quote {
            inner = String(inner.dropFirst().dropLast())
        }
        guard let type = ScalarType(keyword: word) else { return .invalid }
        if inner == "null" { return .literal(.null(type)) }
        guard let literal = Self.literal(type, inner, now: options.now) else {
            return unreadable(type, "'\(inner)' is no value of the type \(type.rawValue)", at: token.span)
        }
        return .literal(literal)
    }

    private static func trimmed(_ text: Substring) -> String {
        var scalars = text.unicodeScalars[...]
        func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace || scalar == "\u{FEFF}" }
        while let first = scalars.first, isBlank(first) { scalars = scalars.dropFirst() }
        while let last = scalars.last, isBlank(last) { scalars = scalars.dropLast() }
        return String(String.UnicodeScalarView(scalars))
    }

    static func literal(_ type: ScalarType, _ text: String, now: Int64) -> Literal? {
        switch type {
        case .bool:
            switch text.lowercased() {
            case "true": return .bool(true)
            case "false": return .bool(false)
            default: return long(text).map { .bool($0 != 0) }
            }
        case .int:
            guard let value = long(text) else { return nil }
            if let narrow = Int32(exactly: value) { return Literal(type: .int, value: .integer(Int64(narrow))) }
            // Hexadecimal is read as unsigned and wraps; KQL §2.
            guard text.hasPrefix("0x"), let wide = UInt32(exactly: value) else { return nil }
            return Literal(type: .int, value: .integer(Int64(Int32(bitPattern: wide))))
        case .long: return long(text).map(Literal.long)
        case .real:
            switch text.lowercased() {
            case "nan": return .real(.nan)
            case "+inf", "inf": return .real(.infinity)
            case "-inf": return .real(-.infinity)
            default: return text.lowercased().contains("n") ? nil : Double(text).map(Literal.real)
            }
        case .decimal: return DecimalNumber(text.utf8).map(Literal.decimal)
        case .datetime:
            return text.isEmpty
                ? .datetime(now)
                : (DatetimeText.ticks(text) ?? DatetimeText.ticks(timeOfDay: text, now: now)).map(Literal.datetime)
        case .timespan: return TimespanText.ticks(text).map(Literal.timespan)
        case .guid:
            let bare = text.hasPrefix("{") && text.hasSuffix("}") ? String(text.dropFirst().dropLast()) : text
            let digits = bare.lowercased().utf8.filter { $0 != UInt8(ascii: "-") }
            guard digits.count == 32, digits.allSatisfy(CharacterClass.isHexDigit) else { return nil }
            var bytes: [UInt8] = []
            for (index, digit) in digits.enumerated() {
                if [8, 12, 16, 20].contains(index) { bytes.append(UInt8(ascii: "-")) }
                bytes.append(digit)
            }
            return Literal(type: .guid, value: .text(String(decoding: bytes, as: UTF8.self)))
        default: return nil
        }
    }

    /// The JSON text of `dynamic(…)`.
    mutating func bindDynamicLiteral(_ node: SyntaxNode) -> Expression {
        guard let value = node[.value] else {
            return refuse(.missingElement, "A JSON value is expected between the parentheses.", at: node.span)
        }
        guard let json = json(value) else { return .invalid }
        return .literal(json == "null" ? .null(.dynamic) : .dynamic(json))
    }

    private mutating func json(_ node: SyntaxNode) -> String? {
        switch node.kind {
        case .jsonArray:
            let elements = node.all(.element).map { json($0) }
            let texts = elements.compactMap { $0 }
            return texts.count == elements.count ? "[" + texts.joined(separator: ",") + "]" : nil
        case .jsonBag:
            var pairs: [String] = []
            for pair in node.all(.element) {
                guard let key = pair.token(.key), let value = pair[.value], let text = json(value) else { return nil }
                pairs.append(JSONText.string(StringLiteral.value(source.bytes, key.span)) + ":" + text)
            }
            return "{" + pairs.joined(separator: ",") + "}"
        case .stringLiteral: return JSONText.string(stringValue(node))
        case .unary:
            guard let inner = node[.value], let text = json(inner) else { return nil }
            return node.token(.operator).map { source.text($0.span) } == "-" ? "-" + text : text
        case .dynamicLiteral: return node[.value].flatMap { json($0) }
        case .literal:
            guard let token = node.token(.value) else { return nil }
            if token.kind == .word { return source.text(token.span).lowercased() }
            return json(of: bindLiteral(node))
        case .typedLiteral: return json(of: bindTypedLiteral(node))
        case .missing: return nil
        default:
            report(.invalidLiteral, "A JSON value is expected here.", at: node.span)
            return nil
        }
    }

    private func json(of expression: Expression) -> String? {
        guard let literal = expression.constant else { return nil }
        switch (literal.value, literal.type) {
        case (.null, _): return "null"
        case (.bool(let value), _): return value ? "true" : "false"
        case (.integer(let value), .datetime): return JSONText.string(DatetimeText.text(value))
        case (.integer(let value), .timespan): return JSONText.string(TimespanText.text(value))
        case (.integer(let value), _): return String(value)
        case (.real(let value), _): return value.isFinite ? "\(value)" : JSONText.string("\(value)")
        case (.text(let value), .dynamic): return value
        case (.text(let value), .decimal): return DecimalNumber(stored: value.utf8)?.text
        case (.text(let value), _): return JSONText.string(value)
        }
    }
}
