import DuckDB
import KQL
import Testing

@testable import KQLEngine

/// A query over inline data and the rows that it must give, as the API writes them.
struct InlineQuery: CustomTestStringConvertible, Sendable {
    let text: String
    let rows: String

    init(_ text: String, _ rows: String) {
        self.text = text
        self.rows = rows
    }

    var testDescription: String { text }

    /// 2025-01-15T12:00:00Z.
    private static let options = CompileOptions(now: 638_725_392_000_000_000, lookback: nil)

    /// The rows of a query over inline data.
    static func rows(_ text: String) throws -> String {
        let query = try KQLCompiler(schema: SchemaCatalog(tables: [])).compile(text, options: options)
        let statement = try functionConnection().prepare(query.sql)
        try statement.bind(query.parameters.map(\.statementParameter))
        let stream = try statement.run()
        let collector = ResultCollector(maximumRows: 1_000, maximumBytes: 1_000_000)
        while let chunk = try stream.next() {
            _ = try collector.take(ResultBatch(chunk, types: query.columns.map(\.type)))
        }
        let result = HuntingResult(
            columns: query.columns,
            batches: collector.batches,
            statistics: .init(rowCount: collector.rowCount, byteCount: 0, isTruncated: false)
        )
        var output: [UInt8] = []
        result.writeRows(into: &output)
        return String(decoding: output, as: UTF8.self)
    }

    func check(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let actual = try Self.rows(text)
        #expect(actual == rows, sourceLocation: sourceLocation)
    }

    /// Compares rows whose order nothing decides.
    func checkUnordered(sourceLocation: SourceLocation = #_sourceLocation) throws {
        func sorted(_ rows: String) -> [String] {
            rows.dropFirst().dropLast().replacing("},{", with: "}\n{").split(separator: "\n").map(String.init).sorted()
        }
        let actual = sorted(try Self.rows(text))
        #expect(actual == sorted(rows), sourceLocation: sourceLocation)
    }
}

extension EngineValue {
    fileprivate var statementParameter: Statement.Parameter {
        switch self {
        case .null: .null
        case .boolean(let value): .boolean(value)
        case .int32(let value): .integer(value)
        case .int64(let value): .bigint(value)
        case .double(let value): .double(value)
        case .text(let value): .text(value)
        }
    }
}
