/// A JSON value whose objects keep the order of their members.
///
/// Small bodies are built and read with it: answers of the identity endpoints, claims, error envelopes.
/// Rows of queries have their own writer.
enum JSONTree: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONTree])
    case object(Members)

    /// The members of an object in the order in which they are written.
    struct Members: Sendable, Hashable {
        struct Member: Sendable, Hashable {
            let name: String
            var value: JSONTree
        }

        private(set) var list: [Member] = []

        init(_ list: [Member] = []) { self.list = list }

        /// Reads the member's value; writing `nil` takes the member out, a new name is appended.
        subscript(name: String) -> JSONTree? {
            get { list.first { $0.name == name }?.value }
            set {
                if let index = list.firstIndex(where: { $0.name == name }) {
                    if let newValue { list[index].value = newValue } else { list.remove(at: index) }
                } else if let newValue {
                    list.append(Member(name: name, value: newValue))
                }
            }
        }
    }

    var stringValue: String? { if case .string(let text) = self { text } else { nil } }
    var boolValue: Bool? { if case .bool(let flag) = self { flag } else { nil } }
    var arrayValue: [JSONTree]? { if case .array(let items) = self { items } else { nil } }
    var objectValue: Members? { if case .object(let members) = self { members } else { nil } }
    var integerValue: Int64? { if case .integer(let number) = self { number } else { nil } }

    /// The member of an object; `nil` for every other value.
    subscript(name: String) -> JSONTree? { objectValue?[name] }
}

extension JSONTree: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    init(stringLiteral value: String) { self = .string(value) }
    init(integerLiteral value: Int64) { self = .integer(value) }
    init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONTree: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral {
    init(arrayLiteral elements: JSONTree...) { self = .array(elements) }
    init(nilLiteral: ()) { self = .null }

    init(dictionaryLiteral elements: (String, JSONTree)...) {
        self = .object(Members(elements.map { Members.Member(name: $0.0, value: $0.1) }))
    }

    init(strings: some Sequence<String>) { self = .array(strings.map { .string($0) }) }
}

// MARK: - Writing

extension JSONTree {
    /// The UTF-8 text without white space.
    var bytes: [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(512)
        write(to: &output)
        return output
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    func write(to output: inout [UInt8]) {
        switch self {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let flag): output.append(contentsOf: (flag ? "true" : "false").utf8)
        case .integer(let number): output.append(contentsOf: String(number).utf8)
        case .number(let number): output.append(contentsOf: (number.isFinite ? String(number) : "null").utf8)
        case .string(let text): Self.write(text, to: &output)
        case .array(let items):
            output.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                item.write(to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let members):
            output.append(UInt8(ascii: "{"))
            for (index, member) in members.list.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                Self.write(member.name, to: &output)
                output.append(UInt8(ascii: ":"))
                member.value.write(to: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    private static func write(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                output.append(UInt8(ascii: "\\"))
                output.append(byte)
            case 0x0A: output.append(contentsOf: "\\n".utf8)
            case 0x0D: output.append(contentsOf: "\\r".utf8)
            case 0x09: output.append(contentsOf: "\\t".utf8)
            case 0..<0x20, 0x7F:
                let digits = String(byte, radix: 16)
                output.append(contentsOf: "\\u".utf8)
                output.append(contentsOf: String(repeating: "0", count: 4 - digits.utf8.count).utf8)
                output.append(contentsOf: digits.utf8)
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
