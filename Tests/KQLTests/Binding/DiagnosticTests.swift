import Testing

@testable import KQL

/// Faults with code, place and what could stand there instead.
@Suite("Diagnostics")
struct DiagnosticTests {
    static let faults: [(String, Diagnostic.Code, Int, Int)] = [
        ("T | wher a == 1", .unknownOperator, 1, 5),
        ("T | where tolowr(b) == ''", .unknownFunction, 1, 11),
        ("T\n| where zz == 1", .unknownName, 2, 9),
        ("Tt | take 1", .tableExpected, 1, 1),
        ("T | project a, a", .duplicateColumn, 1, 16),
        ("T | extend b=1, b=2", .duplicateColumn, 1, 17),
        ("T | where b > 'a'", .undefinedOperator, 1, 13),
        ("T | where l has '1'", .undefinedOperator, 1, 13),
        ("T | where b contains 1", .undefinedOperator, 1, 13),
        ("T | extend b + b", .undefinedOperator, 1, 14),
        ("T | where t > '2020'", .undefinedOperator, 1, 13),
        ("T | extend t - 1", .undefinedOperator, 1, 14),
        ("T | where s > 5", .undefinedOperator, 1, 13),
        ("T | where b", .conditionExpected, 1, 11),
        ("T | where count() > 1", .misplacedAggregate, 1, 11),
        ("T | summarize sum(max(a))", .misplacedAggregate, 1, 19),
        ("T | summarize count(1)", .wrongType, 1, 21),
        ("T | summarize a", .columnNotAggregated, 1, 15),
        ("T | summarize avg(e.x)", .summableExpected, 1, 19),
        ("T | summarize count() by e", .dynamicKey, 1, 26),
        ("T | distinct *", .dynamicKey, 1, 14),
        ("T | sort by e", .dynamicKey, 1, 13),
        ("T | take b", .unknownName, 1, 10),
        ("T | take 1.5", .wholeNumberExpected, 1, 10),
        ("T | where tolower(b, b) == ''", .wrongArgumentCount, 1, 11),
        ("T | where strlen(a) > 1", .wrongType, 1, 18),
        ("let a = 5; let a = 6; T", .duplicateName, 1, 16),
        ("T | join (T) on a == b", .invalidJoinCondition, 1, 17),
        ("T | join (T) on $left.a == $right.b", .differentKeyTypes, 1, 17),
        ("T | join (T) on zz", .unknownName, 1, 17),
        ("T | join kind=innner (T) on a", .invalidValue, 1, 15),
        ("T | extend b.x", .unknownName, 1, 14),
        ("T | project-away zz", .unknownName, 1, 18),
        ("T | extend (x, y) = e", .singleValue, 1, 21),
        ("datatable(a:string, b:int) ['x', 1, 'y']", .wrongValueCount, 1, 1),
        ("print where == 1", .bracketsNeeded, 1, 7),
        ("T | extend a-b = 1", .bracketsNeeded, 1, 12),
        ("let long = 1; T", .missingElement, 1, 5),
        ("T | join kind=inner kind=inner (T) on a", .duplicateParameter, 1, 21),
        ("datatable(a:int32)[1]", .invalidTypeName, 1, 13),
        ("datatable(a:long)[1 + 1]", .literalExpected, 1, 19),
        ("print dynamic([1, 2,])", .missingElement, 1, 21),
        ("print 74be27de-1e4e-49d9-b579-fe0b331d3642", .rawGUID, 1, 7),
        ("T | where e", .conditionExpected, 1, 11),
        ("T | project-rename x = 1", .columnNameExpected, 1, 24),
        ("T | render timecart", .expectedToken, 1, 12),
        ("print 'a\\d'", .invalidEscape, 1, 9),
        ("T | where a == 1)", .incompleteFragment, 1, 17),
        ("let f = (x: long) { y + 1 }; print 1", .unknownName, 1, 21),
        ("let f = (T: (*)) { T | where y == 1 }; print 1", .unknownName, 1, 30),
        ("let f = (x: long, T: (*)) { T }; print 1", .tableParameterFirst, 1, 19),
        ("let f = (x: long) { x + 1 }; print f()", .wrongArgumentCount, 1, 36),
        ("print 1 | evaluate python(typeof(*), 'x')", .notSupported, 1, 20),
        ("T | mv-expand b", .conditionExpected, 1, 15),
        ("let x = 5;", .noResult, 1, 11),
        ("", .noResult, 1, 1),
        ("print now() - datetime_add('dy', 1, now())", .wordExpected, 1, 28),
        ("Print 1", .tableExpected, 1, 1),
    ]

    @Test("Code and place", arguments: faults)
    func places(_ text: String, _ code: Diagnostic.Code, _ line: Int, _ column: Int) throws {
        let first = try #require(Fixtures.error(text)?.diagnostics.first)
        #expect(first.code == code, "\(first)")
        #expect(first.line == line && first.column == column, "\(first)")
    }

    static let hints: [(String, String)] = [
        ("DeviceProcesEvents | take 1", "DeviceProcessEvents"),
        ("DeviceProcessEvents | where Filename == 'x'", "FileName"),
        ("DeviceProcessEvents | sumarize count()", "summarize"),
        ("DeviceProcessEvents | where tolwer(FileName) == 'x'", "tolower"),
        ("let threshold = 5; T | where l > treshold", "threshold"),
        ("T | extend b + b", "strcat(…)"),
        ("T | sort by e.x", "tostring(e.x)"),
        ("T | extend b.x", "parse_json(…)"),
        ("T | join kind=iner (U) on a", "inner"),
    ]

    @Test("Suggestions", arguments: hints)
    func suggestions(_ text: String, _ expected: String) throws {
        let error = try #require(Fixtures.error(text))
        #expect(error.diagnostics.contains { $0.suggestions.contains(expected) }, "\(error)")
    }

    @Test("Columns count characters, spans count bytes")
    func unicodePlaces() throws {
        let first = try #require(Fixtures.error("print 'é', zz")?.diagnostics.first)
        #expect(first.column == 12)
        #expect(first.span == Span(12, 14))
    }

    @Test(
        "A known operator or function that is not modelled is refused by name",
        arguments: ["cursor_after(b)"])
    func refusals(_ call: String) throws {
        #expect(try #require(Fixtures.error("T | extend x = \(call)")).code == .notSupported)
    }
}
