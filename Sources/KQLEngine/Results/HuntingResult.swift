internal import DuckDB
package import KQL

/// The rows of a hunting query, in columns, with what it took to make them.
package struct HuntingResult: Sendable {
    package struct Statistics: Sendable, Hashable {
        /// How long the query ran, compilation included.
        package var executionTime: Duration
        /// Rows of the result.
        package var rowCount: Int
        /// Roughly the bytes of the result.
        package var byteCount: Int
        /// Whether rows beyond the limit were left out.
        package var isTruncated: Bool
        /// Rows in the segments of the tables that were read.
        package var scannedRows: Int
        /// Bytes of those segments.
        package var scannedBytes: Int

        package init(
            executionTime: Duration = .zero, rowCount: Int, byteCount: Int, isTruncated: Bool, scannedRows: Int = 0,
            scannedBytes: Int = 0
        ) {
            self.executionTime = executionTime
            self.rowCount = rowCount
            self.byteCount = byteCount
            self.isTruncated = isTruncated
            self.scannedRows = scannedRows
            self.scannedBytes = scannedBytes
        }
    }

    package let columns: [ColumnSchema]
    package var statistics: Statistics
    /// What the query's author should know although it ran.
    package let diagnostics: [Diagnostic]
    package let batches: [ResultBatch]

    package init(
        columns: [ColumnSchema], batches: [ResultBatch], statistics: Statistics, diagnostics: [Diagnostic] = []
    ) {
        self.columns = columns
        self.batches = batches
        self.statistics = statistics
        self.diagnostics = diagnostics
    }

    package var rowCount: Int { statistics.rowCount }

    /// One value, for code that looks at few rows.
    package enum Value: Sendable, Hashable {
        case null
        case bool(Bool)
        /// int, long, and ticks of datetime and timespan.
        case long(Int64)
        case real(Double)
        /// string, guid, decimal as its digits, and dynamic as JSON text.
        case text(String)
    }

    /// All rows as values. Copies everything: for detections and tests, not for answers.
    package func rows() -> [[Value]] {
        batches.flatMap { batch in
            (0..<batch.rowCount).map { row in batch.columns.map { $0.value(row) } }
        }
    }

    /// Where a dynamic goes in JSON.
    package enum DynamicForm: Sendable {
        /// As the JSON value that it is.
        case nested
        /// As a string that holds its JSON text.
        case string
    }

    /// Writes the rows as a JSON array of objects: datetimes with seven digits and `Z`, timespans as
    /// `d.hh:mm:ss.fffffff`, bools as `true` and `false`, numbers that JSON has not as strings.
    package func writeRows(into output: inout [UInt8], dynamics: DynamicForm = .nested) {
        let names = columns.map { column in JSONText.quoted(column.name.utf8) + [UInt8(ascii: ":")] }
        output.append(UInt8(ascii: "["))
        var isFirst = true
        for batch in batches {
            for row in 0..<batch.rowCount {
                if !isFirst { output.append(UInt8(ascii: ",")) }
                isFirst = false
                output.append(UInt8(ascii: "{"))
                for (index, column) in batch.columns.enumerated() {
                    if index > 0 { output.append(UInt8(ascii: ",")) }
                    output += names[index]
                    column.write(row, dynamics: dynamics, to: &output)
                }
                output.append(UInt8(ascii: "}"))
            }
        }
        output.append(UInt8(ascii: "]"))
    }
}

extension ResultColumn {
    package func value(_ row: Int) -> HuntingResult.Value {
        if isNull(row) { return .null }
        switch values {
        case .bools(let values): return .bool(values[row])
        case .longs(let values): return .long(values[row])
        case .doubles(let values): return .real(values[row])
        case .texts(let bytes, let ends):
            let start = row == 0 ? 0 : ends[row - 1]
            return .text(String(decoding: bytes[start..<ends[row]], as: UTF8.self))
        }
    }

    /// Appends a value as the hunting API spells it in JSON.
    package func write(_ row: Int, dynamics: HuntingResult.DynamicForm, to output: inout [UInt8]) {
        if isNull(row) {
            output.append(contentsOf: "null".utf8)
            return
        }
        switch values {
        case .bools(let values): output.append(contentsOf: (values[row] ? "true" : "false").utf8)
        case .longs(let values):
            switch type {
            case .datetime:
                output.append(UInt8(ascii: "\""))
                TimeText.appendDatetime(values[row], to: &output)
                output.append(UInt8(ascii: "\""))
            case .timespan:
                output.append(UInt8(ascii: "\""))
                TimeText.appendTimespan(values[row], alwaysFraction: false, to: &output)
                output.append(UInt8(ascii: "\""))
            default: output.append(contentsOf: "\(values[row])".utf8)
            }
        case .doubles(let values): output += RealText.jsonNumber(values[row])
        case .texts(let bytes, let ends):
            let text = bytes[(row == 0 ? 0 : ends[row - 1])..<ends[row]]
            if type == .dynamic || type == .unknown, dynamics == .nested {
                // What is stored was valid when it came in; an answer must be valid JSON whatever is stored.
                output += ByteView.with(Array(text)) { JSONCompactor.compact($0) } ?? JSONText.quoted(text)
            } else {
                JSONText.appendString(text, to: &output)
            }
        }
    }
}
