/// Resolves names and types and makes the plan; KQL §3 to §11.
///
/// It reports every fault that it finds and goes on with a stand-in, which gives no further faults.
struct Binder {
    /// What a `let` gave a name to.
    enum LetValue {
        case scalar(Expression)
        /// A pipeline, bound anew wherever it is read, so that its columns get numbers of their own.
        case tabular(SyntaxNode, scope: [String: LetValue])
        /// A table that is computed once.
        case shared(Int, BoundRelation)
        /// A function, put in wherever it is called.
        case function(SyntaxNode, scope: [String: LetValue])
    }

    /// Which expressions may stand where one is being bound.
    enum Mode {
        /// Columns of a row.
        case row
        /// Aggregates, and columns only inside of them.
        case aggregates
        /// Columns inside of an aggregate.
        case insideAggregate
    }

    /// So many columns in all their copies are more than any query needs.
    static let columnLimit = 100_000
    /// So many steps may follow each other, those of tabular lets included.
    static let planDepthLimit = 600

    /// The text that the nodes being bound belong to: the query, or the body of a stored function.
    var source: SourceText
    let catalog: SchemaCatalog
    let options: CompileOptions
    var sink: DiagnosticSink
    /// Says why a regular expression cannot be run.
    var patternFault: (@Sendable (String) -> PatternFault?)?

    var lets: [String: LetValue] = [:]
    /// The names that are declared at this level, which may hide outer ones but not each other.
    var declared: Set<String> = []
    var rows = RowScope(columns: [])
    var mode = Mode.row
    /// Aggregates found in the expression that is being bound.
    var pendingCalls: [AggregateCall] = []
    /// What `set` gave to options of the request.
    var requestOptions: [String: Expression] = [:]
    var nextColumn = 1
    var nextShared = 1
    var tables: Set<String> = []
    /// Window functions found in the operator that is being bound; `nil` where no rows are.
    var pendingWindows: [WindowCall]?
    /// Whether any window function is in the text.
    var usesWindows = false
    var nextHole = 1
    /// The number of the next column that nothing names.
    var nextGenerated = 1
    /// Where these numbers begin in the tables that names of `let` stand for, by the places of their texts.
    var generatedStarts: [Int: Int] = [:]
    /// Names that an open table does not show yet and an operator has asked for.
    var lateNames: [String] = []
    /// How often each shared table is read.
    var sharedUses: [Int: Int] = [:]
    /// Whether tables that do not exist may stand as open ones without rows, as in `union isfuzzy=true`.
    var toleratesAbsence = false
    /// Where the calls stand inside of which nodes are being bound.
    var callPath: [Int] = []
    var externalSources: [ExternalSource] = []
    /// Whether the nodes being bound are those of a function that a tenant has stored.
    var isInsideStored = false
    var probes: [PendingProbe] = []
    /// Whether a stand-in is in what has been bound, which the data must not be asked about.
    var isUnsettled = false
    /// The steps of the `scan` whose expressions are being bound.
    var scanScope: ScanScope?
    /// The pattern of the graph operator whose expressions are being bound.
    var patternScope: PatternScope?
    /// Tells which graph each row of a graph operator is of, where `make-graph` makes several.
    var partitionColumn: PlanColumn?
    /// The tables that the graph operator being bound computes once.
    var graphTables: [CommonTable] = []
    /// Tables that a statement names for those after it.
    var exports: [String: LetValue] = [:]
    /// So many calls of the query's functions are put in: functions that call each other twice multiply.
    static let callLimit = 5_000
    /// The calls that have been put in so far.
    var functionCalls = 0
    /// Whether a function's body is being checked, with stand-ins for its parameters.
    var isStandingIn = false
    /// How deep tabular lets are being read.
    var letDepth = 0
    /// So often are tabular lets put in: lets that read each other twice multiply.
    static let tableReadLimit = 2_000
    /// How often tabular lets have been put in so far.
    var tableReads = 0
    /// How many names all lets together see that keep what they see.
    private var keptNames = 0
    /// More than a thousand lets of people's queries see together.
    private static let keptNameLimit = 500_000
    /// The steps of the pipeline that is being bound, with the columns that each was given.
    var history: [(step: String, scope: RowScope)] = []
    /// The engine joins each to the rows, one level deeper each time.
    static let scalarTableLimit = 500
    /// How many tables stand inside of toscalar, those of functions included.
    var scalarTables = 0
    /// How deep tables stand inside of toscalar.
    var scalarDepth = 0

