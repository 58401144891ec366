/// Parses KQL's regular expressions. What the dialect has not (look-around, back-references) is refused by name.
struct RegexParser {
    struct Flags {
        var ignoresCase = false
        var isMultiline = false
        var dotMatchesNewline = false
        var swapsGreed = false
        var ignoresBlanks = false
        var isUnicode = true
    }

    struct Result {
        var node: RegexNode
        /// How many groups there are, group 0 not counted.
        var captureCount: Int
        var names: [String: Int]
    }

    /// Deeper nesting is refused: it bounds the stack.
    static let depthLimit = 200
    /// The largest count of `{m,n}`.
    static let repetitionLimit = 1000

    let scalars: [Unicode.Scalar]
    /// Whether a bracket inside of a class begins another class.
    private(set) var nestsClasses = true
    var position = 0
    var flags = Flags()
    private var captureCount = 0
    private var names: [String: Int] = [:]

    private init(_ pattern: String) { scalars = Array(pattern.unicodeScalars) }

    static func parse(_ pattern: String) throws(RegexError) -> Result {
        do {
            return try parse(pattern, nestsClasses: true)
        } catch {
            // Patterns of the service's first years have brackets in classes that stand for themselves.
            if error.isUnclosedClass, let result = try? parse(pattern, nestsClasses: false) { return result }
            throw error
        }
    }

    private static func parse(_ pattern: String, nestsClasses: Bool) throws(RegexError) -> Result {
        var parser = RegexParser(pattern)
        parser.nestsClasses = nestsClasses
        let node = try parser.alternation(depth: 0)
        guard parser.position == parser.scalars.count else { throw parser.error("has a ')' without '('") }
        return Result(node: node, captureCount: parser.captureCount, names: parser.names)
    }

    func error(_ message: String, at offset: Int? = nil) -> RegexError {
        RegexError(message: message, offset: offset ?? position)
    }

