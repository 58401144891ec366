import Testing

@testable import Telemetry

@Suite("Flat JSON objects, RFC 8259")
struct FlatObjectTests {
    private func with<Result>(_ text: String, _ body: (FlatObject) throws -> Result) throws -> Result {
        let object = FlatObject()
        return try Array(text.utf8).withUnsafeBytes { bytes in
            try object.parse(bytes)
            return try body(object)
        }
    }

    @Test(
        "Texts",
        arguments: [
            (#""plain""#, "plain"), (#""""#, ""), (#""-""#, ""), ("null", ""), ("12", "12"), ("-1.5e3", "-1.5e3"),
            ("true", "true"), (#""C:\\Windows\\x\"y\"""#, #"C:\Windows\x"y""#),
            (#""a\nb\tc\/\b\f\r""#, "a\nb\tc/\u{8}\u{C}\r"),
            (#""\u00e9\u4e2d""#, "é中"), (#""\ud83d\ude00!""#, "😀!"), (#""\ud83d!""#, "\u{FFFD}!"), (#""é😀""#, "é😀"),
            (#"{"a":[1,"}"]}"#, #"{"a":[1,"}"]}"#), (#"["\"",{}]"#, #"["\"",{}]"#),
            (#""ends with \\""#, #"ends with \"#),
        ])
    func texts(json: String, expected: String) throws {
        try with(#"{ "Image" : \#(json) , "EventID":7}"#) { object in
            #expect(object.text("Image") == expected)
            #expect(object.integer("EventID") == 7)
            #expect(object.count == 2)
        }
    }

    @Test(
        "Numbers in decimal and hexadecimal",
        arguments: [
            ("4688", 4688 as Int64?), (#""4688""#, 4688), (#""0x144c""#, 5196), (#""0x3E7""#, 999),
            ("-9187343239835811840", -9187343239835811840),
            (#""0xffffffffffffffff""#, -1), (#""-""#, nil), (#""12 ""#, nil), ("1.5", nil), ("null", nil),
            (#""0x""#, nil), ("99999999999999999999", nil),
        ])
    func numbers(json: String, expected: Int64?) throws {
        try with(#"{"ProcessId":\#(json)}"#) { #expect($0.integer("ProcessId") == expected) }
    }

    @Test(
        "What is no object is refused with its column",
        arguments: [
            ("", 1), ("[1]", 1), ("{", 2), (#"{"a"}"#, 5), (#"{"a":}"#, 6), (#"{"a":1"#, 7), (#"{"a":"b}"#, 6),
            (#"{"a":1}x"#, 8),
            (#"{"a":1,}"#, 8), (#"{a:1}"#, 2), (#"{"a":tru}"#, 6), (#"{"a":[1}"#, 9), (#"{"a" 1}"#, 6),
            (#"{"a":1 "b":2}"#, 8), ("oops", 1),
        ])
    func faults(text: String, column: Int) {
        let fault = #expect(throws: FlatObject.Fault.self) { try with(text) { _ in } }
        #expect(fault?.column == column, "\(text)")
    }

    @Test func aLaterMemberOfTheSameNameWins() throws {
        try with(#"{"Image":"one","Image":"two"}"#) { #expect($0.text("Image") == "two") }
    }

    @Test func membersOfTheLineBeforeAreGone() throws {
        let object = FlatObject()
        try Array(#"{"Image":"one"}"#.utf8).withUnsafeBytes { try object.parse($0) }
        try Array(#"{"User":"two"}"#.utf8).withUnsafeBytes { bytes in
            try object.parse(bytes)
            #expect(!object.has("Image"))
            #expect(object.text("User") == "two")
        }
    }

    @Test func manyMembersAreKept() throws {
        let text = "{" + (0..<500).map { "\"k\($0)\":\($0)" }.joined(separator: ",") + ",\"Image\":\"last\"}"
        try with(text) { object in
            #expect(object.count == 501)
            #expect(object.key(object.member(at: 499)) == "k499")
            #expect(object.text("Image") == "last")
        }
    }

    @Test func everyFieldNameHasItsOwnSignature() {
        let signatures = FieldIndex.names.map { name in
            Array(name.utf8).withUnsafeBufferPointer { buffer in
                buffer.baseAddress.map { FieldIndex.signature($0, count: buffer.count) }
            }
        }
        #expect(Set(signatures).count == FieldIndex.names.count)
    }

    @Test("Texts written as JSON are read back", arguments: ["", "plain", "\"\\\n\r\t\u{1}é😀", #"C:\x"#])
    func roundTrip(text: String) throws {
        var json = ""
        JSONText.append(text, to: &json)
        try with("{\"Image\":\(json)}") { #expect($0.text("Image") == text) }
    }
}
