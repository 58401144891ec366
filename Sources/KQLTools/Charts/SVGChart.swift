/// A chart as an image that stands alone: no script, no font, no other file. It follows light and dark themes.
package struct SVGChart {
    /// Colours that people tell apart whatever their eyes (Okabe and Ito), then darker and lighter ones.
    static let colors = [
        "#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9", "#8c6d31", "#7b4173", "#637939", "#bd9e39",
        "#3182bd", "#ad494a",
    ]

    static func color(_ index: Int) -> String { colors[index % colors.count] }

    let chart: Chart
    var writer = SVGWriter()
    let width = 960.0
    var height = 480.0
    /// Where the data are drawn.
    var left = 64.0
    var right = 936.0
    var top = 24.0
    var bottom = 432.0

    package init(_ chart: Chart) { self.chart = chart }

    /// The image.
    package func svg() -> String {
        var copy = self
        return copy.draw()
    }

    private mutating func draw() -> String {
        if !chart.title.isEmpty { top += 28 }
        if chart.showsLegend || chart.kind == .pie { right -= 180 }
        if !chart.xTitle.isEmpty, chart.kind != .pie { bottom -= 20 }
        switch chart.kind {
        case .line, .area, .scatter, .column: drawPlot()
        case .bar: drawBars()
        case .pie: drawPie()
        case .ladder: drawLadder()
        case .card: drawCard()
        }
        if chart.showsLegend { drawLegend(chart.series.map(\.name)) }
        if !chart.note.isEmpty { writer.label(chart.note, width / 2, height - 4, anchor: "middle", style: "faint") }
        return head + writer.text + "</svg>\n"
    }

    private var head: String {
        let title = chart.title.isEmpty ? "Chart of \(chart.yTitle.isEmpty ? "values" : chart.yTitle)" : chart.title
        var text = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(SVGWriter.number(width)) \(SVGWriter.number(height))" \
            role="img" aria-labelledby="chart-title chart-description" font-family="system-ui, sans-serif">
            <title id="chart-title">\(SVGWriter.escaped(title))</title>
            <desc id="chart-description">\(SVGWriter.escaped(summary))</desc>
            <style>
            .background { fill: #ffffff } .label { fill: #333333; font-size: 12px } .faint { fill: #666666; font-size: 12px }
            .title { fill: #111111; font-size: 17px; font-weight: 600 } .figure { fill: #111111; font-size: 54px; \
            font-weight: 600 }
            .grid { stroke: #e2e2e2; stroke-width: 1 } .axis { stroke: #888888; stroke-width: 1 }
            @media (prefers-color-scheme: dark) {
            .background { fill: #16181c } .label { fill: #d6d6d6 } .faint { fill: #a0a0a0 } .title { fill: #f4f4f4 }
            .figure { fill: #f4f4f4 } .grid { stroke: #33363d } .axis { stroke: #80848c } }
            </style>
            <rect class="background" width="100%" height="100%"/>

            """
        if !chart.title.isEmpty {
            text +=
                "<text x=\"\(SVGWriter.number(left))\" y=\"30\" class=\"title\">\(SVGWriter.escaped(chart.title))</text>\n"
        }
        return text
    }

    /// What the chart shows, for those who do not see it.
    var summary: String {
        switch chart.kind {
        case .card: return chart.figureNames.map { "\($0): \(chart.figures[$0] ?? "")" }.joined(separator: ", ")
        case .ladder: return "Ladder chart of \(chart.stretches.count) stretches of time"
        default:
            let names = chart.series.prefix(12).map(\.name).joined(separator: ", ")
            let points = chart.series.reduce(0) { $0 + $1.points.count }
            let range = chart.yRange
            return
                "\(chart.kind.rawValue.prefix(1).uppercased() + chart.kind.rawValue.dropFirst()) chart of \(points) values in \(chart.series.count) series (\(names)), "
                + "from \(ChartScale.label(range.lowerBound)) to \(ChartScale.label(range.upperBound))"
        }
    }

    mutating func drawLegend(_ names: [String]) {
        let step = min(22.0, (bottom - top) / Double(max(names.count, 1)))
        for (index, name) in names.enumerated() where step >= 9 || index < 40 {
            let y = top + 8 + Double(index) * step
            writer.rectangle(right + 20, y - 9, 11, 11, color: Self.color(index))
            writer.label(SVGWriter.cut(name, 22), right + 38, y + 1)
        }
    }

    // MARK: Scales

    func x(_ value: Double, _ range: ClosedRange<Double>) -> Double {
        left + (value - range.lowerBound) / (range.upperBound - range.lowerBound) * (right - left)
    }

    func y(_ value: Double, _ range: ClosedRange<Double>) -> Double {
        bottom - (min(max(value, range.lowerBound), range.upperBound) - range.lowerBound)
            / (range.upperBound - range.lowerBound) * (bottom - top)
    }

    mutating func drawYAxis(_ range: ClosedRange<Double>) {
        for tick in ChartScale.numbers(range, about: 6) {
            let place = y(tick, range)
            writer.line(left, place, right, place, tick == 0 ? "axis" : "grid")
            let unit = chart.stacking == .percent ? " %" : ""
            writer.label(ChartScale.label(tick) + unit, left - 8, place + 4, anchor: "end")
        }
        if !chart.yTitle.isEmpty {
            writer.label(
                SVGWriter.cut(chart.yTitle, 50), 16, (top + bottom) / 2, anchor: "middle", style: "faint", rotation: -90
            )
        }
    }

    mutating func drawXTitle() {
        guard !chart.xTitle.isEmpty else { return }
        writer.label(SVGWriter.cut(chart.xTitle, 90), (left + right) / 2, height - 16, anchor: "middle", style: "faint")
    }

    /// Names below their places, as many as there is room for; turned where they are long.
    mutating func drawNames(_ names: [String], _ place: (Int) -> Double) {
        let room = (right - left) / Double(max(names.count, 1))
        let longest = names.map(\.count).max() ?? 0
        let isTurned = Double(longest) * 7 > room
        let step = max(1, Int((isTurned ? 16.0 : 20.0) / room) + (isTurned && room < 16 ? 1 : 0))
        for index in stride(from: 0, to: names.count, by: step) {
            if isTurned {
                writer.label(
                    SVGWriter.cut(names[index], 16), place(index) + 4, bottom + 16, anchor: "end", rotation: -35)
            } else {
                writer.label(names[index], place(index), bottom + 18, anchor: "middle")
            }
        }
    }
}
