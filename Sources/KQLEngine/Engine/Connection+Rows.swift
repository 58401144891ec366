internal import DuckDB
internal import KQL

extension Connection {
    /// Makes a relation of rows that the host has brought, seen by this connection only.
    func load(_ relation: EngineRelation) throws {
        let table = SQLText.relationName(relation.table.engineName)
        let columns = zip(relation.table.storedNames, relation.table.columns).map {
            "\(SQLText.identifier($0)) \(SQLText.typeName($1.type))"
        }
        try execute("CREATE TEMP TABLE \(SQLText.identifier(table)) (\(columns.joined(separator: ", ")))")
        let appender = try Appender(connection: self, table: table)
        let types = relation.table.columns.map { $0.type.engineType.columnType }
        for batch in relation.batches {
            try appender.append(rowCount: batch.rowCount, types: types) { column, rows, output in
                batch.columns[column].write(rows, relation.table.columns[column].type, to: output)
            }
        }
        try appender.close()
    }
}

extension ResultColumn {
    /// Writes a range of rows; its first row is row 0 of the output.
    fileprivate func write(_ rows: Range<Int>, _ type: ScalarType, to output: FunctionOutput) {
        for row in rows {
            let place = row - rows.lowerBound
            if isNull(row) {
                if type == .string { output.set(place, [UInt8]()) } else { output.setNull(place) }
                continue
            }
            switch values {
            case .bools(let values): output.set(place, values[row])
            case .longs(let values):
                if type == .int {
                    output.set(place, Int32(truncatingIfNeeded: values[row]))
                } else {
                    output.set(place, values[row])
                }
            case .doubles(let values): output.set(place, values[row])
            case .texts(let bytes, let ends):
                output.set(place, Array(bytes[(row == 0 ? 0 : ends[row - 1])..<ends[row]]))
            }
        }
    }
}
