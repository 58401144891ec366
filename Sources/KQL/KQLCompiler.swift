/// Compiles hunting queries to SQL.
///
/// A compiler is a value that knows tables and nothing else; it opens nothing and keeps nothing between queries.
///
///     let compiler = KQLCompiler(schema: SchemaCatalog(tables: [processes]))
///     let query = try compiler.compile("DeviceProcessEvents | take 5", options: CompileOptions(now: ticks))
public struct KQLCompiler: Sendable {
    /// The tables that queries may name.
    public var schema: SchemaCatalog

    /// Says why the engine cannot run a regular expression, so that the constants of a query are checked with it; without
    /// one they are the engine's matter.
    public var patternFault: (@Sendable (String) -> PatternFault?)?

    /// Makes a compiler for these tables.
    public init(schema: SchemaCatalog) {
        self.schema = schema
    }

    /// Compiles a query: text, tree, bound query, plan, SQL.
    ///
    /// The same text, tables and options give the same SQL.
    ///
    /// - Parameters:
    ///   - text: A query: `let` statements and one tabular expression.
    ///   - options: The instant, the time range and the limits.
    /// - Returns: SQL for DuckDB with its parameters and the columns of its result.
    /// - Throws: ``KQLError`` with everything that is wrong with the text.
    /// - Complexity: Linear in the text, but for tabular `let`s, which are put in wherever they are read, up to a limit.
    public func compile(_ text: String, options: CompileOptions) throws(KQLError) -> CompiledQuery {
        let source = SourceText(text)
        var (tree, sink) = try Self.parse(source, limit: options.maximumTextLength)
        let bound = try bind(tree, options, &sink)
        let plan = Self.plan(bound, options)
        guard var query = Self.render(plan, bound, DuckDBDialect(), sink),
            case let probes = bound.probes.compactMap({ Self.probe($0, bound) }), probes.count == bound.probes.count
        else {
            sink.report(
                .nestedTooDeep, "The query is too large once its let statements are put in; shorten it.", at: Span(0, 0)
            )
            throw KQLError(diagnostics: sink.diagnostics.filter { $0.severity == .error })
        }
        query.visualization = Visualization(of: tree)
        query.probes = probes
        return query
    }

    /// Everything that is wrong with a text, and warnings; empty for a query that compiles without any.
    public func check(_ text: String, options: CompileOptions) -> [Diagnostic] {
        do {
            return try compile(text, options: options).diagnostics
        } catch {
            return error.diagnostics
        }
    }

    // MARK: Stages

    private static func parse(
        _ source: SourceText,
        limit: Int
    ) throws(KQLError) -> (tree: SyntaxTree, sink: DiagnosticSink) {
        guard source.bytes.count <= limit else {
            var sink = DiagnosticSink(source: source)
            sink.report(
                .textTooLong,
                "The query is \(source.bytes.count) bytes long, and \(limit) are allowed; shorten its lists.",
                at: Span(0, 0)
            )
            throw KQLError(diagnostics: sink.diagnostics)
        }
        let (tree, sink) = Parser.parse(source)
        // What was not read to its end has no meaning yet.
        if sink.diagnostics.contains(where: { $0.code == .nestedTooDeep }) {
            throw KQLError(diagnostics: sink.diagnostics)
        }
        return (tree, sink)
    }

    /// Binds even what has faults of syntax, so that an author sees all faults at once.
    private func bind(
        _ tree: SyntaxTree,
        _ options: CompileOptions,
        _ sink: inout DiagnosticSink
    ) throws(KQLError) -> BoundQuery {
        let faults = sink.diagnostics.filter { $0.severity == .error }
        var binder = Binder(source: tree.source, catalog: schema, options: options, sink: sink)
        binder.patternFault = patternFault
        let bound = binder.bind(tree.root)
        sink = binder.sink
        guard let bound, !sink.hasErrors else {
            if !sink.hasErrors {
                sink.report(.noResult, "The query has no result.", at: tree.root.span)
            }
            let own = Consequences(of: faults, in: tree).removed(from: sink.diagnostics)
            throw KQLError(diagnostics: own.sorted { $0.span.start < $1.span.start })
        }
        return bound
    }

    private static func plan(_ bound: BoundQuery, _ options: CompileOptions) -> LogicalPlan {
        let limited = options.rowLimit.map { LogicalPlan.fetch(bound.plan, $0) } ?? bound.plan
        return Rewrites.apply(limited, required: Set(bound.columns.map(\.id)))
    }

    /// The query in SQL; `nil` where that is longer than an engine should read.
    static func render(
        _ plan: LogicalPlan,
        _ bound: BoundQuery,
        _ dialect: any SQLDialect,
        _ sink: DiagnosticSink
    ) -> CompiledQuery? {
        let renderer = PlanRenderer(dialect: dialect, state: PlanRenderer.State(nextColumn: bound.nextColumn))
        let select = renderer.query(plan, bound.columns)
        var writer = SQLWriter(dialect: dialect)
        writer.write(select, common: renderer.state.common)
        guard !writer.isTooLong else { return nil }
        return CompiledQuery(
            sql: writer.text,
            parameters: writer.parameters,
            columns: bound.columns.map { ColumnSchema($0.name, $0.type) },
            tables: bound.tables,
            externalSources: bound.externalSources,
            probes: [],
            functions: writer.functions,
            diagnostics: sink.diagnostics,
            plan: PlanPrinter.text(plan, columns: bound.columns)
        )
    }
}
