import KQL
import KQLEngine
import Telemetry

/// Rows of a JSON file: one object a line; or one array of objects; or an answer of the hunting API, with its rows in
/// `results` or `Results` and their types in `schema` or `Schema`.
struct JSONRows: RowSource {
    let file: PackedFile
    let entry: PackedFile.Entry
    let isTextual = false
    let declaredColumns: [(name: String, type: ScalarType)]
    private let rows: [[UInt8]]?

    /// A file that is no stream of lines is read at once.
    private static let wholeLimit = 512 << 20

    init(file: PackedFile, entry: PackedFile.Entry) throws {
        self.file = file
        self.entry = entry
        guard try !Self.isLines(file, entry), let document = JSONDocument(try Self.whole(file, entry)) else {
            rows = nil
            declaredColumns = []
            return
        }
        if let elements = document.elements {
            rows = elements
            declaredColumns = []
            return
        }
        var found: [[UInt8]]?
        var declared: [(name: String, type: ScalarType)] = []
        for (name, value) in document.members {
            guard case .nested(let text) = value else { continue }
            switch name {
            case "results", "Results": found = JSONDocument(Array(text.utf8))?.elements
            case "schema", "Schema": declared = Self.columns(JSONDocument(Array(text.utf8)))
            default: break
            }
        }
        rows = found ?? [Array(document.compact.utf8)]
        declaredColumns = found == nil ? [] : declared
    }

    func forEachRow(_ body: (FileRow) throws -> Void, fault: (Int, String) -> Void) throws {
        if let rows {
            for (index, row) in rows.enumerated() { try take(row, index + 1, body, fault) }
            return
        }
        try file.forEachLine(entry) { bytes, number in
            if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return true }
            try take(Array(bytes), number, body, fault)
            return true
        }
    }

    private func take(
        _ bytes: [UInt8], _ number: Int, _ body: (FileRow) throws -> Void, _ fault: (Int, String) -> Void
    ) throws {
        guard let document = JSONDocument(bytes) else { return fault(number, "is no JSON") }
        guard document.compact.hasPrefix("{") else { return fault(number, "is no JSON object") }
        let members = document.members
        try body(FileRow(names: members.map(\.name), values: members.map { Self.value($0.value) }))
    }

    private static func value(_ value: JSONDocument.Value) -> FileValue {
        switch value {
        case .null: .null
        case .bool(let value): .bool(value)
        case .number(let text): Int64(text).map { .integer($0) } ?? Double(text).map { .real($0) } ?? .text(text)
        case .string(let text): .text(text)
        case .nested(let text): .json(text)
        }
    }

    /// Whether the first line that is not blank is a whole object.
    private static func isLines(_ file: PackedFile, _ entry: PackedFile.Entry) throws -> Bool {
        var result = true
        try file.forEachLine(entry) { bytes, _ in
            guard let first = bytes.first(where: { $0 > 0x20 }) else { return true }
            guard first == UInt8(ascii: "{") else {
                result = first != UInt8(ascii: "[")
                return false
            }
            guard let document = JSONDocument(Array(bytes)) else {
                // The object goes on in the next line, or the line is broken: only the whole file can tell.
                result = JSONDocument(try whole(file, entry)) == nil
                return false
            }
            result = !document.members.contains { $0.name.lowercased() == "results" }
            return false
        }
        return result
    }

    private static func whole(_ file: PackedFile, _ entry: PackedFile.Entry) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try file.read(entry) { piece in
            bytes.append(contentsOf: piece)
            guard bytes.count <= wholeLimit else {
                throw ToolError(
                    "cannot read \(entry.name)", why: "it is one JSON value of more than \(wholeLimit >> 20) MB",
                    remedy: "write it as JSON lines, one object a line")
            }
            return true
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        return bytes
    }

    /// The columns of an answer's `schema`, with the names that the API gives types (defender-api B8).
    private static func columns(_ document: JSONDocument?) -> [(name: String, type: ScalarType)] {
        (document?.elements ?? []).compactMap { element in
            var name: String?
            var type: ScalarType?
            for member in JSONDocument(element)?.members ?? [] {
                guard case .string(let text) = member.value else { continue }
                switch member.name.lowercased() {
                case "name": name = text
                case "type": type = ScalarType(serviceName: text)
                default: break
                }
            }
            return name.flatMap { name in type.map { (name, $0) } }
        }
    }
}

extension ScalarType {
    /// A type by its name in KQL or in answers of the hunting API.
    package init?(serviceName name: String) {
        switch name.lowercased().split(separator: ".").last.map(String.init) ?? "" {
        case "int64": self = .long
        case "int32", "int16": self = .int
        case "sbyte", "boolean", "bool": self = .bool
        case "single", "double", "real": self = .real
        case "sqldecimal", "decimal": self = .decimal
        case "object", "dynamic": self = .dynamic
        case "string": self = .string
        case "datetime": self = .datetime
        case "timespan": self = .timespan
        case "guid": self = .guid
        case let other: self.init(keyword: other)
        }
    }
}
