extension SVGChart {
    /// Lines, areas, dots and columns over a horizontal axis.
    mutating func drawPlot() {
        let isColumns = chart.kind == .column
        if case .categories(let names) = chart.axis {
            let longest = names.map(\.count).max() ?? 0
            let room = (right - left) / Double(max(names.count, 1))
            if Double(longest) * 7 > room { bottom -= min(Double(min(longest, 16)) * 4.2, 70) }
        }
        let yRange = ChartScale.rounded(chart.yRange, about: 6)
        let xRange = chart.xRange
        drawYAxis(chart.stacking == .percent ? 0...100 : yRange)
        let count = placeCount
        let places: (Double) -> Double = { [left, right] value in
            // Categories stand in the middle of their share of the width.
            count.map { left + (value + 0.5) / Double($0) * (right - left) }
                ?? left + (value - xRange.lowerBound) / (xRange.upperBound - xRange.lowerBound) * (right - left)
        }
        drawXAxis(xRange, places)
        drawXTitle()
        switch chart.kind {
        case .column where isColumns: drawColumns(yRange, places)
        case .area: drawAreas(yRange, places)
        case .scatter:
            for (index, series) in chart.series.enumerated() { drawDots(series, index, yRange, places, radius: 4) }
        default: drawLines(yRange, places)
        }
    }

    private var placeCount: Int? { if case .categories(let names) = chart.axis { max(names.count, 1) } else { nil } }

    private mutating func drawXAxis(_ range: ClosedRange<Double>, _ place: (Double) -> Double) {
        writer.line(left, bottom, right, bottom, "axis")
        switch chart.axis {
        case .categories(let names): drawNames(names) { place(Double($0)) }
        case .numbers:
            for tick in ChartScale.numbers(range, about: 8) {
                writer.line(place(tick), bottom, place(tick), bottom + 5, "axis")
                writer.label(ChartScale.label(tick), place(tick), bottom + 18, anchor: "middle")
            }
        case .time:
            let ticks = ChartScale.times(range, about: 8)
            for (tick, label) in zip(ticks, ChartScale.labels(times: ticks)) {
                writer.line(place(tick), bottom, place(tick), bottom + 5, "axis")
                writer.label(label, place(tick), bottom + 18, anchor: "middle")
            }
        }
    }

    private mutating func drawLines(_ range: ClosedRange<Double>, _ place: (Double) -> Double) {
        for (index, series) in chart.series.enumerated() {
            var path = ""
            var isBroken = true
            for point in series.points {
                guard let value = point.value else {
                    isBroken = true
                    continue
                }
                path +=
                    (isBroken ? "M" : "L") + "\(SVGWriter.number(place(point.x))) \(SVGWriter.number(y(value, range))) "
                isBroken = false
            }
            writer.element(
                "path",
                [
                    ("d", path), ("fill", "none"), ("stroke", Self.color(index)), ("stroke-width", "2"),
                    ("stroke-linejoin", "round"), ("stroke-linecap", "round"),
                ], tooltip: series.name)
            // A few points are shown as such: they may be all that a line of one value has.
            if series.points.count <= 60 {
                drawDots(series, index, range, place, radius: series.points.count == 1 ? 4 : 2.5)
            }
            for anomaly in series.anomalies.sorted() where anomaly < series.points.count {
                guard let value = series.points[anomaly].value else { continue }
                writer.element(
                    "circle",
                    [
                        ("cx", SVGWriter.number(place(series.points[anomaly].x))),
                        ("cy", SVGWriter.number(y(value, range))), ("r", "6"), ("fill", "none"), ("stroke", "#d00000"),
                        ("stroke-width", "2"),
                    ], tooltip: "anomaly: " + tooltip(series, series.points[anomaly]))
            }
        }
    }

    private mutating func drawDots(
        _ series: Chart.Series, _ index: Int, _ range: ClosedRange<Double>, _ place: (Double) -> Double, radius: Double
    ) {
        for point in series.points {
            guard let value = point.value else { continue }
            writer.element(
                "circle",
                [
                    ("cx", SVGWriter.number(place(point.x))), ("cy", SVGWriter.number(y(value, range))),
                    ("r", SVGWriter.number(radius)), ("fill", Self.color(index)),
                    ("fill-opacity", chart.kind == .scatter ? "0.7" : "1"),
                ], tooltip: tooltip(series, point))
        }
    }

    private mutating func drawAreas(_ range: ClosedRange<Double>, _ place: (Double) -> Double) {
        let xs = chart.places
        let stacks = chart.stacks(over: xs)
        for (index, stack) in stacks.enumerated() {
            let edges = zip(xs, stack).compactMap { x, edge in edge.map { (x, $0) } }
            guard !edges.isEmpty else { continue }
            let isSum = chart.stacking != .none
            let above = edges.map { x, edge -> String in
                // Without stacking a value below zero has its edge there.
                let value = isSum || edge.high > 0 ? edge.high : edge.low
                return "\(SVGWriter.number(place(x))) \(SVGWriter.number(y(value, range)))"
            }
            let below = edges.reversed().map { x, edge -> String in
                "\(SVGWriter.number(place(x))) \(SVGWriter.number(y(isSum ? edge.low : 0, range)))"
            }
            writer.element(
                "path",
                [
                    ("d", "M" + (above + below).joined(separator: " L") + " Z"), ("fill", Self.color(index)),
                    ("fill-opacity", isSum ? "0.75" : "0.35"), ("stroke", Self.color(index)), ("stroke-width", "1.5"),
                ], tooltip: chart.series[index].name)
        }
    }

    private mutating func drawColumns(_ range: ClosedRange<Double>, _ place: (Double) -> Double) {
        let xs = chart.places
        let stacks = chart.stacks(over: xs)
        let share = (right - left) / Double(placeCount ?? max(xs.count, 1)) * 0.8
        let isSum = chart.stacking != .none
        let own = isSum ? share : share / Double(max(chart.series.count, 1))
        for (index, stack) in stacks.enumerated() {
            for (x, edge) in zip(xs, stack) {
                guard let edge else { continue }
                let start = place(x) - share / 2 + (isSum ? 0 : own * Double(index))
                let high = y(edge.high, range)
                writer.rectangle(
                    start, high, max(own - 1, 1), y(edge.low, range) - high, color: Self.color(index),
                    tooltip: tooltip(
                        chart.series[index],
                        .init(x: x, y: edge.high == 0 || edge.low < 0 ? edge.low : edge.high - (isSum ? edge.low : 0))))
            }
        }
    }

    /// `series, place: value`.
    func tooltip(_ series: Chart.Series, _ point: Chart.Point) -> String {
        let value = point.value.map(ChartScale.trimmed) ?? ""
        return "\(series.name), \(placeName(point.x)): \(value)"
    }

    func placeName(_ x: Double) -> String {
        switch chart.axis {
        case .categories(let names): names.indices.contains(Int(x)) ? names[Int(x)] : ""
        case .numbers: ChartScale.trimmed(x)
        case .time: ValueCell.short(datetime: Int64(near: x))
        }
    }
}
