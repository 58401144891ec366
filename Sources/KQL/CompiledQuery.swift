/// A query in the engine's language.
public struct CompiledQuery: Sendable {
    /// The SQL. It names views `t_<Table>` and functions of ``EngineFunction``, and holds no text of the query.
    public var sql: String

    /// The values of `$1`, `$2`, … in order.
    public var parameters: [EngineValue]

    /// The columns of the result in order, under the names that KQL gives them; in SQL they are called `c1`, `c2`, ….
    public var columns: [ColumnSchema]

    /// The hunting tables that the query reads, under their present names.
    public var tables: Set<String>

    /// What `externaldata` reads; whoever runs the query brings the rows.
    public var externalSources: [ExternalSource]

    /// What must be run before the columns of the result are known; none when they are. Compile the query again with
    /// what they find.
    public var probes: [ShapeProbe]

    /// The functions of ours that the SQL calls.
    public var functions: Set<EngineFunction>

    /// What the author should know although the query runs.
    public var diagnostics: [Diagnostic]

    /// The plan, as lines for people; not stable between versions.
    public var plan: String

    /// How the query's author wants its rows shown; `nil` where no `render` ends it.
    public var visualization: Visualization?
}
