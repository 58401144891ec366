internal import DuckDB
internal import KQL

/// Turns files into typed rows. A value that is none of its column's type is null, and a string then is empty.
struct ExternalReader {
    private let source: ExternalSource
    private let format: ExternalFormat
    private let parquet: ParquetDecoder?
    private let limit: Int
    private var builders: [ColumnBuilder]
    private var rowCount = 0

    /// - Parameters:
    ///   - parquet: Reads Parquet files; without one they are refused.
    ///   - limit: The most bytes that the rows of such a file may take.
    init(source: ExternalSource, format: ExternalFormat, parquet: ParquetDecoder? = nil, limit: Int = .max) {
        self.source = source
        self.format = format
        self.parquet = parquet
        self.limit = limit
        builders = source.columns.map { ColumnBuilder(type: $0.type) }
    }

    /// Reads one file.
    mutating func read(_ file: [UInt8]) throws(ExternalFailure) {
        let bytes = file.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(file[3...]) : file
        switch format {
        case .delimited(let separator): readDelimited(bytes, separator)
        case .json: readJSON(bytes)
        case .lines:
            for (index, line) in Self.lines(bytes).enumerated() where !(index == 0 && source.ignoresFirstRecord) {
                append { $0 == 0 ? Array(line) : nil }
            }
        case .whole: append { $0 == 0 ? bytes : nil }
        case .parquet:
            guard let parquet else { throw ExternalFailure("Parquet files cannot be read here") }
            rowCount += try parquet.read(file, columns: source.columns, into: &builders, limit: limit)
        }
    }

    /// All rows read.
    func finish() -> [ResultBatch] {
        rowCount == 0 ? [] : [ResultBatch(rowCount: rowCount, columns: builders.map(\.column))]
    }

    private mutating func append(_ value: (Int) -> [UInt8]?) {
        for index in builders.indices { builders[index].append(text: value(index)) }
        rowCount += 1
    }

    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var result = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            line.last == 0x0D ? line.dropLast() : line
        }
        // What ends the last line begins no further one.
        if result.last?.isEmpty == true { result.removeLast() }
        return result
    }

    // MARK: Separated values

    private mutating func readDelimited(_ bytes: [UInt8], _ separator: UInt8) {
        var position = 0
        var isFirst = true
        while position < bytes.count {
            let record = SeparatedRecord.next(in: bytes, &position, separator)
            // A blank line is no record.
            if record.count == 1, record[0].isEmpty { continue }
            defer { isFirst = false }
            if isFirst, source.ignoresFirstRecord { continue }
            append { $0 < record.count ? record[$0] : nil }
        }
    }

    // MARK: JSON

    private mutating func readJSON(_ bytes: [UInt8]) {
        for value in JSONSequence.values(bytes) {
            let rows = ByteView.with(value) { JSONText($0)?.elements } ?? [value]
            for row in rows { append(object: row) }
        }
    }

    private mutating func append(object: [UInt8]) {
        let members = ByteView.with(object) { JSONText($0)?.members } ?? []
        var values: [[UInt8]: [UInt8]] = [:]
        for member in members { values[member.key] = member.value }
        for index in builders.indices {
            builders[index].append(json: values[Array(source.columns[index].name.utf8)])
        }
        rowCount += 1
    }
}

/// JSON values that follow each other, whatever blanks or commas stand between.
enum JSONSequence {
    static func values(_ bytes: [UInt8]) -> [[UInt8]] {
        var result: [[UInt8]] = []
        var start: Int?
        var depth = 0
        var isText = false
        var isEscaped = false
        for (index, byte) in bytes.enumerated() {
            if isText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isText = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isText = true
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                if depth == 0 { start = index }
                depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0, let first = start {
                    result.append(Array(bytes[first...index]))
                    start = nil
                }
                depth = max(depth, 0)
            default: break
            }
        }
        return result
    }
}
