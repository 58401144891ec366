import Foundation
import Testing

@testable import DefenderAPI

@Suite("Hunting answers")
struct HuntingResultTests {
    @Test
    func theDefenderFormIsRead() throws {
        let result = try HuntingResult(parsing: Array(XDRFixtures.hunting.utf8))
        #expect(result.schema.map(\.name) == ["Timestamp", "DeviceName", "Total", "Share", "Seen", "Bag"])
        #expect(result.schema.map(\.type) == [.dateTime, .string, .int64, .double, .boolean, .object])
        try #require(result.rows.count == 2)
        #expect(result.value(row: 0, column: "DeviceName") == "büro \"3\"\né😀")
        #expect(result.value(row: 0, column: "Total") == 9_007_199_254_740_993)
        #expect(result.value(row: 0, column: "Seen")?.bool == true)
        #expect(result.value(row: 0, column: "Bag")?["a"]?.array?.last?["b"] == false)
        #expect(result.value(row: 1, column: "Seen")?.bool == false)
        #expect(result.value(row: 1, column: "Share") == -0.0015)
        #expect(result.value(row: 1, column: "Timestamp") == .some(.null))
        #expect(result.value(row: 1, column: "Bag") == .some(.null))
        #expect(result.value(row: 1, column: "Other") == nil)
        #expect(result.statistics?["resource_usage"]?["cpu"]?["total cpu"] == "00:00:00.0100000")
    }

    @Test
    func theGraphFormIsReadWhateverTheOrderOfItsMembers() throws {
        let result = try HuntingResult(parsing: Array(GraphFixtures.hunting.utf8))
        #expect(result.schema.map(\.name) == ["Count", "FileName"])
        #expect(result.rows == [[2, "sh.exe"]])
        #expect(result.statistics == nil)
    }

    @Test(
        "Text that is no JSON, RFC 8259",
        arguments: [
            "", "{", "{\"Schema\": }", "[1,]", "{\"a\" 1}", "nul", "01", "-", "1.", "1e", "\"\\x\"", "\"a", "\"\n\"",
            "{} x", "\"\\u12\"", "+1", ".5", "{\"a\":1,}",
        ]
    )
    func otherTextIsRefused(text: String) {
        #expect(throws: JSONReaderError.self) { try JSONReader.value(of: Array(text.utf8)) }
    }

    @Test
    func deepNestingIsRefusedAndNotFollowed() {
        let text = String(repeating: "[", count: 100_000)
        let error = #expect(throws: JSONReaderError.self) { try JSONReader.value(of: Array(text.utf8)) }
        #expect(error?.message == "Nested too deeply")
    }

    @Test
    func theReaderAgreesWithFoundation() throws {
        for text in [
            XDRFixtures.hunting, XDRFixtures.incident, GraphFixtures.incident, "[0, -0, 1e3, 1.25, \"\\u0041\"]",
        ] {
            let expected = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
            let actual = try JSONReader.value(of: Array(text.utf8))
            #expect(normalised(actual) == normalised(expected))
        }
    }

    /// Foundation reads `1e3` as an integer.
    private func normalised(_ value: JSONValue) -> JSONValue {
        switch value {
        case .double(let number) where number == number.rounded(): .integer(Int64(number))
        case .array(let elements): .array(elements.map(normalised))
        case .object(let members): .object(members.mapValues(normalised))
        default: value
        }
    }
}
