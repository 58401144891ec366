import Testing

@testable import KQLEngine

/// The order in which the real engine was seen to list sets.
@Suite("Sets are listed in the engine's order")
struct SetListingTests {
    private static func listed(_ texts: [String], reserving count: Int = 0) -> [String] {
        SetListing.listed(texts.map { Array($0.utf8) }, reserving: count).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test("A table that is told its size beforehand")
    func reserved() {
        let neighbors = [
            "862a10727ffffff", "862a10707ffffff", "862a1070fffffff", "862a10777ffffff", "862a100dfffffff",
            "862a100d7ffffff",
        ]
        let recorded = [
            "862a10777ffffff", "862a100d7ffffff", "862a100dfffffff", "862a1070fffffff", "862a10707ffffff",
            "862a10727ffffff",
        ]
        #expect(Self.listed(neighbors, reserving: 7) == recorded)
    }

    @Test("A table that grows keeps every text once", arguments: [0, 1, 13, 14, 30, 61, 1_000])
    func growing(_ count: Int) {
        let texts = (0..<count).map { "text \($0)" }
        #expect(Self.listed(texts).sorted() == texts.sorted())
    }

    @Test("Growing turns the order of what was there around")
    func turning() {
        // Fourteen texts make the table grow from 13 buckets to 29: the standard library of the engine gave this.
        let texts = (0..<15).map { "\($0)" }
        #expect(Self.listed(texts) == ["14", "13", "10", "3", "5", "2", "4", "6", "7", "8", "0", "1", "9", "11", "12"])
    }
}
