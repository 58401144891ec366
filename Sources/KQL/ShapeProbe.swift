/// A question to the data that must be answered before a query can be compiled to its end: which columns a plugin such
/// as `bag_unpack` or `pivot` makes of them.
public struct ShapeProbe: Sendable {
    /// Under which the answer is handed back in ``CompileOptions/shapes``.
    public var id: String

    /// The query to run. Its result has a column of names and one of types; it is read by
    /// ``DiscoveredShape/init(rows:)``.
    public var query: CompiledQuery
}

/// The columns that a plugin makes of the data.
public struct DiscoveredShape: Sendable, Hashable {
    /// The columns by name, each name once, in the order of code points.
    public var columns: [ColumnSchema]

    /// Makes a shape of columns.
    public init(columns: [ColumnSchema]) {
        self.columns = columns.sorted { $0.name.unicodeScalars.lexicographicallyPrecedes($1.name.unicodeScalars) }
    }

    /// Makes a shape of a probe's rows.
    ///
    /// - Parameter rows: Pairs of a column's name and what `gettype` says of a value of it. A name whose values are
    ///   of several types is a dynamic.
    public init(rows: [(name: String, type: String)]) {
        var types: [String: ScalarType] = [:]
        for row in rows {
            guard row.type != "null" else { continue }
            let type: ScalarType =
                switch row.type {
                case "string": .string
                case "long", "int": .long
                case "double", "real": .real
                case "bool": .bool
                default: .dynamic
                }
            types[row.name] = types[row.name].map { $0 == type ? type : .dynamic } ?? type
        }
        self.init(columns: types.map { ColumnSchema($0.key, $0.value) })
    }
}

/// A probe that is not yet rendered.
struct PendingProbe: Sendable {
    var id: String
    var plan: LogicalPlan
    var columns: [PlanColumn]
}

extension KQLCompiler {
    /// `nil` where the probe is longer than an engine should read.
    static func probe(_ pending: PendingProbe, _ bound: BoundQuery) -> ShapeProbe? {
        var inner = bound
        inner.columns = pending.columns
        inner.plan = pending.plan
        let plan = Rewrites.apply(pending.plan, required: Set(pending.columns.map(\.id)))
        return render(plan, inner, DuckDBDialect(), DiagnosticSink(source: SourceText(""))).map {
            ShapeProbe(id: pending.id, query: $0)
        }
    }
}
