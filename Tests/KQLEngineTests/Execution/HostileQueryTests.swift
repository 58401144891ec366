import Foundation
import KQL
import Testing

@testable import KQLEngine

/// A query that asks for more than there is ends within its limits, and the next one is answered.
@Suite("Hostile queries end within their limits", .enabled(if: EngineLibrary.shared != nil), .serialized)
struct HostileQueryTests {
    /// A query and how it must end; `nil` for an answer.
    struct Row: CustomTestStringConvertible, Sendable {
        let text: String
        let end: HuntingError.Category?
        var testDescription: String { String(text.prefix(80)) }

        init(_ text: String, _ end: HuntingError.Category?) {
            self.text = text
            self.end = end
        }
    }

    private static func doubling(_ step: String, _ count: Int) -> String { String(repeating: step, count: count) }

    static let rows: [Row] = [
        // Rows
        Row("range x from 1 to 1000000000000 step 1 | count", .semantic),
        Row("range t from datetime(0001-01-01) to datetime(9999-12-31) step 1tick | count", .semantic),
        Row("range x from 1 to 1 step 1 | make-series count() on x from 1 to 1000000000 step 1", .semantic),
        Row(
            "range x from 1 to 1000000 step 1 | extend k = 1 | join kind=inner (range y from 1 to 1000000 step 1 "
                + "| extend k = 1) on k | summarize max(x * y)", .timeout),
        Row(
            "range x from 1 to 1000 step 1 | mv-expand a = range(1, 1000, 1) | mv-expand b = range(1, 1000, 1) "
                + "| mv-expand c = range(1, 1000, 1) | summarize max(tolong(c))", .timeout),
        // Values
        Row("print array_length(repeat(1, 1000000000))", nil),
        Row("print array_length(range(1, 1000000000, 1))", nil),
        Row("print strlen(strrep('abc', 1000000000))", nil),
        Row(
            "range x from 1 to 2000 step 1 | extend a = repeat(x, 1000000) | summarize max(array_length(a))", .resources
        ),
        Row(
            "print s = 'aaaaaaaaaaaaaaaa' \(doubling("| extend s = strcat(s, s) ", 40))| project strlen(s)", .resources),
        Row(
            "print a = dynamic([1, 2]) \(doubling("| extend a = array_concat(a, a) ", 40))| project array_length(a)",
            .resources),
        Row("print d = dynamic({'a': 1}) \(doubling("| extend d = bag_pack('a', d, 'b', d) ", 40))", .resources),
        Row("range x from 1 to 3000000 step 1 | summarize make_list(strcat(x, strrep('a', 100)))", .resources),
        Row(
            "range x from 1 to 100 step 1 | scan declare (s: string = 'aaaaaaaa') with (step s1: true => "
                + "s = strcat(s1.s, s1.s);) | summarize max(strlen(s))", .resources),
        // Texts
        Row("print d = parse_json(strcat(strrep('[', 100000), strrep(']', 100000))) | project gettype(d[0][0])", nil),
        Row("print d = parse_json(strrep('{\"a\":', 100000)) | project array_length(bag_keys(d))", nil),
        Row("print strlen(tostring(parse_xml(strcat(strrep('<a>', 10000), strrep('</a>', 10000)))))", nil),
        Row("print s = strrep('a', 100000) | where s matches regex '(a+)+$' | count", nil),
        Row("print s = strrep('a', 10000) | where s matches regex '(.*)*(.*)*(.*)*x' | count", nil),
        Row("print extract('(a*)*(b|c)', 1, strrep('a', 10000))", nil),
        Row("print 'a' matches regex '((((a{1,100}){1,100}){1,100}){1,100})'", .semantic),
        Row("print 'a' matches regex strcat(strrep('(', 5000), 'a', strrep(')', 5000))", .semantic),
        // Algorithms
        Row("print series_periods_detect(range(1, 300000, 1), 4.0, 150000.0, 2)", .timeout),
        // Texts of queries
        Row("print \((1...10_000).map { _ in "1" }.joined(separator: " + "))", nil),
        Row("range x from 1 to 2 step 1 | extend y = \((1...2_000).map { _ in "x" }.joined(separator: " * "))", nil),
        Row("print x = 1 | where \((1...10_000).map { "x == \($0)" }.joined(separator: " or "))", nil),
        Row("print x = 1 | where \((1...3_000).map { "x == \($0) and x > \($0)" }.joined(separator: " or "))", nil),
        Row("print \(String(repeating: "toscalar(print ", count: 40))1\(String(repeating: ")", count: 40))", .syntax),
        Row(
            "datatable (a: long, b: string) [\((1...20_000).map { "\($0), 'x'" }.joined(separator: ","))] | count", nil),
    ]

    /// One engine for all rows: each must leave it as it was.
    private static let world = Result {
        try RunnerWorld(resources: .init(memory: 96 << 20, threads: 2, temporarySpace: 0))
    }

    @Test("Each row", arguments: rows)
    func ends(_ row: Row) async throws {
        var world = try Self.world.get()
        world.limits.timeout = row.end == nil ? .seconds(60) : .milliseconds(700)
        var end: HuntingError.Category?
        do {
            _ = try await world.run(row.text)
        } catch let error as HuntingError {
            end = error.category
            #expect(!error.message.isEmpty && error.category != .unknown, "\(error) \(error.cause ?? "")")
        }
        // A slow machine may run out of time before it runs out of memory.
        #expect(end == row.end || row.end != nil && end == .timeout, "\(end?.rawValue ?? "an answer")")
        #expect(try await world.answer("print a = 1") == #"[{"a":1}]"#)
    }

    @Test(
        "Names that a host brings are quoted, whatever is in them",
        arguments: [#"a"b;--"#, "c'd; DROP TABLE x", "e\\\"f", "$1", "SELECT", "ü/*"])
    func names(_ name: String) async throws {
        let table = TableSchema(name: name, columns: [ColumnSchema(name, .string), ColumnSchema("b", .long)])
        let world = try RunnerWorld([table], rows: [name: "x|1\ny|2"])
        let quoted = "[@'\(name.replacingOccurrences(of: "'", with: "''"))']"
        #expect(try await world.answer("\(quoted) | where \(quoted) == 'x' | project b") == #"[{"b":1}]"#)
    }
}
