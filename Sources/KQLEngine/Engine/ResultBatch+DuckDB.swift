internal import DuckDB
internal import KQL

extension ResultBatch {
    /// Copies a chunk out of the engine's memory.
    init(_ chunk: DataChunk, types: [ScalarType]) throws {
        let columns = try types.indices.map { try ResultColumn(chunk.column($0), type: types[$0]) }
        self.init(rowCount: chunk.count, columns: columns)
    }
}

extension ResultColumn {
    fileprivate init(_ vector: ColumnVector, type: ScalarType) throws {
        let rows = 0..<vector.count
        let nulls = vector.hasNoNulls ? [] : rows.map { vector.isNull($0) }
        func isNull(_ row: Int) -> Bool { !nulls.isEmpty && nulls[row] }
        func mismatch() -> DuckDBError {
            DuckDBError(.typeMismatch, "A column of type \(type) came back as \(vector.type).")
        }
        switch type {
        case .bool:
            guard vector.type == .boolean || vector.type == .null else { throw mismatch() }
            self.init(type: type, values: .bools(rows.map { !isNull($0) && vector.bool($0) }), nulls: nulls)
        case .int, .long, .datetime, .timespan:
            let values = try rows.map { row -> Int64 in
                if isNull(row) { return 0 }
                guard let value = vector.wholeNumber(row) else { throw mismatch() }
                return value
            }
            self.init(type: type, values: .longs(values), nulls: nulls)
        case .real:
            let values = try rows.map { row -> Double in
                if isNull(row) { return 0 }
                guard let value = vector.floatingPoint(row) else { throw mismatch() }
                return value
            }
            self.init(type: type, values: .doubles(values), nulls: nulls)
        case .string, .guid, .dynamic, .decimal, .unknown:
            guard vector.type == .varchar || vector.type == .null else { throw mismatch() }
            var bytes: [UInt8] = []
            var ends: [Int] = []
            ends.reserveCapacity(rows.count)
            for row in rows {
                if !isNull(row) {
                    let text = vector.text(row).buffer
                    if type == .decimal {
                        bytes += DecimalNumber(stored: text).map { Array($0.text.utf8) } ?? []
                    } else {
                        bytes.append(contentsOf: text)
                    }
                }
                ends.append(bytes.count)
            }
            // A string is never null (kql.md §5), whatever the engine made of an outer join.
            self.init(type: type, values: .texts(bytes: bytes, ends: ends), nulls: type == .string ? [] : nulls)
        }
    }
}
