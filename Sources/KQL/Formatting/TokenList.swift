/// The tokens of a tree, with what each is a part of, and the blanks that belong between them.
struct TokenList {
    private let source: SourceText
    private var tokens: [Token] = []
    /// The kind of the node that a token is a direct part of.
    private var parents: [SyntaxKind] = []

    init(_ tree: SyntaxTree) {
        source = tree.source
        collect(tree.root)
    }

    private mutating func collect(_ node: SyntaxNode) {
        for child in node.children {
            switch child.element {
            case .node(let node): collect(node)
            case .token(let token):
                tokens.append(token)
                parents.append(node.kind)
            }
        }
    }

    var count: Int { tokens.count }

    func at(_ index: Int, _ text: StaticString) -> Bool {
        let token = tokens[index]
        guard token.kind != .string, token.span.length == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { source.bytes[token.span.start..<token.span.end].elementsEqual($0) }
    }

    func isWord(_ index: Int) -> Bool { tokens[index].kind == .word }

    func isEnd(_ index: Int) -> Bool { tokens[index].kind == .end }

    /// What closes a bracket that opens here; `nil` where none does.
    func closer(of index: Int) -> StaticString? {
        guard tokens[index].kind == .punctuation else { return nil }
        if at(index, "(") { return ")" }
        if at(index, "[") { return "]" }
        return at(index, "{") ? "}" : nil
    }

    /// Whether a sign gives a name to what follows.
    func isAssignment(_ index: Int) -> Bool { at(index, "=") && parents[index] == .namedExpression }

    /// Whether a brace opens statements.
    func isBlock(_ index: Int) -> Bool { at(index, "{") && parents[index] == .functionBody }

    /// Whether lines are never broken within a bracket: an index, a name.
    func isTight(_ index: Int) -> Bool {
        switch parents[index] {
        case .index, .bracketedName, .graphNode, .graphEdge: true
        default: false
        }
    }

    /// Whether a word begins a clause of a pattern's operator.
    func isClause(_ index: Int) -> Bool {
        (at(index, "where") || at(index, "project"))
            && (parents[index] == .graphMatchOperator || parents[index] == .graphShortestPathsOperator)
    }

    /// Whether a sign is a part of an arrow.
    private func isArrow(_ index: Int) -> Bool {
        parents[index] == .makeGraphOperator && (at(index, "-") || at(index, ">"))
    }

    /// The number of values in a row where a `datatable`'s values open.
    func rowLength(_ index: Int) -> Int? {
        guard at(index, "["), parents[index] == .datatable else { return nil }
        var commas = 0
        var before = index - 1
        while before >= 0, !at(before, "(") {
            if at(before, ",") { commas += 1 }
            before -= 1
        }
        return commas + 1
    }

    // MARK: Blanks

    /// A token with the comments before it, and a blank where one belongs.
    func layout(_ index: Int, isFirst: Bool) -> [Layout] {
        var result = comments(of: index)
        guard tokens[index].kind != .end else { return result }
        let hasComment = result.contains { if case .comment = $0 { true } else { false } }
        if !isFirst, !hasComment, hasGap(before: index) { result.append(.text(" ")) }
        result.append(.text(source.text(tokens[index].span)))
        return result
    }

    private func hasGap(before index: Int) -> Bool {
        guard index > 0 else { return false }
        let previous = index - 1
        if at(index, ",") || at(index, ";") || at(index, ")") || at(index, "]") { return false }
        if at(previous, "(") || at(previous, "[") { return false }
        if at(previous, ",") || isBlock(index) { return true }
        // An edge stands close to its nodes, and an arrow between columns by itself.
        if parents[index] == .graphEdge || parents[previous] == .graphEdge { return false }
        if parents[index] == .graphNode, parents[previous] != .graphNode, at(index, "(") { return true }
        if parents[index] == .makeGraphOperator || parents[previous] == .makeGraphOperator,
            at(index, "=") || at(previous, "=")
        {
            return false
        }
        if isArrow(previous) || isArrow(index) { return isArrow(previous) != isArrow(index) }
        for side in [previous, index] {
            switch parents[side] {
            case .member where at(side, "."): return false
            case .index where at(side, "["): return false
            case .binary, .chain, .and, .or: return true
            case .between where at(side, "..") || isWord(side): return true
            case .inList where isWord(side): return true
            case .namedParameter where at(side, "="), .renderOperator where at(side, "="): return false
            case .namedExpression where at(side, "="), .letStatement where at(side, "="),
                .setStatement where at(side, "="), .parameter where at(side, "="):
                return true
            case .columnDeclaration where at(side, ":"), .parameter where at(side, ":"), .jsonPair where at(side, ":"):
                return side == previous
            default: break
            }
        }
        if parents[previous] == .unary { return false }
        return tokens[index].fullStart != tokens[index].span.start
    }

    /// The comments in front of a token, and an empty line where there was one.
    private func comments(of number: Int) -> [Layout] {
        let token = tokens[number]
        let bytes = source.bytes
        var result: [Layout] = []
        var index = token.fullStart
        var lineEnds = 0
        func blank() -> [Layout] { lineEnds > 1 ? [.blank] : [] }
        while index < token.span.start {
            let end = CharacterClass.lineEndLength(bytes, index)
            if end > 0 {
                // A carriage return and the line feed after it are one.
                let isPair = bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
                index += isPair ? 2 : end
                lineEnds += 1
            } else if bytes[index] == UInt8(ascii: "/"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "/")
            {
                let start = index
                while index < token.span.start, CharacterClass.lineEndLength(bytes, index) == 0 { index += 1 }
                var last = index
                while bytes[last - 1] == 0x20 || bytes[last - 1] == 0x09 { last -= 1 }
                let isTrailing = lineEnds == 0 && token.fullStart > 0
                result += blank() + [.comment(source.text(Span(start, last)), isTrailing: isTrailing)]
                lineEnds = 0
            } else {
                index += 1
            }
        }
        return result + blank()
    }
}
