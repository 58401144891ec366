package import KQL
internal import KQLEngine

/// What an editor asks about queries: what is wrong, what could stand here, what a word means.
///
/// A value that knows tables; it keeps nothing between questions.
package struct LanguageService: Sendable {
    package let catalog: SchemaCatalog
    private let compiler: KQLCompiler
    private let options: CompileOptions

    package init(catalog: SchemaCatalog, options: CompileOptions) {
        self.catalog = catalog
        var compiler = KQLCompiler(schema: catalog)
        compiler.patternFault = PatternFault.check
        self.compiler = compiler
        self.options = options
    }

    /// Something that could be written at a place.
    package struct Completion: Sendable, Hashable {
        package enum Kind: String, Sendable {
            case table, column, function, aggregate, variable, keyword, value
        }

        package var label: String
        package var kind: Kind
        /// A type, a signature or an explanation; may be empty.
        package var detail: String

        package init(_ label: String, _ kind: Kind, _ detail: String = "") {
            self.label = label
            self.kind = kind
            self.detail = detail
        }
    }

    /// Everything that is wrong with a text, and warnings. A text that is no query but declares functions is checked as
    /// ``FunctionFiles`` reads it.
    package func diagnostics(_ text: String) -> [Diagnostic] {
        let found = compiler.check(text, options: options)
        guard found.contains(where: { $0.severity == .error }),
            let functions = try? FunctionSource.read(text, named: "_"), functions.allSatisfy(\.isDeclared)
        else { return found }
        return functions.flatMap { source in
            compiler.check(source.function, options: options).map { source.placed($0, in: text) }
        }
    }

    /// What could stand at an offset, the likeliest kinds first; the word that ends there is to be replaced.
    package func completions(_ text: String, at offset: Int) -> (items: [Completion], start: Int) {
        let query = ParsedQuery(text)
        let context = CursorContext(query, at: offset)
        guard !context.isInText else { return ([], offset) }
        let items = proposals(query, context)
        let prefix = context.prefix.lowercased()
        let matching = items.filter { $0.label.lowercased().hasPrefix(prefix) }
        // What only contains the word comes after what begins with it.
        let others =
            prefix.count < 2 ? [] : items.filter { !matching.contains($0) && $0.label.lowercased().contains(prefix) }
        return (matching + others, context.prefixStart)
    }

    private func proposals(_ query: ParsedQuery, _ context: CursorContext) -> [Completion] {
        guard let frame = context.frames.last else { return [] }
        if context.previous == "|" { return LanguageWords.operators }
        if let place = LanguageWords.renderPlace(context) { return renderProposals(place, query, context) }
        if context.previous == "evaluate", frame.pipe != nil {
            return KQLVocabulary.plugins.map { Completion($0, .function, "plugin") }
        }
        if context.previous == "invoke", frame.pipe != nil {
            return variables(query, context) + tableFunctions
        }
        if context.previous == "=", let values = LanguageWords.values(of: frame, before: context) { return values }
        if context.previous == ".", context.beforePrevious == "$right" { return rightColumns(query, context) }
        if context.previous == ".", context.rowFrame?.word?.hasPrefix("graph-") == true {
            return graphProperties(query, context).map { Completion($0.name, .column, $0.type.rawValue) }
        }
        if context.previous == "." {
            return frame.words.contains("join") || frame.words.contains("lookup") ? columns(query, context) : []
        }
        if context.expectsTable {
            return variables(query, context) + tables + tableFunctions
                + (frame.word == nil ? LanguageWords.sources : [])
        }
        var items = columns(query, context)
        let step = context.rowFrame?.word ?? frame.word ?? ""
        if context.endsOperand { items = LanguageWords.connectors(after: step) + items }
        items += variables(query, context)
        let takesAggregates = ["summarize", "make-series", "top-nested"].contains(step)
        let functions = KQLVocabulary.functions.values.filter { $0.kind == .scalar || takesAggregates }
            .sorted { $0.name < $1.name }
        items += functions.map {
            Completion($0.name, $0.kind == .scalar ? .function : .aggregate, $0.signatures.first ?? "")
        }
        items += storedFunctions
        return items + LanguageWords.keywords(of: step)
    }

    private func renderProposals(
        _ place: LanguageWords.RenderPlace, _ query: ParsedQuery, _ context: CursorContext
    ) -> [Completion] {
        switch place {
        case .chart: LanguageWords.charts
        case .setting(let isInside): LanguageWords.settings(isInside: isInside)
        case .value(let name): LanguageWords.values(ofSetting: name) ?? columns(query, context)
        }
    }

    /// The functions that the team or the tenant has stored.
    private var storedFunctions: [Completion] {
        catalog.functions.values.sorted { $0.name < $1.name }.map { Completion($0.name, .function, $0.signature) }
    }

    /// What gives a table: stored functions, any of which may, and those of hunting itself.
    private var tableFunctions: [Completion] {
        storedFunctions
            + KQLVocabulary.tableFunctions.sorted { $0.key < $1.key }.map { Completion($0.key, .function, $0.value) }
    }

    private var tables: [Completion] {
        catalog.tableNames.map { name in
            Completion(name, .table, "\(catalog.tables[name]?.columns.count ?? 0) columns")
        }
    }

    /// What `let` statements before the place declare.
    private func variables(_ query: ParsedQuery, _ context: CursorContext) -> [Completion] {
        var result: [Completion] = []
        let statements = ParsedQuery(context.statements(query))
        statements.root.walk { node in
            guard node.kind == "letStatement", let name = Self.name(of: node, in: statements) else { return }
            result.append(Completion(name, .variable, "let"))
        }
        return result
    }

    static func name(of node: ParsedQuery.Node, in query: ParsedQuery) -> String? {
        for child in node.children where child.role == "name" {
            if case .node(let name) = child.content { return query.text(of: name.span) }
        }
        return nil
    }

    // MARK: Columns

    /// The columns of the rows that reach a place.
    private func columns(_ query: ParsedQuery, _ context: CursorContext) -> [Completion] {
        visibleColumns(query, context).map { Completion($0.name, .column, $0.type.rawValue) }
    }

    /// The columns of the table in the brackets of a join, which were closed last.
    private func rightColumns(_ query: ParsedQuery, _ context: CursorContext) -> [Completion] {
        guard let closed = context.closed else { return [] }
        let text = context.statements(query) + "\n" + query.text(of: closed)
        guard let compiled = try? compiler.compile(text, options: options) else { return [] }
        return compiled.columns.map { Completion($0.name, .column, $0.type.rawValue) }
    }

    /// The properties of the nodes and the edges of the graph that reaches a place.
    private func graphProperties(_ query: ParsedQuery, _ context: CursorContext) -> [ColumnSchema] {
        guard let frame = context.rowFrame, let pipe = frame.pipe else { return [] }
        let text = context.statements(query) + "\n" + query.text(of: Span(frame.pipeline, pipe))
        var result: [ColumnSchema] = []
        for part in ["nodes", "edges"] {
            guard let compiled = try? compiler.compile("\(text)| graph-to-table \(part)", options: options) else {
                continue
            }
            for column in compiled.columns where !result.contains(where: { $0.name == column.name }) {
                result.append(column)
            }
        }
        return result
    }

    /// Compiles what stands before the last pipe; where that is wrong, as much of it as is right.
    func visibleColumns(_ query: ParsedQuery, _ context: CursorContext) -> [ColumnSchema] {
        guard let frame = context.rowFrame, let pipe = frame.pipe else { return [] }
        let statements = context.statements(query)
        var end = pipe
        let pipes = query.tokens.filter { $0.kind == "punctuation" && query.text(of: $0.span) == "|" }.map(\.span.start)
        for _ in 0..<64 {
            let text = statements + "\n" + query.text(of: Span(frame.pipeline, end))
            if let compiled = try? compiler.compile(text, options: options) { return compiled.columns }
            guard let earlier = pipes.last(where: { $0 < end && $0 >= frame.pipeline }) else { break }
            end = earlier
        }
        let source = query.text(of: Span(frame.pipeline, pipe))
        let name = source.drop { $0.isWhitespace }.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        return catalog.table(named: String(name))?.columns ?? []
    }

    // MARK: Hover

    /// What the word at an offset means, in Markdown, and where it stands; `nil` for what has no meaning of its own.
    package func hover(_ text: String, at offset: Int) -> (markdown: String, span: Span)? {
        let query = ParsedQuery(text)
        guard
            let token = query.tokens.first(where: {
                $0.kind == "word" && $0.span.start <= offset && offset <= $0.span.end
            })
        else { return nil }
        let word = query.text(of: token.span)
        let context = CursorContext(query, at: token.span.start)
        guard let markdown = meaning(of: word, query, context) else { return nil }
        return (markdown, token.span)
    }

    private func meaning(of word: String, _ query: ParsedQuery, _ context: CursorContext) -> String? {
        if context.previous == "|", let help = LanguageWords.help[word] { return "**\(word)** – \(help)" }
        if let column = visibleColumns(query, context).first(where: { $0.name == word }) {
            return "**\(word)**: \(column.type.rawValue)"
        }
        if let function = KQLVocabulary.functions[word] {
            let signatures = function.signatures.joined(separator: "\n")
            return "```kql\n\(signatures)\n```" + (function.kind == .aggregate ? "\nAggregate function" : "")
        }
        if let function = catalog.functions[word] {
            let note = function.summary.isEmpty ? "" : "\n" + function.summary
            return "```kql\n\(function.signature)\n```" + note
        }
        if let signature = KQLVocabulary.tableFunctions[word] { return "```kql\n\(signature)\n```" }
        if let table = catalog.table(named: word) {
            let columns = table.columns.map { "\($0.name): \($0.type.rawValue)" }.joined(separator: "\n")
            let note = table.name == word ? "" : "\nNow called \(table.name)."
            return "**\(word)**\(note)\n```\n\(columns)\n```"
        }
        if let help = LanguageWords.help[word] { return "**\(word)** – \(help)" }
        return declaration(of: word, query)
    }

    /// The statement that declares a name.
    private func declaration(of word: String, _ query: ParsedQuery) -> String? {
        var found: String?
        query.root.walk { node in
            guard found == nil, node.kind == "letStatement", Self.name(of: node, in: query) == word else { return }
            let text = query.text(of: node.span)
            found = "```kql\n\(text.count > 400 ? text.prefix(400) + "…" : text[...])\n```"
        }
        return found
    }
}

extension CursorContext {
    /// Whether a value ends before the place, so that an operator may follow.
    var endsOperand: Bool {
        switch previousKind {
        case "string", "long", "real", "timespan", "guid", "typed": return true
        case "word": return !LanguageWords.isOperator(previous ?? "") && previous != rowFrame?.word
        case "punctuation": return previous == ")" || previous == "]"
        default: return false
        }
    }
}
