/// How one engine spells SQL. Everything has a default that a dialect may override.
protocol SQLDialect: Sendable {
    /// The engine's name, for explanations.
    var name: String { get }

    /// A parameter by its number, from 1, in a type.
    func placeholder(_ number: Int, _ type: EngineType) -> String

    /// A name of the catalogue as an identifier.
    func quoted(_ name: String) -> String

    /// The word for a type.
    func word(for type: EngineType) -> StaticString

    /// The relation under which the engine knows a hunting table, not quoted.
    func relation(for table: String) -> String

    /// A call that this engine spells in its own way; `nil` for the registry's lowering.
    func lower(_ function: ScalarFunction, _ call: LoweredCall) -> SQLExpression?
}

extension SQLDialect {
    func placeholder(_ number: Int, _ type: EngineType) -> String { "CAST($\(number) AS \(word(for: type)))" }

    /// An identifier in double quotes, quotes inside of it doubled.
    func quoted(_ name: String) -> String {
        var result = "\""
        for scalar in name.unicodeScalars {
            if scalar == "\"" { result.unicodeScalars.append(scalar) }
            if scalar != "\0" { result.unicodeScalars.append(scalar) }
        }
        return result + "\""
    }

    func word(for type: EngineType) -> StaticString {
        switch type {
        case .boolean: "BOOLEAN"
        case .int32: "INTEGER"
        case .int64: "BIGINT"
        case .double: "DOUBLE"
        case .text: "VARCHAR"
        case .int128: "HUGEINT"
        case .textList: "VARCHAR[]"
        }
    }

    func relation(for table: String) -> String { "t_" + table }

    func lower(_ function: ScalarFunction, _ call: LoweredCall) -> SQLExpression? { nil }
}

/// SQL for DuckDB 1.5 with the functions of ``EngineFunction`` registered.
struct DuckDBDialect: SQLDialect {
    let name = "duckdb"
}
