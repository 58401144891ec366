internal import Foundation
package import KQL

/// The few SQL texts that we write ourselves. Nothing of a user's query is in them: table and column names come
/// from the schema, paths from our own segment list.
package enum SQLText {
    package static func identifier(_ name: String) -> String {
        "\"" + name.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }

    package static func literal(_ text: String) -> String {
        "'" + text.replacingOccurrences(of: "'", with: "''") + "'"
    }

    /// The name of the relation that compiled queries read a hunting table by.
    package static func relationName(_ table: String) -> String { "t_" + table }

    /// A view over a table's segments, or an empty relation of the same columns.
    package static func view(of relation: EngineRelation) -> String {
        let name = identifier(relationName(relation.table.engineName))
        let columns = relation.table.columns
        if columns.isEmpty { return "CREATE TEMP VIEW \(name) AS SELECT NULL AS nothing WHERE false" }
        if relation.segments.isEmpty {
            let nulls = zip(columns, relation.table.storedNames).map {
                "NULL::\(typeName($0.type)) AS \(identifier($1))"
            }
            return "CREATE OR REPLACE TEMP VIEW \(name) AS SELECT \(nulls.joined(separator: ", ")) WHERE false"
        }
        let files = relation.segments.map { literal($0.path) }.joined(separator: ", ")
        let names = relation.table.storedNames.map { identifier($0) }.joined(separator: ", ")
        return
            "CREATE OR REPLACE TEMP VIEW \(name) AS SELECT \(names) FROM read_parquet([\(files)], hive_partitioning = false)"
    }

    /// The engine's type of a stored column (design 9).
    package static func typeName(_ type: ScalarType) -> String {
        switch type.engineType {
        case .boolean: "BOOLEAN"
        case .int32: "INTEGER"
        case .int64: "BIGINT"
        case .double: "DOUBLE"
        case .int128: "HUGEINT"
        case .text, .textList: "VARCHAR"
        }
    }
}
