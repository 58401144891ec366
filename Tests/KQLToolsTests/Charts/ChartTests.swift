import KQL
import KQLEngine
import Testing

@testable import KQLTools

@Suite("Charts follow the rules of render", .needsEngine)
struct ChartTests {
    private func build(_ query: String) async throws -> (chart: Chart?, problem: String?) {
        let folder = try TestFolder()
        let answer = try await folder.workbench().run(query, options: QueryOptions(now: 0))
        return try #require(ChartBuilder(answer)).build()
    }

    private static let rows =
        "datatable(t:datetime, k:string, n:long)[datetime(2026-01-01), 'a', 1, datetime(2026-01-02), 'a', 3, "
        + "datetime(2026-01-01), 'b', 2] | "

    @Test(arguments: [
        ("render timechart", Chart.Kind.line, ["a", "b"], 3),
        ("render areachart with (kind=stacked)", .area, ["a", "b"], 3),
        ("project k, n | render barchart", .bar, ["n"], 2), ("project k, n | render piechart", .pie, ["n"], 2),
        ("project n, t | render scatterchart", .scatter, ["n"], 3),
        ("extend m = n * 2 | render timechart", .line, ["a: n", "a: m", "b: n", "b: m"], 6),
        ("extend m = n * 2 | render timechart with (ycolumns=m, series=k)", .line, ["a", "b"], 3),
        ("project t, n | render columnchart", .column, ["n"], 2),
        ("project n, k | render linechart with (xcolumn=k, ycolumns=n)", .line, ["n"], 2),
    ])
    func columnsFindTheirParts(render: String, kind: Chart.Kind, series: [String], points: Int) async throws {
        let chart = try #require(try await build(Self.rows + render).chart)
        #expect(chart.kind == kind)
        #expect(chart.series.map(\.name) == series)
        #expect(chart.series.reduce(0) { $0 + $1.points.count } == points)
    }

    @Test func seriesOfArraysAreTakenApart() async throws {
        let chart = try #require(
            try await build(
                "print t=dynamic(['2026-01-01T00:00:00Z','2026-01-02T00:00:00Z']), n=dynamic([1,5]), f=dynamic([0,1]), "
                    + "k='x' | render anomalychart with (anomalycolumns=f)"
            ).chart)
        #expect(chart.axis == .time)
        #expect(chart.series.map(\.name) == ["x"])
        #expect(chart.series[0].points.map(\.y) == [1, 5])
        #expect(chart.series[0].anomalies == [1])
    }

    @Test(arguments: [
        ("render treemap", "not drawn"), ("where n > 9 | render timechart", "no rows"),
        ("project k | render timechart", "no column holds numbers"), ("render ladderchart", "two datetime columns"),
    ])
    func whatCannotBeDrawnSaysWhy(render: String, reason: String) async throws {
        let (chart, problem) = try await build(Self.rows + render)
        #expect(chart == nil)
        #expect(problem?.contains(reason) == true)
    }

    @Test func aTerminalShowsBarsOfEighths() {
        var chart = Chart(kind: .bar, axis: .categories(["one", "three"]))
        chart.series = [.init(name: "n", points: [.init(x: 0, y: 1), .init(x: 1, y: 3)])]
        #expect(
            TerminalChart(chart, width: 30, isColored: false).lines()
                == ["  one █████ 1", "three ███████████████ 3"])
    }

    @Test func stacksLieOnEachOther() {
        var chart = Chart(kind: .column, stacking: .stacked, axis: .categories(["a"]))
        chart.series = [
            .init(name: "x", points: [.init(x: 0, y: 1)]), .init(name: "y", points: [.init(x: 0, y: 3)]),
        ]
        #expect(chart.stacks(over: [0]).map { [$0[0]?.low, $0[0]?.high] } == [[0, 1], [1, 4]])
        #expect(chart.yRange == 0...4)
        chart.stacking = .percent
        #expect(chart.stacks(over: [0]).map { [$0[0]?.low, $0[0]?.high] } == [[0, 25], [25, 100]])
    }

    /// Every kind of chart with texts that would break markup, no values, and values that are no numbers.
    @Test(arguments: [Chart.Kind.line, .area, .bar, .column, .pie, .scatter, .ladder, .card])
    func imagesAndLinesSurviveAnything(kind: Chart.Kind) {
        var chart = Chart(kind: kind)
        for step in 0..<3 {
            if step == 1 {
                chart.title = "<script>&\"'\u{1}"
                chart.series = [
                    .init(name: "</svg>", points: [.init(x: 0, y: .nan), .init(x: 1, y: nil), .init(x: 1, y: -2)])
                ]
                chart.axis = .categories(["<b>", "c"])
                chart.stretches = [.init(name: "<i>", start: 0, end: 0)]
                chart.figureNames = ["<u>"]
                chart.figures = ["<u>": "&"]
            }
            if step == 2 {
                chart.axis = .time
                chart.series = [.init(name: "a", points: [.init(x: 6e17, y: 1e300), .init(x: 6e17 + 1, y: -1e300)])]
            }
            if step != 2 || ![.bar, .pie].contains(kind) {
                let svg = SVGChart(chart).svg()
                #expect(svg.hasPrefix("<svg") && svg.hasSuffix("</svg>\n"))
                #expect(!svg.contains("<script") && !svg.contains("nan") && !svg.contains("</svg></svg>"))
            }
            _ = TerminalChart(chart, width: 40, isColored: true).lines()
            _ = TerminalChart(chart, width: 40, isColored: false).lines()
        }
    }

    @Test(arguments: [
        (0.0, 100.0, [0.0, 20, 40, 60, 80, 100]), (0, 7, [0, 2, 4, 6]), (-1, 1, [-1, -0.5, 0, 0.5, 1]),
    ])
    func marksAreRoundNumbers(low: Double, high: Double, marks: [Double]) {
        #expect(ChartScale.numbers(low...high, about: 5) == marks)
    }

    @Test(arguments: [(1500.0, "1.5k"), (999_999, "1M"), (0, "0"), (-2.5, "-2.5"), (3e12, "3T"), (0.00012, "0.00012")])
    func numbersAreShort(value: Double, text: String) {
        #expect(ChartScale.label(value) == text)
    }

    @Test func aPageHoldsChartAndRowsAndNoScript() async throws {
        let folder = try TestFolder()
        let answer = try await folder.workbench().run(
            "print a='<script>alert(1)</script>', n=1 | render barchart", options: QueryOptions(now: 0))
        let page = ChartPage.html(answer.result, chart: ChartBuilder(answer)?.build().chart, query: "print '<x>'")
        #expect(!page.contains("<script"))
        #expect(page.contains("<th scope=\"col\">a</th>") && page.contains("<svg") && page.contains("&lt;x&gt;"))
    }
}
