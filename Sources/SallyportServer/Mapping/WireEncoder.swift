/// Writes wire models as JSON in one pass, members in the order of their declaration.
///
/// Foundation's encoder builds the whole tree in memory first, writes about 20 MB/s, changes the order from run to run
/// and cannot print the nulls that Graph and the Defender API print. This one does what the answers of the server need.
struct WireEncoder {
    /// What becomes of optional members without a value.
    enum Nulls: Sendable {
        /// They are written as `null`; members whose name begins with `@`, and relations, are left out all the same.
        case printed
        /// They are left out.
        case omitted
    }

    /// What becomes of optional members without a value.
    var nulls: Nulls

    /// Members that are left out without a value even where nulls are printed: relations that were not expanded.
    var relations: Set<String> = []

    /// Types written with ``Nulls/omitted`` wherever they stand: the sparse entities of the Defender API.
    var sparse: Set<ObjectIdentifier> = []

    /// A type of which only some members are written, and their names: `$select`.
    var selection: (type: ObjectIdentifier, names: Set<String>)?

    init(nulls: Nulls, relations: Set<String> = [], sparse: [Any.Type] = []) {
        self.nulls = nulls
        self.relations = relations
        self.sparse = Set(sparse.map(ObjectIdentifier.init))
    }

    /// The JSON text of a value.
    ///
    /// - Throws: What the value throws; `EncodingError` for a number that JSON cannot write.
    func encode(_ value: some Encodable) throws -> [UInt8] {
        let writer = WireWriter()
        try write(value, to: writer, nulls: nulls, path: [])
        writer.close(to: 0)
        return writer.bytes
    }

    /// Writes one value at the writer's place.
    func write<Value: Encodable>(
        _ value: Value,
        to writer: WireWriter,
        nulls: Nulls,
        path: [any CodingKey]
    ) throws {
        if let text = value as? String {
            writer.append(text: text)
            return
        }
        let isSparse = sparse.contains(ObjectIdentifier(Value.self))
        let depth = writer.depth
        let start = writer.bytes.count
        let encoder = WireValueEncoder(
            settings: self,
            writer: writer,
            nulls: isSparse ? .omitted : nulls,
            depth: depth,
            codingPath: path,
            selected: selection.flatMap { $0.type == ObjectIdentifier(Value.self) ? $0.names : nil }
        )
        try value.encode(to: encoder)
        writer.close(to: depth)
        // A type that wrote nothing is an empty object.
        if writer.bytes.count == start { writer.append("{}") }
    }
}

/// The bytes, and the brackets that are open.
final class WireWriter {
    private enum Bracket {
        case object(isEmpty: Bool)
        case array(isEmpty: Bool)
    }

    private(set) var bytes: [UInt8] = []
    private var open: [Bracket] = []

    init() { bytes.reserveCapacity(4096) }

    var depth: Int { open.count }

    func append(_ literal: StaticString) { literal.withUTF8Buffer { bytes.append(contentsOf: $0) } }

    func append(ascii text: String) { bytes.append(contentsOf: text.utf8) }

    func append(text: String) {
        JSONText.append(text, to: &bytes)
    }

    func openObject() {
        open.append(.object(isEmpty: true))
        bytes.append(UInt8(ascii: "{"))
    }

    func openArray() {
        open.append(.array(isEmpty: true))
        bytes.append(UInt8(ascii: "["))
    }

    /// Closes brackets until `depth` are open.
    func close(to depth: Int) {
        while open.count > depth, let bracket = open.popLast() {
            switch bracket {
            case .object: bytes.append(UInt8(ascii: "}"))
            case .array: bytes.append(UInt8(ascii: "]"))
            }
        }
    }

    /// Begins a member of the object at `depth`; what was open inside is closed.
    func beginMember(_ name: String, depth: Int) {
        close(to: depth)
        if case .object(let isEmpty) = open[depth - 1], !isEmpty { bytes.append(UInt8(ascii: ",")) }
        open[depth - 1] = .object(isEmpty: false)
        append(text: name)
        bytes.append(UInt8(ascii: ":"))
    }

    /// Begins an element of the array at `depth`.
    func beginElement(depth: Int) {
        close(to: depth)
        if case .array(let isEmpty) = open[depth - 1], !isEmpty { bytes.append(UInt8(ascii: ",")) }
        open[depth - 1] = .array(isEmpty: false)
    }
}

/// How a text stands in JSON, RFC 8259 §7.
enum JSONText {
    static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
