import Testing

@testable import KQL

/// What SQL must say for KQL's meaning; KQL §5 to §10 and the checklist of §14.
@Suite("Meaning in SQL: KQL §5 to §10")
struct SemanticsTests {
    private func sql(_ text: String, options: CompileOptions = Fixtures.options) throws -> String {
        try Fixtures.compile(text, options: options).sql
    }

    // MARK: Nulls, §5

    @Test("§5: in a filter equality needs no wrapping, inequality keeps nulls")
    func filters() throws {
        #expect(try sql("T | where l == 5 | count").contains("WHERE (\"l\" = CAST($1 AS BIGINT))"))
        #expect(try sql("T | where l != 5 | count").contains("(\"l\" IS DISTINCT FROM CAST($1 AS BIGINT))"))
        #expect(try sql("T | where b != 'x' | count").contains("(\"b\" <> CAST($1 AS VARCHAR))"))
    }

    @Test("§5: as a value, equality with one null is false and with two is null")
    func values() throws {
        #expect(try sql("T | project x = l == 5").contains("coalesce((\"l\" = CAST($1 AS BIGINT)), FALSE)"))
        #expect(
            try sql("T | project x = l == l").contains(
                "CASE WHEN ((\"l\" IS NULL) AND (\"l\" IS NULL)) THEN NULL ELSE (\"l\" IS NOT DISTINCT FROM \"l\") END"
            )
        )
        #expect(
            try sql("T | where not(l == 5) | count").contains("(NOT coalesce((\"l\" = CAST($1 AS BIGINT)), FALSE))"))
    }

    @Test("§5: a null is in no list")
    func lists() throws {
        #expect(try sql("T | where l !in (1, 2) | count").contains("(NOT coalesce((\"l\" IN ("))
        #expect(try sql("T | where l !in ((T | project l)) | count").contains("(NOT coalesce((\"l\" IN ("))
    }

    @Test("§5: null keys of a join match")
    func joinKeys() throws {
        #expect(try sql("T | project l | join kind=inner (T | project l) on l").contains("IS NOT DISTINCT FROM"))
        #expect(try sql("T | project b | join kind=inner (T | project b) on b").contains("= c"))
    }

    @Test("§5: the strings of a missing row are empty")
    func outerJoin() throws {
        let text = try sql("T | project a | join kind=leftouter (T | project a, b) on a | project b")
        #expect(text.contains("coalesce("))
        #expect(text.contains("LEFT JOIN"))
    }

    @Test("§5: coalesce skips empty strings")
    func coalesce() throws {
        #expect(try sql("T | project x = coalesce(b, 'y')").contains("nullif(\"b\", CAST($1 AS VARCHAR))"))
    }

    // MARK: Text, §6

    static let textCalls: [(String, String)] = [
        ("has", "kql_has("), ("has_cs", "kql_has_cs("), ("hasprefix", "kql_hasprefix("),
        ("hasprefix_cs", "kql_hasprefix_cs("), ("hassuffix", "kql_hassuffix("), ("contains", "kql_contains("),
        ("contains_cs", "contains("), ("startswith", "kql_startswith("), ("startswith_cs", "starts_with("),
        ("endswith", "kql_endswith("), ("endswith_cs", "ends_with("), ("matches regex", "kql_matches("),
        ("=~", "kql_eq_ci("), ("!has", "(NOT kql_has("), ("!contains", "(NOT kql_contains("),
        ("!~", "(NOT kql_eq_ci("),
        ("notcontains", "(NOT kql_contains("), ("!startswith_cs", "(NOT starts_with("),
    ]

    @Test("§6: every text operator has its function", arguments: textCalls)
    func textOperators(_ word: String, _ call: String) throws {
        #expect(try sql("T | where b \(word) 'x' | count").contains(call))
    }

    @Test("§6: needles travel as one JSON constant")
    func needles() throws {
        let query = try Fixtures.compile("T | where b has_any ('a\"b', 'c') | count")
        #expect(query.parameters == [.text(#"["a\"b","c"]"#)])
        #expect(query.sql.contains("kql_has_any(\"b\", CAST($1 AS VARCHAR))"))
    }

    @Test("§6: a dynamic is tested by its text")
    func dynamicText() throws {
        #expect(try sql("T | where e.a has 'x' | count").contains("kql_has(kql_dyn_text(\"e\", CAST($1 AS VARCHAR))"))
    }

    // MARK: Numbers and time, §7 and §8

    @Test("§7: whole division truncates, and arithmetic wraps")
    func arithmetic() throws {
        #expect(try sql("T | project x = l / 2").contains("kql_div(\"l\", CAST($1 AS BIGINT))"))
        #expect(try sql("T | project x = l % 2").contains("kql_mod("))
        #expect(try sql("T | project x = r / 2").contains("(\"r\" / CAST($1 AS DOUBLE))"))
    }

    @Test("§8: now and ago are folded to one instant")
    func now() throws {
        let query = try Fixtures.compile("T | where t > ago(1d) and t < now(-1h) + 30m | count")
        #expect(
            query.parameters == [.int64(Fixtures.now - 864_000_000_000), .int64(Fixtures.now - 18_000_000_000)]
        )
    }

    @Test("§8: a timespan above a datetime is counted from the lower end")
    func between() throws {
        let query = try Fixtures.compile("T | where t between (datetime(2020-01-01) .. 1d) | count")
        #expect(query.parameters == [.int64(637_134_336_000_000_000), .int64(637_135_200_000_000_000)])
    }

    @Test("§8: tables are narrowed to the lookback and to a timespan")
    func lookback() throws {
        var options = CompileOptions(now: Fixtures.now)
        #expect(
            try Fixtures.compile("DeviceProcessEvents | count", options: options).parameters
                == [.int64(Fixtures.now - CompileOptions.thirtyDays)]
        )
        options.lookback = nil
        options.timespan = 5...9
        #expect(
            try Fixtures.compile("DeviceProcessEvents | count", options: options).parameters == [.int64(5), .int64(9)]
        )
        // A table without a time column is read whole.
        #expect(try Fixtures.compile("U | count", options: options).parameters.isEmpty)
    }

    @Test("TimeGenerated stands for the time column where the option says so")
    func timeGenerated() throws {
        #expect(try Fixtures.columns("DeviceProcessEvents | project TimeGenerated") == ["TimeGenerated: datetime"])
        var options = Fixtures.options
        options.resolvesTimeGenerated = false
        #expect(Fixtures.error("DeviceProcessEvents | project TimeGenerated", options: options) != nil)
    }

    @Test("Old names of tables and other spellings of columns resolve")
    func aliases() throws {
        #expect(try Fixtures.compile("OldProcessEvents | count").tables == ["DeviceProcessEvents"])
        #expect(try sql("DeviceNetworkEvents | where RemoteIp == 'x' | count").contains("\"RemoteIP\" ="))
    }

    // MARK: Dynamic, §9

    @Test("§9: a path and its conversion are one reading of the JSON")
    func paths() throws {
        let query = try Fixtures.compile("T | project x = tostring(parse_json(b).a['k'][0])")
        #expect(query.sql.contains("kql_dyn_text(\"b\", CAST($1 AS VARCHAR))"))
        #expect(query.parameters == [.text(#"[null,"a","k",0]"#)])
        #expect(try sql("T | where toint(e.a) > 1 | count").contains("kql_dyn_int(\"e\""))
        #expect(try sql("T | where e.a == 5 | count").contains("kql_dyn_long(\"e\""))
        #expect(try sql("T | where e.a == 'x' | count").contains("kql_dyn_text(\"e\""))
    }

    @Test("§9: a parsed column is not made where only its members are read")
    func pathFusion() throws {
        let text = try sql(
            "T | extend p = parse_json(b) | extend q = p.a.b | where p.x == 1 | project y = tostring(q.c)"
        )
        #expect(!text.contains("kql_parse_json"))
        #expect(text.contains("kql_dyn_long(\"b\""))
        #expect(
            try Fixtures.compile("T | extend p = parse_json(b) | project x = tostring(p.a.b)").parameters == [
                .text(#"[null,"a","b"]"#)
            ])
        // The value itself is another thing than its members.
        #expect(try sql("T | extend p = parse_json(b) | project x = tostring(p)").contains("kql_parse_json"))
    }

    // MARK: Operators, §10

    @Test("§10: sort is descending with nulls last, ascending with nulls first")
    func sortDefaults() throws {
        #expect(try sql("T | project l | sort by l").hasSuffix("DESC NULLS LAST"))
        #expect(try sql("T | project l | sort by l asc").hasSuffix("ASC NULLS FIRST"))
        #expect(try sql("T | project l | order by l asc nulls last").hasSuffix("ASC NULLS LAST"))
    }

    @Test("§10: NaN is sorted with the nulls")
    func sortNaN() throws {
        #expect(try sql("T | project r | sort by r").contains("coalesce(isnan("))
    }

    @Test("§10: the order survives where, extend, project and take, and columns that are not shown")
    func orderSurvives() throws {
        let text = try sql("T | sort by l asc | take 5 | extend x = 1 | project x, b | where b != ''")
        #expect(text.components(of: "ORDER BY") == 2)
        #expect(text.hasSuffix("ASC NULLS FIRST"))
    }

    @Test("§10: the order does not survive summarize")
    func orderEnds() throws {
        #expect(try !sql("T | sort by l | summarize count() by b").contains("ORDER BY"))
    }

    @Test("§10: the default join keeps one row of each key on the left")
    func innerunique() throws {
        #expect(try sql("T | project a, l | join (U | project a) on a").contains("first(c"))
        #expect(try sql("T | project a | join (U | project a) on a").contains("GROUP BY"))
        #expect(try !sql("T | summarize max(l) by a | join (U | project a) on a").contains("first("))
        #expect(try !sql("T | project a | join kind=inner (U | project a) on a").contains("GROUP BY"))
    }

    @Test("§10: columns are pruned down to the table")
    func pruning() throws {
        let query = try Fixtures.compile(
            "DeviceProcessEvents | where FileName == 'x' | extend y = LogonId | project DeviceId")
        #expect(query.sql.contains("\"FileName\""))
        #expect(!query.sql.contains("LogonId"))
        #expect(!query.sql.contains("ProcessCommandLine"))
    }

    @Test("§10: conditions go below computed columns")
    func pushdown() throws {
        #expect(
            try Fixtures.compile("T | extend x = strlen(b) | where a == 1 | project x").plan.contains(
                "extend [c10 = strlen(c2)]\n    filter"
            )
        )
    }

    @Test("§10: names that differ in case stay apart, since SQL sees numbers only")
    func caseCollision() throws {
        let query = try Fixtures.compile("T | project A = a, a = l, b")
        #expect(query.columns.map(\.name) == ["A", "a", "b"])
        #expect(!query.sql.contains("AS \"A\""))
    }

    // MARK: Aggregates, §11

    static let emptyGroups: [(String, String)] = [
        ("sum(l)", "coalesce(kql_wrap_sum(sum(\"l\")), CAST($1 AS BIGINT))"),
        ("avg(l)", "coalesce(avg(\"l\"), CAST($1 AS DOUBLE))"),
        ("stdev(l)", "coalesce(stddev_samp(CAST(\"l\" AS DOUBLE)), CAST($1 AS DOUBLE))"),
        ("countif(f)", "count(*) FILTER (WHERE \"f\")"),
        ("make_list(l)", "FILTER (WHERE (\"l\" IS NOT NULL))"), ("dcount(b)", "count(DISTINCT \"b\")"),
        ("percentile(l, 50)", "quantile_disc(\"l\", CAST(CAST($1 AS VARCHAR) AS DECIMAL(18, 12)))"),
        ("avg(t)", "(sum(\"t\") // count(\"t\"))"),
    ]

    @Test("§11: what an empty group gives", arguments: emptyGroups)
    func aggregates(_ call: String, _ expected: String) throws {
        #expect(try sql("T | summarize x = \(call)").contains(expected))
    }

    @Test("§11: arg_max takes all its columns from one row, and drops what nobody reads")
    func argMax() throws {
        let query = try Fixtures.compile(
            "DeviceProcessEvents | summarize arg_max(Timestamp, *) by DeviceId | project FileName")
        #expect(query.sql.contains("arg_max_null(\"FileName\", coalesce(\"Timestamp\", CAST($"))
        #expect(!query.sql.contains("AccountName"))
        // Where a group may have no extreme, the row is taken as a whole.
        let doubtful = try Fixtures.compile("T | summarize arg_max(l, a) by b")
        #expect(doubtful.sql.contains("arg_max({f0: \"l\", f1: \"a\"}"))
    }

    @Test("The row limit is put on the result")
    func rowLimit() throws {
        var options = Fixtures.options
        options.rowLimit = 7
        let query = try Fixtures.compile("T | project a | sort by a", options: options)
        #expect(query.parameters == [.int64(7)])
        #expect(query.sql.contains("LIMIT CAST($1 AS BIGINT)"))
    }
}

extension String {
    /// How often a text occurs.
    func components(of part: String) -> Int {
        var count = 0
        var rest = Substring(self)
        while let range = rest.firstRange(of: part) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}
