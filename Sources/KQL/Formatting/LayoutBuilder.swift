/// Makes the layout of a tree out of its tokens.
///
/// Brackets, pipes, commas and semicolons say where lines may end; the tree says what a sign such as `-` or `*` is. What
/// neither knows keeps the blank that it has, so that constructs this file was not told of come out as they went in.
struct LayoutBuilder {
    /// A token by its number, or a bracket with what it holds; it is open at the end of a text that lacks its closer.
    indirect enum Piece {
        case token(Int)
        case bracket(open: Int, content: [Piece], close: Int?)
    }

    let tokens: TokenList

    init(_ tree: SyntaxTree) { tokens = TokenList(tree) }

    func build() -> [Layout] {
        var position = 0
        var pieces = pieces(&position, until: nil)
        // The end of the text carries the comments after the last statement.
        guard case .token(let end)? = pieces.last, tokens.isEnd(end) else { return statements(pieces[...]) }
        pieces.removeLast()
        return statements(pieces[...]) + tokens.layout(end, isFirst: true)
    }

    /// Cuts the tokens at their brackets. A closer that nothing opened is a token like others.
    private func pieces(_ position: inout Int, until closer: StaticString?) -> [Piece] {
        var result: [Piece] = []
        while position < tokens.count {
            if let closer, tokens.at(position, closer) { break }
            let open = position
            position += 1
            guard let closer = tokens.closer(of: open) else {
                result.append(.token(open))
                continue
            }
            let content = pieces(&position, until: closer)
            let close = position < tokens.count ? position : nil
            if close != nil { position += 1 }
            result.append(.bracket(open: open, content: content, close: close))
        }
        return result
    }

    private func at(_ piece: Piece, _ text: StaticString) -> Bool {
        if case .token(let index) = piece { tokens.at(index, text) } else { false }
    }

    private func first(of piece: Piece) -> Int {
        switch piece {
        case .token(let index): index
        case .bracket(let open, _, _): open
        }
    }

    /// The parts between delimiters, each with the delimiter that follows it.
    private func split(_ pieces: ArraySlice<Piece>, at delimiter: StaticString) -> [(ArraySlice<Piece>, Piece?)] {
        var result: [(ArraySlice<Piece>, Piece?)] = []
        var start = pieces.startIndex
        for index in pieces.indices where at(pieces[index], delimiter) {
            result.append((pieces[start..<index], pieces[index]))
            start = index + 1
        }
        if start < pieces.endIndex { result.append((pieces[start...], nil)) }
        return result
    }

    // MARK: Statements

    private func statements(_ pieces: ArraySlice<Piece>) -> [Layout] {
        var result: [Layout] = []
        for (statement, semicolon) in split(pieces, at: ";") {
            if !result.isEmpty { result.append(.hardLine) }
            result += self.statement(statement)
            if let semicolon { result += layout(semicolon, isFirst: true) }
        }
        return result
    }

    /// A `let` with a pipeline has it below the name; other statements begin on their line.
    private func statement(_ pieces: ArraySlice<Piece>) -> [Layout] {
        let hasPipes = pieces.contains { at($0, "|") }
        guard hasPipes, let first = pieces.first, at(first, "let"),
            let equals = pieces.firstIndex(where: { at($0, "=") })
        else { return pipeline(pieces, separator: .hardLine) }
        let head = pieces[...equals].enumerated().flatMap { layout($0.element, isFirst: $0.offset == 0) }
        return head + [.indent([.hardLine] + pipeline(pieces[(equals + 1)...], separator: .hardLine))]
    }

    private func pipeline(_ pieces: ArraySlice<Piece>, separator: Layout) -> [Layout] {
        var result: [Layout] = []
        for (step, pipe) in split(pieces, at: "|") {
            result.append(.group(result.isEmpty ? source(step) : [.text(" ")] + segment(step)))
            guard let pipe else { continue }
            result.append(separator)
            result += layout(pipe, isFirst: true)
        }
        return result
    }

    // MARK: Steps

    private func source(_ pieces: ArraySlice<Piece>) -> [Layout] {
        guard let first = pieces.first, pieces.count > 1,
            ["union", "print", "search", "find"].contains(where: { at(first, $0) })
        else { return elements(pieces, after: []) }
        return segment(pieces)
    }

    /// An operator: its word, and what it works with.
    private func segment(_ pieces: ArraySlice<Piece>) -> [Layout] {
        guard let word = pieces.first, case .token(let index) = word, tokens.isWord(index) else {
            return elements(pieces, after: [])
        }
        if let clause = pieces.firstIndex(where: isClause) { return clauses(pieces, from: clause) }
        return elements(pieces.dropFirst(), after: layout(word, isFirst: true))
    }

    private func isClause(_ piece: Piece) -> Bool {
        if case .token(let index) = piece { tokens.isClause(index) } else { false }
    }

