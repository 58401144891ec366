import Foundation

extension SVGChart {
    /// Bars to the right, a place a row; the image grows with their number.
    mutating func drawBars() {
        guard case .categories(let names) = chart.axis else { return }
        let longest = names.map { min($0.count, 32) }.max() ?? 0
        left = max(64, Double(longest) * 7 + 20)
        let rows = Double(names.count) * (chart.stacking == .none ? max(1, Double(chart.series.count) * 0.6) : 1)
        height = max(height, top + rows * 22 + 70)
        bottom = height - 52
        let range = ChartScale.rounded(chart.yRange, about: 6)
        for tick in ChartScale.numbers(range, about: 6) {
            writer.line(x(tick, range), top, x(tick, range), bottom, tick == 0 ? "axis" : "grid")
            let unit = chart.stacking == .percent ? " %" : ""
            writer.label(ChartScale.label(tick) + unit, x(tick, range), bottom + 18, anchor: "middle")
        }
        let title = chart.yTitle
        if !title.isEmpty { writer.label(title, (left + right) / 2, height - 12, anchor: "middle", style: "faint") }
        let share = (bottom - top) / Double(max(names.count, 1))
        for (index, name) in names.enumerated() {
            writer.label(SVGWriter.cut(name, 32), left - 8, top + (Double(index) + 0.5) * share + 4, anchor: "end")
        }
        let places = chart.places
        let isSum = chart.stacking != .none
        let own = share * 0.78 / (isSum ? 1 : Double(max(chart.series.count, 1)))
        for (index, stack) in chart.stacks(over: places).enumerated() {
            for (place, edge) in zip(places, stack) {
                guard let edge else { continue }
                let start = top + (place + 0.11) * share + (isSum ? 0 : own * Double(index))
                let value = edge.low < 0 && edge.high <= 0 ? edge.low : isSum ? edge.high - edge.low : edge.high
                writer.rectangle(
                    x(edge.low, range), start, x(edge.high, range) - x(edge.low, range), max(own - 1, 1),
                    color: Self.color(index), tooltip: tooltip(chart.series[index], .init(x: place, y: value)))
                if chart.series.count == 1 {
                    writer.label(ChartScale.label(value), x(edge.high, range) + 5, start + own / 2 + 4, style: "faint")
                }
            }
        }
    }

    /// Slices of a circle, the smallest ones together.
    mutating func drawPie() {
        guard case .categories(let names) = chart.axis, let series = chart.series.first else { return }
        let slices = Self.slices(series.points.map { ($0.x, max($0.value ?? 0, 0)) }, names)
        let total = slices.reduce(0) { $0 + $1.value }
        let center = ((left + right) / 2, (top + height - 20) / 2)
        let radius = min(right - left, height - 20 - top) / 2 - 10
        var angle = -Double.pi / 2
        for (index, slice) in slices.enumerated() where total > 0 && slice.value > 0 {
            let part = slice.value / total
            let end = angle + part * 2 * .pi
            let text =
                "\(slice.name): \(ChartScale.trimmed(slice.value)) (\(ChartScale.trimmed((part * 1000).rounded() / 10)) %)"
            if part > 0.9999 {
                writer.element(
                    "circle",
                    [
                        ("cx", SVGWriter.number(center.0)), ("cy", SVGWriter.number(center.1)),
                        ("r", SVGWriter.number(radius)), ("fill", Self.color(index)),
                    ], tooltip: text)
            } else {
                let start = (center.0 + radius * cos(angle), center.1 + radius * sin(angle))
                let stop = (center.0 + radius * cos(end), center.1 + radius * sin(end))
                let path =
                    "M\(SVGWriter.number(center.0)) \(SVGWriter.number(center.1)) L\(SVGWriter.number(start.0)) "
                    + "\(SVGWriter.number(start.1)) A\(SVGWriter.number(radius)) \(SVGWriter.number(radius)) 0 "
                    + "\(part > 0.5 ? 1 : 0) 1 \(SVGWriter.number(stop.0)) \(SVGWriter.number(stop.1)) Z"
                writer.element(
                    "path", [("d", path), ("fill", Self.color(index)), ("stroke", "#ffffff"), ("stroke-width", "1.5")],
                    tooltip: text)
            }
            if part > 0.04 {
                let middle = (angle + end) / 2
                writer.raw(
                    "<text x=\"\(SVGWriter.number(center.0 + radius * 0.68 * cos(middle)))\" "
                        + "y=\"\(SVGWriter.number(center.1 + radius * 0.68 * sin(middle) + 4))\" text-anchor=\"middle\" "
                        + "fill=\"#ffffff\" stroke=\"#000000\" stroke-opacity=\"0.35\" stroke-width=\"2.5\" "
                        + "paint-order=\"stroke\" font-size=\"13\" font-weight=\"600\">"
                        + "\(ChartScale.trimmed((part * 1000).rounded() / 10)) %</text>\n")
            }
            angle = end
        }
        drawLegend(slices.map(\.name))
    }

    /// The slices of a pie, those beyond the largest eleven together.
    static func slices(_ values: [(Double, Double)], _ names: [String]) -> [(name: String, value: Double)] {
        let all = values.map { (name: names[Int($0.0)], value: $0.1) }.sorted { $0.value > $1.value }
        guard all.count > 12 else { return all }
        let rest = all.dropFirst(11)
        return all.prefix(11) + [("\(rest.count) others", rest.reduce(0) { $0 + $1.value })]
    }

    /// Stretches of time below each other, those of one name in a row.
    mutating func drawLadder() {
        var names: [String] = []
        for stretch in chart.stretches where !names.contains(stretch.name) { names.append(stretch.name) }
        let longest = names.map { min($0.count, 32) }.max() ?? 0
        left = max(64, Double(longest) * 7 + 20)
        height = max(200, top + Double(names.count) * 26 + 60)
        bottom = height - 40
        let range = chart.xRange
        let ticks = ChartScale.times(range, about: 7)
        for (tick, label) in zip(ticks, ChartScale.labels(times: ticks)) {
            writer.line(x(tick, range), top, x(tick, range), bottom, "grid")
            writer.label(label, x(tick, range), bottom + 18, anchor: "middle")
        }
        writer.line(left, bottom, right, bottom, "axis")
        let share = (bottom - top) / Double(max(names.count, 1))
        for (index, name) in names.enumerated() {
            let row = top + Double(index) * share
            writer.label(SVGWriter.cut(name, 32), left - 8, row + share / 2 + 4, anchor: "end")
            for stretch in chart.stretches where stretch.name == name {
                let text =
                    "\(name): \(ValueCell.short(datetime: Int64(near: stretch.start))) – "
                    + ValueCell.short(datetime: Int64(near: stretch.end))
                writer.rectangle(
                    x(stretch.start, range), row + share * 0.2, max(x(stretch.end, range) - x(stretch.start, range), 3),
                    share * 0.6, color: Self.color(index), tooltip: text)
            }
        }
    }

    /// Figures side by side.
    mutating func drawCard() {
        height = chart.title.isEmpty ? 180 : 210
        let shown = chart.figureNames.prefix(6)
        let share = width / Double(max(shown.count, 1))
        for (index, name) in shown.enumerated() {
            let center = (Double(index) + 0.5) * share
            let value = chart.figures[name] ?? ""
            let limit = max(4, Int(share / 30))
            writer.label(SVGWriter.cut(value, limit), center, top + 76, anchor: "middle", style: "figure")
            writer.label(
                SVGWriter.cut(name, max(8, Int(share / 8))), center, top + 112, anchor: "middle", style: "faint")
        }
    }
}
