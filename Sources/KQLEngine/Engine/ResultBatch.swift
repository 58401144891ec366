package import KQL

/// Some rows of a result, in columns.
package struct ResultBatch: Sendable {
    package var rowCount: Int
    package var columns: [ResultColumn]

    package init(rowCount: Int, columns: [ResultColumn]) {
        self.rowCount = rowCount
        self.columns = columns
    }
}

extension ResultBatch {
    /// The first rows.
    func prefix(_ count: Int) -> ResultBatch {
        count >= rowCount ? self : ResultBatch(rowCount: count, columns: columns.map { $0.prefix(count) })
    }

    var byteCount: Int { columns.reduce(0) { $0 + $1.byteCount } }
}

/// The values of one column: numbers side by side, texts one after the other in one buffer.
package struct ResultColumn: Sendable {
    package enum Values: Sendable {
        case bools([Bool])
        case longs([Int64])
        case doubles([Double])
        /// All texts joined, and where each ends.
        case texts(bytes: [UInt8], ends: [Int])
    }

    package var type: ScalarType
    package var values: Values
    /// Which rows are null; empty when none is.
    package var nulls: [Bool]

    package init(type: ScalarType, values: Values, nulls: [Bool] = []) {
        self.type = type
        self.values = values
        self.nulls = nulls
    }

    package func isNull(_ row: Int) -> Bool { !nulls.isEmpty && nulls[row] }

    /// Roughly the bytes that the column takes.
    var byteCount: Int {
        switch values {
        case .bools(let values): values.count
        case .longs(let values): values.count * 8
        case .doubles(let values): values.count * 8
        case .texts(let bytes, let ends): bytes.count + ends.count * 8
        }
    }

    fileprivate func prefix(_ count: Int) -> ResultColumn {
        let shorter: Values =
            switch values {
            case .bools(let values): .bools(Array(values.prefix(count)))
            case .longs(let values): .longs(Array(values.prefix(count)))
            case .doubles(let values): .doubles(Array(values.prefix(count)))
            case .texts(let bytes, let ends):
                .texts(bytes: Array(bytes.prefix(count == 0 ? 0 : ends[count - 1])), ends: Array(ends.prefix(count)))
            }
        return ResultColumn(type: type, values: shorter, nulls: Array(nulls.prefix(count)))
    }
}
