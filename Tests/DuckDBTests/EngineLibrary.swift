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

/// A fresh instance in memory.
func openDatabase(options: [String: String] = [:]) throws -> Database {
    try Database(library: #require(EngineLibrary.shared), options: options)
}

extension Connection {
    /// All rows of a query as text, for comparisons.
    func rows(_ sql: String, _ parameters: [Statement.Parameter] = []) throws -> [[String?]] {
        let statement = try prepare(sql)
        try statement.bind(parameters)
        let stream = try statement.run()
        var rows: [[String?]] = []
        while let chunk = try stream.next() {
            let columns = (0..<chunk.columnCount).map { chunk.column($0) }
            for row in 0..<chunk.count { rows.append(columns.map { $0.description(row) }) }
        }
        return rows
    }
}

extension ColumnVector {
    func description(_ row: Int) -> String? {
        if isNull(row) { return nil }
        switch type {
        case .boolean: return "\(bool(row))"
        case .varchar: return text(row).string
        case .double, .float, .decimal: return floatingPoint(row).map { "\($0)" }
        case .list:
            let elements = listElements()
            return "[" + listRange(row).map { elements.description($0) ?? "null" }.joined(separator: ",") + "]"
        default: return wholeNumber(row).map { "\($0)" }
        }
    }
}
