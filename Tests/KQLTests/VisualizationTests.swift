import Testing

@testable import KQL

@Suite("What render says is kept with the query")
struct VisualizationTests {
    @Test(
        arguments: [
            ("T | render timechart", "timechart", [:]),
            ("T | render barchart kind=stacked", "barchart", ["kind": "stacked"]),
            ("T | render barchart stacked", "barchart", ["kind": "stacked"]),
            (
                "T | render timechart with (title='a, b', xcolumn=t, ycolumns=a, b, series=c, ymin=-1.5, legend=hidden)",
                "timechart",
                [
                    "title": "a, b", "xcolumn": "t", "ycolumns": "a,b", "series": "c", "ymin": "-1.5",
                    "legend": "hidden",
                ]
            ),
            ("T | render piechart with(title=\"x\")", "piechart", ["title": "x"]),
            ("let a = T | render table; a | render card", "card", [:]),
            ("T | render linechart title=@'c:\\x' xtitle='y'", "linechart", ["title": "c:\\x", "xtitle": "y"]),
            ("T | render timechart by a", "timechart", ["series": "a"]),
        ] as [(String, String, [String: String])])
    func settingsStandInBothPlaces(text: String, chart: String, properties: [String: String]) {
        #expect(Visualization(text) == Visualization(chart: chart, properties: properties))
    }

    @Test(arguments: ["T", "T | render timechart | take 1", "T | where x", "", "T | render"])
    func withoutALastRenderThereIsNone(text: String) {
        #expect(Visualization(text) == nil)
    }

    @Test func theCompilerHandsItOn() throws {
        let query = try KQLCompiler(schema: SchemaCatalog()).compile(
            "print x = 1 | render card with (title='n')", options: CompileOptions(now: 0))
        #expect(query.visualization == Visualization(chart: "card", properties: ["title": "n"]))
    }
}
