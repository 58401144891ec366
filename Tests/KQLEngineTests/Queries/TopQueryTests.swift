import Testing

@testable import KQLEngine

@Suite("kql.md §10: top-nested, top-hitters, sample and their like", .needsEngine)
struct TopQueryTests {
    private static let rows = "datatable(a:long,k:string)[1,'x',2,'y',3,'x',4,'y',5,'x',7,'z']"

    @Test(
        "top-nested takes the greatest within each value of the level above",
        arguments: [
            InlineQuery(
                rows + "| top-nested 1 of k by sum(a), top-nested 2 of a by max(a)",
                #"[{"k":"x","aggregated_k":9,"a":5,"aggregated_a":5},{"k":"x","aggregated_k":9,"a":3,"aggregated_a":3}]"#
            ),
            InlineQuery(
                rows + "| top-nested of k by n=count() asc, top-nested 1 of b=a*2 by m=sum(a)+1 asc",
                #"[{"k":"x","n":3,"b":2,"m":2},{"k":"y","n":2,"b":4,"m":3},{"k":"z","n":1,"b":14,"m":8}]"#),
            InlineQuery(
                rows + "| top-nested 1 of k with others='rest' by sum(a)",
                #"[{"k":"x","aggregated_k":9},{"k":"rest","aggregated_k":13}]"#),
            InlineQuery(
                rows + "| top-nested 1 of k with others='rest' by sum(a), top-nested 2 of a with others=-1 by sum(a)",
                #"[{"k":"x","aggregated_k":9,"a":5,"aggregated_a":5},{"k":"x","aggregated_k":9,"a":3,"aggregated_a":3},{"k":"x","aggregated_k":9,"a":-1,"aggregated_a":1},{"k":"rest","aggregated_k":13,"a":-1,"aggregated_a":13}]"#
            ),
            InlineQuery(
                rows + "| top-nested 3 of k with others='rest' by sum(a), top-nested 1 of a by sum(a) | where k == 'z'",
                #"[{"k":"z","aggregated_k":7,"a":7,"aggregated_a":7}]"#),
        ])
    func nested(query: InlineQuery) throws { try query.checkUnordered() }

    @Test(
        "the others",
        arguments: [
            InlineQuery(rows + "| top-hitters 1 of k", #"[{"k":"x","approximate_count_k":3}]"#),
            InlineQuery(rows + "| top-hitters 1 of k by a", #"[{"k":"x","approximate_sum_a":9}]"#),
            InlineQuery(rows + "| sample 2 | count", #"[{"Count":2}]"#),
            InlineQuery(rows + "| sample-distinct 9 of k | count", #"[{"Count":3}]"#),
            InlineQuery(rows + "| consume", "[]"),
            InlineQuery(rows + "| project-by-names 'k', 'none', dynamic(['a*']) | take 1", #"[{"k":"x","a":1}]"#),
            InlineQuery(rows + "| assert-schema (a:long, k:string) | count", #"[{"Count":6}]"#),
            InlineQuery(rows + "| top n=1 by x=a", #"[{"a":7,"k":"z"}]"#),
        ])
    func others(query: InlineQuery) throws { try query.check() }
}
