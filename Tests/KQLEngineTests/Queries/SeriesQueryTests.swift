import Testing

@testable import KQLEngine

@Suite("kql.md §10: make-series", .needsEngine)
struct SeriesQueryTests {
    private static let times = """
        datatable(t:datetime, v:real, k:string)[
            datetime(2017-01-01), 4, 'a', datetime(2017-01-02T03:00), 6, 'a', datetime(2017-01-02T05:00), 8, 'b',
            datetime(2017-01-04), 1, 'a', datetime(2016-12-31T23:59), 9, 'a']
        """

    @Test("from is included, to is not, bins without rows get the default")
    func bounds() throws {
        let rows = try InlineQuery.rows(
            Self.times
                + """
                | make-series c = count(), avg(v), m = max(v) default=real(null), x = sum(v) default=-1.5
                  on t from datetime(2017-01-01) to datetime(2017-01-04) step 1d
                """
        )
        #expect(
            rows
                == #"[{"c":[1,2,0],"avg_v":[4.0,7.0,0.0],"m":[4.0,8.0,null],"x":[4.0,14.0,-1.5],"t":["2017-01-01T00:00:00.0000000Z","2017-01-02T00:00:00.0000000Z","2017-01-03T00:00:00.0000000Z"]}]"#
        )
    }

    @Test(
        "axes",
        arguments: [
            // Without bounds each series has its own; bins are aligned to 0.
            InlineQuery(
                "datatable(x:long, k:string)[1,'a',7,'b',4,'a'] | make-series count() on x step 2 by k",
                #"[{"k":"a","count_":[1,0,1],"x":[0,2,4]},{"k":"b","count_":[1],"x":[6]}]"#),
            InlineQuery(
                "datatable(x:long)[1,7,4] | make-series count() on x from 1 step 2",
                #"[{"count_":[1,1,0,1],"x":[1,3,5,7]}]"#),
            InlineQuery(
                "datatable(x:long)[-3,7,4] | make-series count() on x to 5 step 4",
                #"[{"count_":[1,0,1],"x":[-4,0,4]}]"#),
            InlineQuery(
                "datatable(x:real)[1.5,7.25,4.0] | make-series count() on x from 1 to 5 step 1.5",
                #"[{"count_":[1,0,1],"x":[1.0,2.5,4.0]}]"#),
            InlineQuery(
                "datatable(x:timespan)[1h, 150m] | make-series count() on x from 0s to 3h step 1h",
                #"[{"count_":[0,1,1],"x":["00:00:00","01:00:00","02:00:00"]}]"#),
            // The old form includes the end, and its bins are aligned to 0.
            InlineQuery(
                "datatable(x:long)[1,7,4] | make-series count() on x in range(0, 6, 3)",
                #"[{"count_":[1,1,1],"x":[0,3,6]}]"#),
            InlineQuery(
                "datatable(x:long, y:long)[1,10,2,20] | make-series n = sum(y) * 2 on x from 1 to 3 step 1",
                #"[{"n":[20,40],"x":[1,2]}]"#),
        ])
    func axes(query: InlineQuery) throws { try query.checkUnordered() }

    @Test(
        "a table without rows gives nothing, or defaults where it is asked to",
        arguments: [
            InlineQuery("datatable(x:long)[] | make-series count() on x from 1 to 3 step 1", "[]"),
            InlineQuery(
                "datatable(x:long)[] | make-series kind=nonempty count() default=7 on x from 1 to 3 step 1",
                #"[{"count_":[7,7],"x":[1,2]}]"#),
            InlineQuery(
                "datatable(x:long)[9] | make-series count() on x from 1 to 3 step 1", "[]"),
        ])
    func empty(query: InlineQuery) throws { try query.check() }

    @Test("a series that would be too long is an error of the query")
    func limit() throws {
        let error = #expect(throws: (any Error).self) {
            try InlineQuery.rows("datatable(x:long)[1] | make-series count() on x from 0 to 2000000 step 1")
        }
        #expect("\(String(describing: error))".contains("1048576"))
    }
}
