package import KQL

/// What a column of a Parquet file is in KQL, and the SQL that reads it as that.
package struct ParquetColumnForm: Sendable {
    /// The type of KQL for the file's own one.
    package let type: ScalarType
    /// Reads the column; `$` stands for its name.
    private let sql: String

    /// - Parameter type: The engine's name of the column's type.
    package init(of type: String) {
        let epoch = 621_355_968_000_000_000
        (self.type, sql) =
            switch type {
            case "BOOLEAN": (.bool, "$")
            case "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT": (.int, "$::INTEGER")
            case "BIGINT", "UINTEGER": (.long, "$::BIGINT")
            case "UBIGINT", "HUGEINT", "UHUGEINT": (.long, "TRY_CAST($ AS BIGINT)")
            case "FLOAT", "DOUBLE": (.real, "$::DOUBLE")
            case "DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS":
                (.datetime, "epoch_us($::TIMESTAMP) * 10 + \(epoch)")
            case "TIMESTAMP_NS": (.datetime, "epoch_ns($) // 100 + \(epoch)")
            case "TIMESTAMP WITH TIME ZONE": (.datetime, "epoch_us($) * 10 + \(epoch)")
            case "TIME", "INTERVAL": (.timespan, "epoch_us($) * 10")
            case "UUID": (.guid, "$::VARCHAR")
            case "VARCHAR": (.string, "$")
            default:
                if type.hasSuffix("]") || type.hasPrefix("STRUCT") || type.hasPrefix("MAP") || type == "JSON" {
                    (.dynamic, "to_json($)::VARCHAR")
                } else if type.hasPrefix("DECIMAL") {
                    (.real, "$::DOUBLE")
                } else {
                    (.string, "$::VARCHAR")
                }
            }
    }

    /// The SQL for a column of this name.
    package func expression(of column: String) -> String {
        sql.split(separator: "$", omittingEmptySubsequences: false).joined(separator: SQLText.identifier(column))
    }
}