    init(source: SourceText, catalog: SchemaCatalog, options: CompileOptions, sink: DiagnosticSink) {
        self.source = source
        self.catalog = catalog
        self.options = options
        self.sink = sink
    }

    // MARK: Statements

    mutating func bind(_ query: SyntaxNode) -> BoundQuery? {
        usesWindows = Self.mentionsWindows(query, source)
        guard let relation = bindStatements(query.all(.statement), at: query.span) else { return nil }
        return BoundQuery(
            plan: SharedInlining.apply(relation.plan, uses: sharedUses),
            columns: relation.scope.columns,
            tables: tables,
            nextColumn: nextColumn,
            externalSources: externalSources,
            probes: probes
        )
    }

    /// Binds statements in order; the last expression is the result.
    private mutating func bindStatements(_ statements: [SyntaxNode], at span: Span) -> BoundRelation? {
        var result: BoundRelation?
        var resultSpan: Span?
        for statement in statements {
            switch statement.kind {
            case .letStatement: bindLet(statement)
            case .queryParameters: bindQueryParameters(statement)
            case .patternStatement: bindCallPattern(statement)
            case .setStatement:
                // Only bin_auto() reads options; the others have no meaning for one engine.
                let value = statement[.value].map { bindWithoutRows($0) }
                if let value, !value.isInvalid, let name = statement.token(.name) {
                    requestOptions[source.text(name.span)] = value
                }
            case .expressionStatement:
                guard let value = statement[.value], value.kind != .missing else { continue }
                if let first = resultSpan, exports.isEmpty {
                    warn(
                        .hiddenResult,
                        "A query has one result, that of its last statement; this one is not shown.",
                        at: first
                    )
                }
                resultSpan = value.span
                result = bindTabular(value)
                lets.merge(exports) { _, new in new }
            case .unsupportedStatement:
                report(.notSupported, "'\(word(statement))' statements are not part of hunting.", at: statement.span)
            default: break
            }
        }
        if resultSpan == nil, !sink.hasErrors {
            report(
                .noResult, "The query has no result: let statements need an expression after them.",
                at: Span(span.end, span.end))
        }
        return result
    }

    mutating func bindLet(_ statement: SyntaxNode) {
        guard let nameNode = statement[.name], let name = name(of: nameNode), let value = statement[.value] else {
            return
        }
        if value.kind == .functionDeclaration || value.kind == .pipeline || isTabular(value) { keptNames += lets.count }
        guard keptNames <= Self.keptNameLimit else {
            if keptNames - lets.count <= Self.keptNameLimit {
                report(.nestedTooDeep, "The query has more let statements than the compiler reads.", at: nameNode.span)
            }
            return
        }
        if !declared.insert(name).inserted {
            report(.duplicateName, "A variable with the name '\(name)' is already declared.", at: nameNode.span)
            return
        }
        switch value.kind {
        case .functionDeclaration:
            checkFunction(value)
            lets[name] = .function(value, scope: lets)
        case .missing: lets[name] = .scalar(.invalid)
        default: lets[name] = bindLetValue(value)
        }
    }

    private mutating func bindLetValue(_ value: SyntaxNode) -> LetValue {
        if let table = materialized(value) {
            guard let relation = bindTableOrGraph(table) else { return .scalar(.invalid) }
            // A graph is made by what reads it.
            if relation.graph != nil { return .tabular(table, scope: lets) }
            let number = nextShared
            nextShared += 1
            return .shared(number, relation)
        }
        guard isTabular(value) else {
            return .scalar(bindWithoutRows(value))
        }
        // Bound once here so that faults are found even where the name is never read.
        generatedStarts[value.span.start] = nextGenerated
        let before = (nextColumn, tables, externalSources, probes)
        let isSound = bindTableOrGraph(value) != nil
        (nextColumn, tables, externalSources, probes) = before
        return isSound ? .tabular(value, scope: lets) : .scalar(.invalid)
    }

