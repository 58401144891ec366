import DuckDB
import Foundation
import Testing

/// The engine library of the test run, absent where none is installed.
enum EngineLibrary {
    static let shared: DuckDBLibrary? = try? DuckDBLibrary.load(
        from: LibraryLocations(explicitPath: ProcessInfo.processInfo.environment["SALLYPORT_DUCKDB"]))
    static var isPresent: Bool { shared != nil }
}

extension Trait where Self == ConditionTrait {
    static var needsEngine: Self {
        .enabled(if: EngineLibrary.isPresent, "needs libduckdb: set SALLYPORT_DUCKDB to its path")
    }
}
