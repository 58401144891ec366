import Testing

@testable import KQL

/// Texts that nest, chain or multiply without end are refused with a code; long ones that do not are read.
@Suite("Hostile texts")
struct HostileTextTests {
    private static func nested(_ open: String, _ inner: String, _ close: String, _ count: Int = 3_000) -> String {
        String(repeating: open, count: count) + inner + String(repeating: close, count: count)
    }

    private static func lets(_ count: Int, _ first: String, _ next: (Int) -> String) -> String {
        "let v0 = \(first); " + (1..<count).map { "let v\($0) = \(next($0)); " }.joined()
    }

    static let refused: [String] = [
        "print " + (0..<6_000).map { _ in "1" }.joined(separator: ","),
        "T | extend " + (0..<6_000).map { "x\($0) = 1" }.joined(separator: ","),
        "print " + nested("(", "1", ")"), "print " + nested("tolower(", "'a'", ")"),
        "print " + nested("not(", "true", ")"), "print dynamic(" + nested("[", "", "]"),
        "print a" + String(repeating: "[0]", count: 3_000), "print x = dynamic(1) | extend x" + nested(".a", "", ""),
        "union " + nested("(", "print 1", ")"), "print 1 | join " + nested("(", "print 1", ") on x"),
        "print " + nested("toscalar(print ", "1", ")", 40),
        "print x = 1 | where x in " + nested("(range x from 1 to 3 step 1 | where x in ", "(1)", ")"),
        "T" + String(repeating: "| where a == 1", count: 3_000),
        lets(60, "strcat('a', tostring(now()))") { "strcat(v\($0 - 1), v\($0 - 1))" } + "print v59",
        lets(60, "() { 1 }") { "() { v\($0 - 1)() + v\($0 - 1)() }" } + "print v59()",
        lets(60, "print x = 1") { "union v\($0 - 1), v\($0 - 1)" } + "v59",
        lets(60, "print x = 1") { "v\($0 - 1) | join v\($0 - 1) on x" } + "v59",
        lets(500, "toint(rand())") { "v\($0 - 1) + 1" } + "print v499",
        lets(3_000, "print x = 1") { "print x = \($0)" } + "v1",
        "range x from 1 to 5 step 1 | extend y = now() " + String(repeating: "+ totimespan(x)", count: 3_000),
    ]

    @Test("Are refused as nested too deep, once", arguments: refused)
    func refusals(_ text: String) throws {
        let error = try #require(Fixtures.error(text))
        #expect(error.diagnostics.map(\.code) == [.nestedTooDeep], "\(error)")
    }

    @Test(
        "Texts of nothing but signs are refused at once",
        arguments: [";", "|", ",", ".", "@", "*", "[", "{", "“", "a="])
    func signs(_ sign: String) throws {
        #expect(
            try #require(Fixtures.error("print " + String(repeating: sign, count: 100_000))).diagnostics.count <= 100)
    }

    static let read: [String] = [
        "T | where " + (0..<10_000).map { "b == 'x\($0)'" }.joined(separator: " or "),
        "T | where " + (0..<10_000).map { "a != \($0)" }.joined(separator: " and "),
        "T | where " + (0..<2_000).map { "b has 'x\($0)' and a > \($0)" }.joined(separator: " or "),
        "T | extend x = " + (0..<2_000).map { _ in "a" }.joined(separator: " + "),
        "T | extend x = " + (0..<2_000).map { _ in "a * 1.5" }.joined(separator: " - "),
        "T | extend x = 1 + a + " + (0..<2_000).map { _ in "e.x" }.joined(separator: " + "),
        "T | extend x = strcat(" + (0..<2_000).map { "'\($0)'" }.joined(separator: ",") + ")",
        "T | where b in (" + (0..<10_000).map { "'\($0)'" }.joined(separator: ",") + ")",
        "print x = dynamic([0]) | extend y = " + nested("x[", "0", "]", 30),
    ]

    @Test("Are read", arguments: read)
    func reading(_ text: String) throws {
        #expect(throws: Never.self) { try Fixtures.compile(text) }
    }

    @Test("A long chain is computed from the left in the type of its operands")
    func chains() throws {
        let operands = String(repeating: " - a / 2", count: 100)
        let query = try Fixtures.compile("T | project x = a\(operands)")
        #expect(query.sql.contains("kql_chain("))
        #expect(query.columns[0].type == .long)
        #expect(try Fixtures.compile("T | project x = r\(operands)").columns[0].type == .real)
        #expect(Fixtures.error("T | project x = a\(operands) + b")?.code == .undefinedOperator)
    }
}
