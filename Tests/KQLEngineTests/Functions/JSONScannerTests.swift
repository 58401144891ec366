import DuckDB
import Testing

@testable import KQLEngine

@Suite("A path is found in one reading as in the whole document")
struct JSONScannerTests {
    /// The slow way: the whole text checked and made compact, then walked step by step.
    private static func reference(_ text: [UInt8], _ steps: [JSONStep], parses: Bool) -> [UInt8]? {
        let document: [UInt8]
        if parses {
            guard text.contains(where: { !JSONText.isBlank($0) }) else { return nil }
            document = ByteView.with(text) { JSONCompactor.compact($0) } ?? JSONText.quoted(text)
        } else {
            document = text
        }
        return ByteView.with(document) { view in
            var current = JSONText(view)
            for step in steps {
                switch step {
                case .key(let key): current = current?.member(Array(key.utf8))
                case .position(let position): current = current?.element(at: position)
                }
            }
            guard let current, !current.isNull else { return nil }
            return current.text.bytes
        }
    }

    private static func found(_ text: [UInt8], _ steps: [JSONStep], parses: Bool) throws -> [UInt8]? {
        let path = try #require(
            ByteView.with("[" + ((parses ? ["null"] : []) + steps.map(\.json)).joined(separator: ",") + "]") {
                JSONPath($0)
            })
        return ByteView.with(text) { view in path.withValue(in: view) { value, _ in value.text.bytes } }
    }

    private static func check(_ text: [UInt8], _ steps: [JSONStep]) throws {
        let expected = reference(text, steps, parses: true)
        let actual = try found(text, steps, parses: true)
        #expect(
            actual == expected,
            "\(String(decoding: text, as: UTF8.self)) at \(steps.map(\.json)): \(show(actual)) for \(show(expected))")
        guard let compact = ByteView.with(text, { JSONCompactor.compact($0) }) else { return }
        #expect(try found(compact, steps, parses: false) == reference(compact, steps, parses: false))
    }

    private static func show(_ text: [UInt8]?) -> String {
        text.map { String(decoding: $0, as: UTF8.self) } ?? "nothing"
    }

    static let texts = [
        #"{"a":1,"a":2}"#, #"{"a":{"b":[1,2,{"c":"x"}]}}"#, #" { "a" : { "b" : [ 1 , 2 ] } } "#, #"{"a":1} x"#,
        #"{"a":1"#,
        #"{"a":1,}"#, #"{"a":1,"b":tru}"#, #"{"a":null}"#, "null", " null ", "", "  ", "5", #""text""#, "text",
        "[1,2,3]",
        "[1,,2]", "[1,2", #"[[1],[2,[3]]]"#, #"{"a":"\u00e4\/"}"#, #"{"\u0061":"x"}"#, #"{"a":"q\"k"}"#,
        #"{"a\"":1,"a":2}"#,
        #"{"a":"12345678"}"#, #"{"a":"1234567\\"}"#, #"{"a":"123456\"8"}"#, "{\"a\":\"tab\there\"}", #"{"a":01}"#,
        #"{"a":-1.5e3}"#,
        #"{"a":1.}"#, #"{"a":-}"#, #"{"a":1e}"#, #"{"":{"":7}}"#, #"{"a":{"x":"]}"},"b":3}"#, #"{"a":"\ud800"}"#,
        #"{"a":"\x"}"#,
        #"{"a":[]}"#, #"{"a":{}}"#, #"{"b":[],"a":{}}"#, "{\"a\" :\n[true , false,null]}", #"{"ä":{"ö":1}}"#,
        #"{"a":"ä"}"#,
        String(repeating: #"{"a":"#, count: 300) + "1" + String(repeating: "}", count: 300),
        String(repeating: "[", count: 256) + String(repeating: "]", count: 256),
        String(repeating: "[", count: 255) + String(repeating: "]", count: 255),
    ]

    static let paths: [[JSONStep]] = [
        [], [.key("a")], [.key("b")], [.key("a"), .key("b")], [.key("a"), .key("b"), .position(1)],
        [.key("a"), .key("b"), .position(-1)], [.key("a"), .key("b"), .position(2), .key("c")], [.position(0)],
        [.position(-1)], [.position(1), .position(-1), .position(0)], [.position(3)], [.position(-4)], [.key("")],
        [.key(""), .key("")], [.key("ä"), .key("ö")], [.key("a\"")], [.key("a"), .key("a"), .key("a")],
    ]

    @Test("awkward texts", arguments: texts)
    func awkward(text: String) throws {
        for path in Self.paths { try Self.check(Array(text.utf8), path) }
    }

    @Test("texts cut off, and texts with a byte changed", arguments: texts)
    func damaged(text: String) throws {
        let bytes = Array(text.utf8.prefix(64))
        for place in bytes.indices {
            try Self.check(Array(bytes[..<place]), [.key("a")])
            for byte in Array("\"\\{}[],:1n \u{1}".utf8) {
                var changed = bytes
                changed[place] = byte
                try Self.check(changed, [.key("a")])
                try Self.check(changed, [.key("a"), .key("b"), .position(-1)])
            }
        }
    }
}

/// A step of a path, as tests write it.
enum JSONStep: Sendable {
    case key(String)
    case position(Int)

    var json: String {
        switch self {
        case .key(let key): String(decoding: JSONText.quoted(key.utf8), as: UTF8.self)
        case .position(let position): String(position)
        }
    }
}
