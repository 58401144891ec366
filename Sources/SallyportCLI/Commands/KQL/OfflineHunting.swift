import DuckDB
import Foundation
import HuntingStore
import KQL
import KQLEngine
import KQLTools
import ServiceCore
import TenantStore

/// The engine of one command: over files, or over the telemetry of a local tenant.
enum OfflineHunting {
    /// Opens a workbench while `body` runs, and removes what it wrote.
    ///
    /// - Parameter catalog: What queries can name; what the options say when left out.
    static func withWorkbench<Result>(
        _ paths: [DataPath] = [], catalog: SchemaCatalog? = nil, options: KQLOptions, in context: CommandContext,
        _ body: (Workbench) async throws -> Result
    ) async throws -> Result {
        let library = try DuckDBLibrary.load(from: EngineLibrary.places(in: context))
        let folder = context.paths.temporary.appending(
            path: "sally-kql-\(context.random.uuid().uuidString.lowercased())", directoryHint: .isDirectory)
        let workbench = try Workbench(
            library: library, folder: folder, paths: paths, catalog: try catalog ?? options.catalog(in: context),
            fetcher: try options.outside.fetcher(in: context), geo: try options.outside.places(in: context))
        defer { workbench.close() }
        for note in workbench.data.notes { context.output.warning(TerminalText.escaped(note)) }
        for detail in workbench.data.details { context.output.detail(TerminalText.escaped(detail)) }
        for (table, count) in workbench.data.rowCounts.sorted(by: { $0.key < $1.key }) {
            context.output.detail("\(TerminalText.escaped(table)): \(count) rows")
        }
        try options.warnOfFaultyFunctions(catalog: workbench.catalog, in: context)
        return try await body(workbench)
    }

    /// Opens the telemetry of a local tenant while `body` runs queries over it.
    static func withTenant<Result>(
        options: KQLOptions, in context: CommandContext,
        _ body: (@escaping @Sendable (String, QueryOptions) async throws -> QueryAnswer)
            async throws -> Result
    ) async throws -> Result {
        try await LocalStore.withTenant(in: context) { local in
            let library = try DuckDBLibrary.load(from: EngineLibrary.places(in: context))
            let outside = options.outside
            let store = HuntingStore(
                state: context.settings.localState.value, database: local.handle.database, library: library,
                external: ExternalData(
                    policy: outside.policy(otherwise: .deny), fetcher: try outside.fetcher(in: context)),
                geo: try outside.places(in: context))
            let functions = try options.functionFiles(in: context)
            let catalog = try await SchemaCatalog.ofTenant(
                local.handle, adding: functions.entries.map(\.source.function))
            try options.warnOfFaultyFunctions(catalog: catalog, in: context)
            let tenantID = local.handle.tenantID
            return try await body { text, options in
                var query = HuntingQueryOptions(
                    now: options.now, maximumRows: options.maximumRows, maximumBytes: options.maximumBytes,
                    timeout: options.timeout)
                query.parameters = options.parameters
                query.functions = functions.entries.map(\.source.function)
                let result = try await store.run(text, tenant: tenantID, options: query)
                return QueryAnswer(result: result, visualization: Visualization(text))
            }
        }
    }

    /// What queries can name: files of tables and functions, or what a local tenant has where one is asked for.
    ///
    /// - Parameter warns: Whether functions that cannot be called are told on standard error.
    static func catalog(
        _ global: GlobalOptions, _ options: KQLOptions, warns: Bool = true, in context: CommandContext
    ) async throws -> SchemaCatalog {
        guard global.state != nil || global.tenant != nil else {
            let catalog = try options.catalog(in: context)
            if warns { try options.warnOfFaultyFunctions(catalog: catalog, in: context) }
            return catalog
        }
        guard options.schema == nil else {
            throw CommandError(
                .badInput, what: "cannot use --schema with a local tenant", why: "its tables are Defender's",
                remedy: "leave one of them out", status: .usage)
        }
        let functions = try options.functionFiles(in: context).entries.map(\.source.function)
        let catalog = try await LocalStore.withTenant(in: context) {
            try await SchemaCatalog.ofTenant($0.handle, adding: functions)
        }
        if warns { try options.warnOfFaultyFunctions(catalog: catalog, in: context) }
        return catalog
    }
}