    /// The table of `materialize(T)`.
    private func materialized(_ node: SyntaxNode) -> SyntaxNode? {
        guard node.kind == .call, word(node) == "materialize", let argument = node[.argument]?.all(.argument).first,
            isTabular(argument)
        else { return nil }
        return argument
    }

    /// Whether a node gives a table.
    func isTabular(_ node: SyntaxNode) -> Bool {
        switch node.kind {
        case .pipeline, .printSource, .rangeSource, .datatable, .unionOperator, .unsupportedSource, .externalData,
            .searchOperator, .findOperator, .evaluateOperator:
            return true
        case .parenthesized: return node[.value].map(isTabular) ?? false
        case .name, .bracketedName:
            guard let name = name(of: node) else { return false }
            switch lets[name] {
            case .tabular, .shared: return true
            case .scalar: return false
            case .function(let declaration, let scope): return isTabularFunction(declaration, scope: scope)
            case nil:
                guard rows.column(named: name) == nil else { return false }
                return catalog.table(named: name) != nil || isTabularStored(name)
            }
        case .call:
            if case .function(let declaration, let scope)? = lets[word(node)] {
                return isTabularFunction(declaration, scope: scope)
            }
            if word(node) == "table" || isTabularStored(word(node)) { return true }
            guard word(node) == "materialize" || word(node) == "view" else { return false }
            return node[.argument]?.all(.argument).first.map(isTabular) ?? false
        case .member: return callPattern(of: node) != nil
        default: return false
        }
    }

    /// Binds an expression that sees no columns.
    mutating func bindWithoutRows(_ node: SyntaxNode) -> Expression {
        let saved = (rows, mode, pendingWindows)
        rows = RowScope(columns: [])
        mode = .row
        pendingWindows = nil
        defer { (rows, mode, pendingWindows) = saved }
        return bindExpression(node)
    }

    // MARK: Columns

    mutating func makeColumn(_ name: String, _ type: ScalarType, isNullable: Bool) -> PlanColumn {
        defer { nextColumn += 1 }
        return PlanColumn(
            id: ColumnID(number: nextColumn),
            name: name,
            type: type,
            isNullable: isNullable && type != .string
        )
    }

    mutating func makeColumn(_ name: String, for expression: Expression) -> PlanColumn {
        var column = makeColumn(name, expression.type, isNullable: expression.isNullable)
        column.shape = expression.shape
        return column
    }

    // MARK: Words and reports

    /// The first word of a node: an operator's keyword or a call's name.
    func word(_ node: SyntaxNode) -> String {
        if let token = node.token(.keyword) ?? node.token(.name) { return source.text(token.span) }
        return ""
    }

    /// The name that a name node spells.
    func name(of node: SyntaxNode) -> String? {
        guard let token = node.token(.name) else { return nil }
        guard token.kind == .string else { return source.text(token.span) }
        // Adjacent literals are one, in brackets too.
        return node.tokens(.name).reduce(into: "") { $0 += StringLiteral.value(source.bytes, $1.span) }
    }

    mutating func report(
        _ code: Diagnostic.Code,
        _ message: String,
        at span: Span,
        suggestions: [String] = []
    ) {
        sink.report(code, message, at: span, suggestions: suggestions)
    }

    /// Tells the author something that keeps no query from running.
    mutating func warn(_ code: Diagnostic.Code, _ message: String, at span: Span, suggestions: [String] = []) {
        sink.report(code, message, at: span, severity: .warning, suggestions: suggestions)
    }

    /// Reports a fault and stands in for the expression.
    mutating func refuse(
        _ code: Diagnostic.Code,
        _ message: String,
        at span: Span,
        suggestions: [String] = []
    ) -> Expression {
        report(code, message, at: span, suggestions: suggestions)
        return .invalid
    }
}
