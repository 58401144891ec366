import Foundation
import Testing

@testable import DefenderAPI

@Suite("Instants with seven digits")
struct TimestampTests {
    @Test(
        arguments: [
            ("2026-03-02T09:14:33.4133333Z", "2026-03-02T09:14:33.4133333Z"),
            ("2026-03-02T09:14:33.9Z", "2026-03-02T09:14:33.9000000Z"),
            ("2026-03-02T09:14:33Z", "2026-03-02T09:14:33.0000000Z"),
            ("2026-03-02T09:14:33", "2026-03-02T09:14:33.0000000Z"),
            ("2026-03-02T11:14:33+02:00", "2026-03-02T09:14:33.0000000Z"),
            ("2024-02-29T23:59:59.9999999Z", "2024-02-29T23:59:59.9999999Z"),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.0000000Z"),
            ("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z"),
        ]
    )
    func areReadAndPrinted(text: String, printed: String) throws {
        let instant = try #require(Timestamp(text))
        #expect(instant.description == printed)
        #expect(Timestamp(printed) == instant)
    }

    @Test(arguments: [
        "", "yesterday", "2025-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-03-02T25:00:00Z",
        "2026-03-02T09:14:33.Z",
    ])
    func otherTextIsRefused(text: String) {
        #expect(Timestamp(text) == nil)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Timestamp].self, from: JSONEncoder().encode([text]))
        }
    }

    @Test
    func aTickIsATick() throws {
        let first = try #require(Timestamp("2026-03-02T09:14:33.4133333Z"))
        let next = Timestamp(ticks: first.ticks + 1)
        #expect(next > first)
        #expect(next.description == "2026-03-02T09:14:33.4133334Z")
    }
}
