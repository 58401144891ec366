import DuckDB
import KQL
import Testing

@testable import KQLEngine

/// What a query over inline data answers: compiled and run on the engine, each value as the engine's text.
func answer(_ query: String) throws -> [[String?]] {
    let compiled = try KQLCompiler(schema: SchemaCatalog()).compile(query, options: CompileOptions(now: 0))
    let parameters = compiled.parameters.map { value -> Statement.Parameter in
        switch value {
        case .null: .null
        case .boolean(let value): .boolean(value)
        case .int32(let value): .integer(value)
        case .int64(let value): .bigint(value)
        case .double(let value): .double(value)
        case .text(let value): .text(value)
        }
    }
    return try functionConnection().rows(compiled.sql, parameters)
}
