package import KQL
import KQLEngine

/// Compiles queries and tells what is wrong with them; with a workbench it runs them too.
package struct QueryChecker: Sendable {
    private let compiler: KQLCompiler
    private let options: CompileOptions
    private let execution: (workbench: Workbench, options: QueryOptions)?
    private let clock: any Clock<Duration>

    /// Makes a checker and warms its compiler, so that the first query is measured like the others.
    ///
    /// - Parameters:
    ///   - workbench: Where queries that compile are run; `nil` does not run them.
    ///   - clock: Measures compilation.
    package init(
        catalog: SchemaCatalog, options: QueryOptions, workbench: Workbench? = nil,
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.clock = clock
        var compiler = KQLCompiler(schema: catalog)
        compiler.patternFault = PatternFault.check
        self.compiler = compiler
        self.options = workbench?.compileOptions(options) ?? options.compileOptions
        execution = workbench.map { ($0, options) }
        Self.warm(compiler, self.options)
    }

    /// Registries and tables are made when they are first asked for; that is the process's time and no query's.
    private static func warm(_ compiler: KQLCompiler, _ options: CompileOptions) {
        let table = compiler.schema.tableNames.first.map { "['\($0)']" } ?? "datatable(a: long)[1]"
        for text in [
            "\(table) | where 1 == 1 | extend x = tostring(1) | summarize count() by x | join kind=inner (\(table)) on 1",
            "print a = dynamic([1]), b = ago(1d), c = 'x' has 'x' | mv-expand a | order by b | take 1", "nothing |",
        ] {
            _ = compiler.check(text, options: options)
        }
    }

    /// Checks one query.
    ///
    /// - Throws: `CancellationError` only; whatever is wrong with the query is in the report.
    package func check(_ text: String, file: String) async throws -> CheckReport {
        var compiled: CompiledQuery?
        var diagnostics: [Diagnostic] = []
        let duration = clock.measure {
            do throws(KQLError) {
                compiled = try compiler.compile(text, options: options)
            } catch {
                diagnostics = error.diagnostics
            }
        }
        guard let compiled else {
            return CheckReport(
                file: file, stage: Self.stage(of: diagnostics, text: text),
                findings: diagnostics.map { .init($0, in: text) }, columns: [], duration: duration)
        }
        var report = CheckReport(
            file: file, stage: nil, findings: compiled.diagnostics.map { .init($0, in: text) },
            columns: compiled.columns, duration: duration)
        if let execution {
            do {
                _ = try await execution.workbench.run(compiled, text, options: execution.options)
            } catch let error as HuntingError {
                report.stage = .execute
                report.findings.append(
                    .init(
                        code: error.code, severity: "error", message: error.cause ?? error.message, line: 1, column: 1,
                        length: 0))
            }
        }
        return report
    }

    private static func stage(of diagnostics: [Diagnostic], text: String) -> CheckReport.Stage {
        if !ParsedQuery(text).isWellFormed { return .syntax }
        let errors = diagnostics.filter { $0.severity == .error }
        return errors.allSatisfy { $0.stage == .unsupported } ? .lower : .bind
    }
}
