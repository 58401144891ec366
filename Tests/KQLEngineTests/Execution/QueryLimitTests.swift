import KQL
import Testing

@testable import KQLEngine

@Suite("hunting-limits.md §1 and §3: each limit and what is said of it", .needsEngine)
struct QueryLimitTests {
    private static let events = TableSchema(
        name: "Events", columns: [ColumnSchema("Timestamp", .datetime), ColumnSchema("Name", .string)])

    private func failure(_ world: RunnerWorld, _ text: String) async throws -> HuntingError {
        try await #require(throws: HuntingError.self) { _ = try await world.run(text) }
    }

    @Test func furtherRowsAreLeftOutSilently() async throws {
        let outcome = try await RunnerWorld().run("range i from 1 to 2000 step 1")
        #expect(outcome.result.rowCount == 1_000)
        #expect(outcome.result.statistics.isTruncated)
        #expect(outcome.query.diagnostics.isEmpty)
    }

    @Test func aResultThatIsTooLargeNamesTheWaysOut() async throws {
        let error = try await failure(RunnerWorld(), "range i from 1 to 900 step 1 | extend s = strrep('xy', 1000)")
        #expect(error.category == .resultSize)
        for word in ["summarize", "project", "take"] { #expect(error.message.contains(word)) }
    }

    @Test func aQueryThatTakesTooLongIsEnded() async throws {
        var world = try RunnerWorld()
        world.limits.timeout = .milliseconds(50)
        let error = try await failure(
            world,
            """
            range i from 1 to 100000 step 1 | extend k = 1
            | join kind=inner (range j from 1 to 100000 step 1 | extend k = 1) on k | summarize sum(i * j)
            """)
        #expect(error.category == .timeout)
        #expect(error.message.hasPrefix("Query exceeded the timeout period."))
        #expect(try await world.answer("print x = 1") == #"[{"x":1}]"#)
    }

    @Test func aTextThatIsTooLongIsOfTheCategoryOfSizes() async throws {
        let error = try await failure(RunnerWorld(), "print 1 //" + String(repeating: "x", count: 1_000_000))
        #expect(error.category == .querySize)
        #expect(error.message.contains("1000000 are allowed"))
    }

    @Test func whatExpandsTooFarIsRefusedBeforeItRuns() async throws {
        let tables = (1...40).map { number in
            TableSchema(name: "T\(number)", columns: (1...40).map { ColumnSchema("c\(number)x\($0)", .string) })
        }
        var world = try RunnerWorld(tables)
        world.limits.statementBytes = 100_000
        for text in ["search 'x'", "union * | where * has 'x'"] {
            let error = try await failure(world, text)
            #expect(error.category == .querySize)
            #expect(error.message.contains("exceeds the allowed size") && error.message.contains("search in ("))
        }
        #expect(try await world.answer("search in (T1) 'x' | count") == #"[{"Count":0}]"#)
    }

    @Test func tablesAreReadThirtyDaysBack() async throws {
        var world = try RunnerWorld(
            [Self.events], rows: ["Events": "2024-11-30T23:59:59|old\n2024-12-20|new\n2025-01-01|newest\n"])
        world.options.now = try #require(ValueText.datetime("2025-01-01"))
        world.options.lookback = CompileOptions.thirtyDays
        #expect(try await world.answer("Events | project Name") == #"[{"Name":"new"},{"Name":"newest"}]"#)
        #expect(try await world.answer("Events | where Timestamp > ago(90d) | count") == #"[{"Count":2}]"#)
    }
}
