import DuckDB
import Foundation
import Testing

@testable import KQLEngine

/// The engine library of the test run, absent where none is installed.
enum EngineLibrary {
    static let shared: DuckDBLibrary? = try? DuckDBLibrary.load(
        from: LibraryLocations(explicitPath: ProcessInfo.processInfo.environment["SALLYPORT_DUCKDB"]))
    static var isPresent: Bool { shared != nil }

    /// One instance for all tests of functions: registering them takes longer than calling one.
    static let withFunctions: Database? = shared.flatMap { library in
        guard let database = try? Database(library: library), let connection = try? database.connect() else {
            return nil
        }
        do {
            try FunctionLibrary.register(in: connection)
        } catch {
            Issue.record(error)
        }
        return database
    }
}

extension Trait where Self == ConditionTrait {
    static var needsEngine: Self {
        .enabled(if: EngineLibrary.isPresent, "needs libduckdb: set SALLYPORT_DUCKDB to its path")
    }
}

/// A connection that knows the functions of KQL.
func functionConnection() throws -> Connection {
    try #require(EngineLibrary.withFunctions).connect()
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

    /// The value of one expression as text.
    func value(_ expression: String) throws -> String? { try rows("SELECT \(expression)")[0][0] }
}

extension ColumnVector {
    fileprivate func description(_ row: Int) -> String? {
        if isNull(row) { return nil }
        switch type {
        case .boolean: return "\(bool(row))"
        case .varchar: return text(row).string
        case .double, .float, .decimal: return floatingPoint(row).map { "\($0)" }
        case .list:
            let elements = listElements()
            return "[" + listRange(row).map { elements.description($0) ?? "NULL" }.joined(separator: ";") + "]"
        default: return wholeNumber(row).map { "\($0)" }
        }
    }
}

/// One line of a table of expressions and their values; nil is null.
struct Case: CustomTestStringConvertible, Sendable {
    let expression: String
    let expected: String?

    init(_ expression: String, _ expected: String?) {
        self.expression = expression
        self.expected = expected
    }

    var testDescription: String { expression }

    func check(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let actual = try functionConnection().value(expression)
        #expect(actual == expected, "\(expression)", sourceLocation: sourceLocation)
    }
}

/// A failure that an expression must give.
func failure(of expression: String) throws -> String {
    let connection = try functionConnection()
    let error = #expect(throws: DuckDBError.self) { try connection.value(expression) }
    return error?.message ?? ""
}
