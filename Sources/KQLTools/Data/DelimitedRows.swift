import Telemetry

/// Rows of a file of fields: comma- or tab-separated, with the names in the first record (RFC 4180).
///
/// A field in quotes may hold the delimiter, line ends and doubled quotes. A file whose first record has semicolons and
/// no commas is divided by semicolons, as spreadsheets of some countries write it.
struct DelimitedRows: RowSource {
    let file: PackedFile
    let entry: PackedFile.Entry
    /// `nil` finds it in the first record.
    let delimiter: UInt8?
    let isTextual = true

    func forEachRow(_ body: (FileRow) throws -> Void, fault: (Int, String) -> Void) throws {
        var reader = RecordReader(delimiter: delimiter)
        var names: [String]?
        func take(_ fields: [String], _ line: Int) throws {
            guard let header = names else {
                names = Self.unique(fields)
                return
            }
            if fields == [""] { return }
            guard fields.count == header.count else {
                return fault(line, "has \(fields.count) fields where the first record names \(header.count)")
            }
            try body(FileRow(names: header, values: fields.map { $0.isEmpty ? .null : .text($0) }))
        }
        try file.read(entry) { piece in
            try reader.push(piece, take)
            return true
        }
        try reader.finish(take)
    }

    /// A column without a name is named by its place, a name that comes again gets a number.
    private static func unique(_ fields: [String]) -> [String] {
        var seen: Set<String> = []
        return fields.enumerated().map { index, field in
            let base = field.isEmpty ? "Column\(index + 1)" : field
            var name = base
            var number = 1
            while !seen.insert(name).inserted {
                name = base + String(number)
                number += 1
            }
            return name
        }
    }
}

/// Cuts a stream of bytes into records of fields.
private struct RecordReader {
    private var delimiter: UInt8?
    private var fields: [String] = []
    private var field: [UInt8] = []
    private var isQuoted = false
    private var hasClosedQuote = false
    private var isAfterReturn = false
    private var line = 1
    private var recordLine = 1
    private var isAtStart = true

    init(delimiter: UInt8?) { self.delimiter = delimiter }

    mutating func push(_ piece: UnsafeRawBufferPointer, _ take: ([String], Int) throws -> Void) throws {
        if isAtStart {
            isAtStart = false
            if delimiter == nil { delimiter = Self.guess(piece) }
            if piece.starts(with: [0xEF, 0xBB, 0xBF]) {
                return try push(UnsafeRawBufferPointer(rebasing: piece[3...]), take)
            }
        }
        for byte in piece { try push(byte, take) }
    }

    mutating func finish(_ take: ([String], Int) throws -> Void) throws {
        if !field.isEmpty || !fields.isEmpty || hasClosedQuote || isQuoted { try endRecord(take) }
    }

    private mutating func push(_ byte: UInt8, _ take: ([String], Int) throws -> Void) throws {
        defer { isAfterReturn = byte == 0x0D && !isQuoted }
        if byte == 0x0A { line += 1 }
        if isQuoted {
            if byte == UInt8(ascii: "\"") {
                isQuoted = false
                hasClosedQuote = true
            } else {
                field.append(byte)
            }
            return
        }
        switch byte {
        case UInt8(ascii: "\"") where hasClosedQuote:
            // A doubled quote: the field goes on.
            field.append(byte)
            isQuoted = true
            hasClosedQuote = false
        case UInt8(ascii: "\"") where field.isEmpty: isQuoted = true
        case 0x0A where isAfterReturn: recordLine = line
        case 0x0A, 0x0D: try endRecord(take)
        case delimiter: endField()
        default: field.append(byte)
        }
    }

    private mutating func endField() {
        fields.append(String(decoding: field, as: UTF8.self))
        field.removeAll(keepingCapacity: true)
        hasClosedQuote = false
    }

    private mutating func endRecord(_ take: ([String], Int) throws -> Void) throws {
        endField()
        isQuoted = false
        try take(fields, recordLine)
        fields.removeAll(keepingCapacity: true)
        recordLine = line
    }

    private static func guess(_ piece: UnsafeRawBufferPointer) -> UInt8 {
        let first = piece.prefix { $0 != 0x0A }
        if first.contains(UInt8(ascii: ",")) { return UInt8(ascii: ",") }
        return [UInt8(ascii: ";"), 0x09].first { first.contains($0) } ?? UInt8(ascii: ",")
    }
}