    /// A pattern, and below it its condition and its projection.
    private func clauses(_ pieces: ArraySlice<Piece>, from first: Int) -> [Layout] {
        var result = elements(pieces[..<first].dropFirst(), after: layout(pieces[pieces.startIndex], isFirst: true))
        var start = first
        while start < pieces.endIndex {
            let end = pieces[(start + 1)...].firstIndex(where: isClause) ?? pieces.endIndex
            let clause = elements(pieces[(start + 1)..<end], after: layout(pieces[start], isFirst: true))
            result.append(.indent([.line(" "), .group(clause)]))
            start = end
        }
        return result
    }

    /// Elements divided by commas, or conditions by `and` and `or`; what follows `by` or `on` is a list of its own.
    private func elements(_ pieces: ArraySlice<Piece>, after head: [Layout]) -> [Layout] {
        var own = pieces
        var tail: [Layout] = []
        if let index = pieces.firstIndex(where: { at($0, "by") || at($0, "on") }), index > pieces.startIndex {
            own = pieces[..<index]
            tail = [.fill(list(pieces[index...], conditions: false))]
        }
        let hasCommas = own.contains { at($0, ",") }
        let parts = list(own, conditions: !hasCommas)
        guard !parts.isEmpty else { return head }
        let blank: [Layout] = head.isEmpty ? [] : [.text(" ")]
        if !hasCommas, parts.count > 1 {
            return head + blank + [parts[0], .indent(parts.dropFirst().flatMap { [.line(" "), $0] })]
        }
        let isAssigning = own.contains { piece in
            if case .token(let index) = piece { tokens.isAssignment(index) } else { false }
        }
        if isAssigning, parts.count > 1, !head.isEmpty {
            return head + [.indent((parts + tail).flatMap { [.line(" "), $0] })]
        }
        return head + blank + [.fill(parts + tail)]
    }

    private func list(_ pieces: ArraySlice<Piece>, conditions: Bool) -> [Layout] {
        var result: [Layout] = []
        var current: [Layout] = []
        for piece in pieces {
            if conditions, !current.isEmpty, at(piece, "and") || at(piece, "or") {
                result.append(.group(current))
                current = []
            }
            current += layout(piece, isFirst: current.isEmpty)
            if at(piece, ",") {
                result.append(.group(current))
                current = []
            }
        }
        if !current.isEmpty { result.append(.group(current)) }
        return result
    }

    // MARK: Pieces

    /// - Parameter isFirst: Nothing stands before the piece that a blank could divide it from.
    private func layout(_ piece: Piece, isFirst: Bool) -> [Layout] {
        switch piece {
        case .token(let index): return tokens.layout(index, isFirst: isFirst)
        case .bracket(let open, let content, let close):
            let opener = tokens.layout(open, isFirst: isFirst)
            let closer = close.map { tokens.layout($0, isFirst: true) } ?? []
            if tokens.isBlock(open) {
                return opener + [.group([.indent([.line(" ")] + statements(content[...])), .line(" ")] + closer)]
            }
            if tokens.isTight(open) {
                return opener + content.enumerated().flatMap { layout($0.element, isFirst: $0.offset == 0) } + closer
            }
            let pipes = content.count { at($0, "|") }
            if pipes > 0 {
                let inner = pipeline(content[...], separator: .line(" "))
                return opener
                    + [.group([.indent([.line("")] + inner), .line("")] + closer, isForced: pipes > 1)]
            }
            return opener + bracketed(content[...], closer, rowLength: tokens.rowLength(open))
        }
    }

    /// A list in brackets: short elements fill the lines, rows of a `datatable` have a line each.
    private func bracketed(_ content: ArraySlice<Piece>, _ closer: [Layout], rowLength: Int?) -> [Layout] {
        let hasCommas = content.contains { at($0, ",") }
        let parts = list(content, conditions: !hasCommas)
        guard parts.count > 1 else { return [.group([.indent(parts)] + closer)] }
        if let rowLength {
            let rows = stride(from: 0, to: parts.count, by: rowLength).map { start in
                Layout.fill(Array(parts[start..<min(start + rowLength, parts.count)]))
            }
            let lines = rows.flatMap { [Layout.line(" "), $0] }.dropFirst()
            return [.group([.indent([.line("")] + lines), .line("")] + closer, isForced: rows.count > 1)]
        }
        let isShort = hasCommas && parts.count > 4 && parts.allSatisfy { $0.flatWidth.map { $0 < 40 } ?? false }
        if isShort { return [.group([.indent([.line(""), .flush(parts)]), .line("")] + closer)] }
        return [.group([.indent([.line("")] + parts.flatMap { [.line(" "), $0] }.dropFirst()), .line("")] + closer)]
    }
}
