internal import DuckDB
package import KQL

/// Compiles a query, asks the data for the columns that only they tell, and runs it: the one way from a text to rows.
package struct QueryRunner: Sendable {
    /// How much a query may take.
    package struct Limits: Sendable, Hashable {
        /// Rows of the result; further ones are left out.
        package var rows: Int
        /// Bytes of the result; a larger one is refused.
        package var bytes: Int
        /// How long each statement may run.
        package var timeout: Duration
        /// Bytes of the SQL that a query becomes: what searches every column of every table several times is refused, as
        /// in the service, before the engine spends its time on reading it.
        package var statementBytes: Int

        package init(
            rows: Int = 100_000, bytes: Int = 124_000_000, timeout: Duration = .seconds(180),
            statementBytes: Int = 16_000_000
        ) {
            self.rows = rows
            self.bytes = bytes
            self.timeout = timeout
            self.statementBytes = statementBytes
        }
    }

    /// So many rounds of probing are more than any query of people needs: one plugin behind another is one round.
    private static let roundLimit = 16

    private let compiler: KQLCompiler
    private let engine: any HuntingEngine
    private let external: ExternalData
    private let limits: Limits
    private let relations: @Sendable (Set<String>) async throws -> [EngineRelation]

    /// - Parameters:
    ///   - external: Whether and how `externaldata` is read.
    ///   - relations: The rows of the hunting tables of these names; called for each statement.
    package init(
        compiler: KQLCompiler, engine: any HuntingEngine, external: ExternalData = ExternalData(),
        limits: Limits = Limits(), relations: @escaping @Sendable (Set<String>) async throws -> [EngineRelation]
    ) {
        var compiler = compiler
        compiler.patternFault = PatternFault.check
        self.compiler = compiler
        self.engine = engine
        self.external = external
        self.limits = limits
        self.relations = relations
    }

    /// What came of a query.
    package struct Outcome: Sendable {
        /// The query with all of its columns known.
        package var query: CompiledQuery
        package var result: HuntingResult
    }

    /// Runs a query.
    ///
    /// - Throws: ``HuntingError`` when the query is refused, fails or exceeds a limit; `CancellationError` when the
    ///   task is cancelled.
    package func run(_ text: String, options: CompileOptions) async throws -> Outcome {
        try await run(try compile(text, options), text, options: options)
    }

    /// Runs a query that is compiled already, with the text and the options that it was compiled of.
    package func run(_ query: CompiledQuery, _ text: String, options: CompileOptions) async throws -> Outcome {
        var external: [ExternalSource: EngineRelation] = [:]
        let query = try await settled(query, text, options, &external)
        let collector = ResultCollector(maximumRows: limits.rows, maximumBytes: limits.bytes)
        try await execute(query, collector, &external)
        let result = HuntingResult(
            columns: query.columns, batches: collector.batches,
            statistics: HuntingResult.Statistics(
                rowCount: collector.rowCount, byteCount: collector.byteCount, isTruncated: collector.isTruncated),
            diagnostics: query.diagnostics)
        return Outcome(query: query, result: result)
    }

    /// The query with every shape found that the data must tell.
    private func settled(
        _ query: CompiledQuery, _ text: String, _ options: CompileOptions,
        _ external: inout [ExternalSource: EngineRelation]
    ) async throws -> CompiledQuery {
        var query = query
        var options = options
        var round = 0
        while !query.probes.isEmpty {
            round += 1
            guard round <= Self.roundLimit else {
                throw HuntingError(
                    .resources, code: "QueryProbes",
                    message: "The query has more plugins behind one another than can be looked into; declare their "
                        + "columns: evaluate bag_unpack(…) : (name: type).")
            }
            for probe in query.probes { options.shapes[probe.id] = try await shape(probe, &external) }
            query = try compile(text, options)
        }
        return query
    }

    private func compile(_ text: String, _ options: CompileOptions) throws -> CompiledQuery {
        do {
            return try compiler.compile(text, options: options)
        } catch {
            throw HuntingError(diagnostics: error.diagnostics)
        }
    }

    private func shape(
        _ probe: ShapeProbe, _ external: inout [ExternalSource: EngineRelation]
    ) async throws -> DiscoveredShape {
        let collector = ResultCollector(maximumRows: .max, maximumBytes: limits.bytes)
        try await execute(probe.query, collector, &external)
        let result = HuntingResult(
            columns: probe.query.columns, batches: collector.batches,
            statistics: .init(rowCount: collector.rowCount, byteCount: collector.byteCount, isTruncated: false))
        return DiscoveredShape(
            rows: result.rows().compactMap { row in
                guard row.count == 2, case .text(let name) = row[0], case .text(let type) = row[1] else { return nil }
                return (name, type)
            })
    }

    private func execute(
        _ query: CompiledQuery, _ collector: ResultCollector, _ external: inout [ExternalSource: EngineRelation]
    ) async throws {
        guard query.sql.utf8.count <= limits.statementBytes else { throw HuntingError.querySize }
        let missing = query.externalSources.filter { external[$0] == nil }
        for (source, relation) in zip(missing, try await self.external.relations(of: missing)) {
            external[source] = relation
        }
        let request = EngineRequest(
            sql: query.sql, parameters: query.parameters, columns: query.columns,
            relations: try await relations(query.tables) + query.externalSources.compactMap { external[$0] },
            timeout: limits.timeout)
        do {
            try await engine.run(request) { try collector.take($0) }
        } catch let failure as EngineFailure {
            throw HuntingError(failure, of: query)
        } catch let error as DuckDBError {
            throw HuntingError(EngineFailure(.defect, error.message))
        }
    }
}