    var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        position += 1
        return true
    }

    func looksAt(_ text: String) -> Bool {
        scalars[position...].starts(with: text.unicodeScalars)
    }

    private mutating func alternation(depth: Int) throws(RegexError) -> RegexNode {
        guard depth < Self.depthLimit else { throw error("is nested too deeply") }
        // Flags that are set inside a group end with it.
        let outer = flags
        defer { flags = outer }
        var branches: [RegexNode] = []
        repeat { branches.append(try sequence(depth: depth)) } while accept("|")
        return branches.count == 1 ? branches[0] : .alternation(branches)
    }

    private mutating func sequence(depth: Int) throws(RegexError) -> RegexNode {
        var nodes: [RegexNode] = []
        while true {
            skipBlanks()
            guard let scalar = current, scalar != "|", scalar != ")" else { break }
            if let node = try atom(depth: depth) {
                nodes.append(try repetitions(of: node))
            }
        }
        return nodes.count == 1 ? nodes[0] : nodes.isEmpty ? .empty : .sequence(nodes)
    }

    private mutating func skipBlanks() {
        guard flags.ignoresBlanks else { return }
        while let scalar = current {
            if scalar.properties.isWhitespace {
                position += 1
            } else if scalar == "#" {
                while let scalar = current, scalar != "\n" { position += 1 }
            } else {
                return
            }
        }
    }

    /// One atom; nil for a group that only sets flags.
    private mutating func atom(depth: Int) throws(RegexError) -> RegexNode? {
        guard let scalar = current else { return nil }
        switch scalar {
        case "(": return try group(depth: depth)
        case "[":
            position += 1
            return .set(try classBody(depth: depth + 1))
        case "\\": return try escape()
        case "*", "+", "?": throw error("repeats nothing with '\(scalar)'")
        case "{": throw error("repeats nothing with '{'; write '\\{' for the character")
        case ".":
            position += 1
            return .set(flags.dotMatchesNewline ? .all : ScalarSet(0x0A).inverted)
        case "^":
            position += 1
            return .assertion(flags.isMultiline ? .lineStart : .textStart)
        case "$":
            position += 1
            return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
        default:
            position += 1
            return literal(scalar.value)
        }
    }

    func literal(_ scalar: UInt32) -> RegexNode {
        let set = ScalarSet(scalar)
        return .set(flags.ignoresCase ? set.caseClosed : set)
    }

    private mutating func repetitions(of node: RegexNode) throws(RegexError) -> RegexNode {
        var node = node
        while true {
            skipBlanks()
            let range: (minimum: Int, maximum: Int?)
            switch current {
            case "*": range = (0, nil)
            case "+": range = (1, nil)
            case "?": range = (0, 1)
            case "{":
                range = try counts()
                position -= 1
            default: return node
            }
            position += 1
            let isLazy = accept("?")
            node = .repetition(
                node, minimum: range.minimum, maximum: range.maximum, isGreedy: isLazy == flags.swapsGreed)
        }
    }

    /// `{m}`, `{m,}`, `{,n}`, `{m,n}`
    private mutating func counts() throws(RegexError) -> (minimum: Int, maximum: Int?) {
        let start = position
        position += 1
        let low = number()
        var high = low
        if accept(",") { high = number() }
        let isOpen = position > start + 1 && scalars[position - 1] == ","
        guard accept("}"), low != nil || high != nil else {
            throw error("has a '{' that is no repetition; write '\\{' for the character", at: start)
        }
        let minimum = low ?? 0
        let maximum = isOpen ? nil : high
        guard max(minimum, maximum ?? 0) <= Self.repetitionLimit else {
            throw error("repeats more than \(Self.repetitionLimit) times", at: start)
        }
        guard minimum <= maximum ?? minimum else { throw error("repeats from more to fewer", at: start) }
        return (minimum, maximum)
    }

    private mutating func number() -> Int? {
        var value: Int?
        // Blanks may stand around a count.
        func skipBlanks() { while current?.properties.isWhitespace == true { position += 1 } }
        skipBlanks()
        defer { skipBlanks() }
        while let scalar = current, ("0"..."9").contains(scalar), (value ?? 0) < 1_000_000 {
            value = (value ?? 0) * 10 + Int(scalar.value - 0x30)
            position += 1
        }
        return value
    }

    private mutating func group(depth: Int) throws(RegexError) -> RegexNode? {
        let start = position
        position += 1
        for refused in ["?=", "?!", "?<=", "?<!"] where looksAt(refused) {
            throw error("uses look-around '(\(refused)', which this dialect has not", at: start)
        }
        var index: Int?
        let saved = flags
        if accept("?") {
            if looksAt("P<") || looksAt("<") {
                position += looksAt("P<") ? 2 : 1
                captureCount += 1
                index = captureCount
                let name = groupName()
                guard let name, accept(">") else { throw error("has a group name that is none", at: start) }
                guard names[name] == nil else { throw error("names two groups '\(name)'", at: start) }
                names[name] = captureCount
            } else {
                try readFlags(start: start)
                if accept(")") { return nil }
                guard accept(":") else { throw error("has flags without ':' or ')'", at: start) }
            }
        } else {
            captureCount += 1
            index = captureCount
        }
        let node = try alternation(depth: depth + 1)
        guard accept(")") else { throw error("has a '(' without ')'", at: start) }
        flags = saved
        return index.map { .capture(node, index: $0) } ?? node
    }

    private mutating func groupName() -> String? {
        var name = String.UnicodeScalarView()
        while let scalar = current,
            scalar.properties.isAlphabetic || scalar == "_" || scalar.properties.numericType != nil
        {
            name.append(scalar)
            position += 1
        }
        return name.isEmpty ? nil : String(name)
    }

    private mutating func readFlags(start: Int) throws(RegexError) {
        var value = true
        while let scalar = current, scalar != ":", scalar != ")" {
            switch scalar {
            case "-": value = false
            case "i": flags.ignoresCase = value
            case "m": flags.isMultiline = value
            case "s": flags.dotMatchesNewline = value
            case "U": flags.swapsGreed = value
            case "x": flags.ignoresBlanks = value
            case "u": flags.isUnicode = value
            default: throw error("has the unknown flag '\(scalar)'", at: start)
            }
            position += 1
        }
    }
}
