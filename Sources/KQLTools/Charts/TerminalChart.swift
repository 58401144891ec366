/// A chart in the characters of a terminal: bars of eighths of a cell, lines of dots in the braille block.
///
/// Series have colours where these are allowed; otherwise each has a sign of its own.
package struct TerminalChart {
    let chart: Chart
    let width: Int
    let height: Int
    let isColored: Bool
    /// The cells that a text takes; texts are escaped already.
    let cells: @Sendable (String) -> Int

    /// The colours of series, as numbers of the 256 that terminals have.
    static let colors = [33, 214, 35, 166, 175, 117, 137, 97, 107, 179]
    static let signs = ["●", "▲", "■", "◆", "✚", "○", "△", "□", "◇", "✕"]

    /// - Parameters:
    ///   - width: Cells of a line.
    ///   - height: Lines of a plot, axes aside.
    ///   - cells: Counts the cells that a text takes.
    package init(
        _ chart: Chart, width: Int, height: Int = 16, isColored: Bool,
        cells: @escaping @Sendable (String) -> Int = { $0.count }
    ) {
        self.chart = chart
        self.width = max(width, 20)
        self.height = max(height, 4)
        self.isColored = isColored
        self.cells = cells
    }

    /// The lines of the chart.
    package func lines() -> [String] {
        var lines: [String] = []
        if !chart.title.isEmpty { lines += [bold(chart.title), ""] }
        switch chart.kind {
        case .line, .area, .scatter: lines += plot()
        case .bar, .column, .pie: lines += bars()
        case .ladder: lines += ladder()
        case .card: lines += chart.figureNames.map { "  \(bold(chart.figures[$0] ?? ""))  \(faint($0))" }
        }
        if chart.series.count > 1, chart.kind != .pie {
            lines.append("")
            lines += legend(chart.series.map(\.name))
        }
        if !chart.note.isEmpty { lines.append(faint(chart.note)) }
        return lines
    }

    // MARK: Style

    func bold(_ text: String) -> String { isColored ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
    func faint(_ text: String) -> String { isColored ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

    func colored(_ text: String, _ index: Int) -> String {
        guard isColored, !text.isEmpty else { return text }
        return "\u{1B}[38;5;\(Self.colors[index % Self.colors.count])m\(text)\u{1B}[0m"
    }

    func sign(_ index: Int) -> String { isColored ? "━" : Self.signs[index % Self.signs.count] }

    func cut(_ text: String, _ limit: Int) -> String {
        guard cells(text) > limit else { return text }
        var result = ""
        for character in text {
            if cells(result) + cells(String(character)) > limit - 1 { break }
            result.append(character)
        }
        return result + "…"
    }

    func padded(_ text: String, _ width: Int, right: Bool = false) -> String {
        let text = cut(text, width)
        let blanks = String(repeating: " ", count: max(0, width - cells(text)))
        return right ? blanks + text : text + blanks
    }

    private func legend(_ names: [String]) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for (index, name) in names.enumerated() {
            let label = cut(name, width / 2)
            let length = cells(label) + 4
            if used > 0, used + length > width {
                lines.append(line)
                line = ""
                used = 0
            }
            line += colored(isColored ? "■" : barSign(index), index) + " " + label + "  "
            used += length
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    private func barSign(_ index: Int) -> String {
        chart.kind == .bar || chart.kind == .column ? Self.shades[index % Self.shades.count] : sign(index)
    }

    static let shades = ["█", "▒", "▓", "░", "▚", "▤"]

    // MARK: Bars

    /// A line for each place and series; stacked series share a line.
    private func bars() -> [String] {
        guard case .categories(let names) = chart.axis else { return [] }
        if chart.kind == .pie { return shares(names) }
        let range = chart.yRange
        let low = min(range.lowerBound, 0)
        let span = max(range.upperBound, 0) - low
        let label = min(names.map(cells).max() ?? 0, width / 3)
        let valueWidth = chart.stacking == .none ? 9 : 0
        let room = max(width - label - 1 - valueWidth, 8)
        let places = chart.places
        let stacks = chart.stacks(over: places)
        var lines: [String] = []
        for (index, place) in places.enumerated() {
            let name = names.indices.contains(Int(place)) ? names[Int(place)] : ""
            guard chart.stacking == .none else {
                lines.append(
                    padded(name, label, right: true) + " " + stacked(stacks.map { $0[index] }, span, low, room))
                continue
            }
            for (series, stack) in stacks.enumerated() {
                guard let edge = stack[index] else { continue }
                let value = edge.high > 0 ? edge.high : edge.low
                let before = Int(near: (edge.low - low) / span * Double(room))
                let length = (edge.high - edge.low) / span * Double(room)
                let head = series == 0 || chart.series.count == 1 ? padded(name, label, right: true) : padded("", label)
                let bar = String(repeating: " ", count: max(before, 0)) + colored(bar(length, series), series)
                lines.append("\(head) \(bar) \(ChartScale.label(value))")
            }
        }
        return lines
    }

    /// A bar of so many cells, its end in eighths.
    private func bar(_ length: Double, _ series: Int) -> String {
        if !isColored, chart.series.count > 1 {
            return String(
                repeating: Self.shades[series % Self.shades.count],
                count: max(Int(near: length), length > 0 ? 1 : 0))
        }
        let eighths = Int(near: length * 8)
        let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][max(eighths, 0) % 8]
        let text = String(repeating: "█", count: max(eighths, 0) / 8) + rest
        return text.isEmpty && length > 0 ? "▏" : text
    }

    private func stacked(_ edges: [(low: Double, high: Double)?], _ span: Double, _ low: Double, _ room: Int) -> String
    {
        func cell(_ value: Double) -> Int { Int(near: (value - low) / span * Double(room)) }
        var line = ""
        var used = 0
        let sorted = edges.enumerated().compactMap { index, edge in edge.map { (index, $0) } }.sorted {
            $0.1.low < $1.1.low
        }
        for (index, edge) in sorted {
            let start = max(cell(edge.low), used)
            let end = max(cell(edge.high), start)
            line += String(repeating: " ", count: start - used)
            let sign = isColored ? "█" : Self.shades[index % Self.shades.count]
            line += colored(String(repeating: sign, count: end - start), index)
            used = end
        }
        return line
    }

    private func shares(_ names: [String]) -> [String] {
        guard let series = chart.series.first else { return [] }
        let slices = SVGChart.slices(series.points.map { ($0.x, max($0.value ?? 0, 0)) }, names)
        let total = slices.reduce(0) { $0 + $1.value }
        let label = min(slices.map { cells($0.name) }.max() ?? 0, width / 3)
        let room = max(width - label - 20, 8)
        return slices.enumerated().map { index, slice in
            let part = total > 0 ? slice.value / total : 0
            let percent = padded(ChartScale.trimmed((part * 1000).rounded() / 10) + " %", 7, right: true)
            let eighths = Int(near: part * Double(room) * 8)
            let bar = String(repeating: "█", count: eighths / 8) + ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
            return
                "\(padded(slice.name, label, right: true)) \(percent) \(padded(ChartScale.label(slice.value), 8, right: true)) "
                + colored(bar, index)
        }
    }

    // MARK: Ladder

    private func ladder() -> [String] {
        var names: [String] = []
        for stretch in chart.stretches where !names.contains(stretch.name) { names.append(stretch.name) }
        let label = min(names.map(cells).max() ?? 0, width / 3)
        let room = max(width - label - 2, 10)
        let range = chart.xRange
        func cell(_ value: Double) -> Int {
            Int(near: (value - range.lowerBound) / (range.upperBound - range.lowerBound) * Double(room - 1))
        }
        var lines = names.enumerated().map { index, name -> String in
            var row = Array(repeating: " ", count: room)
            for stretch in chart.stretches where stretch.name == name {
                for place in cell(stretch.start)...max(cell(stretch.start), cell(stretch.end)) { row[place] = "█" }
            }
            var text = row.joined()
            while text.last == " " { text.removeLast() }
            return padded(name, label, right: true) + " ▕" + colored(text, index)
        }
        lines += timeAxis(range, room).map { String(repeating: " ", count: label + 2) + faint($0) }
        return lines
    }

    func timeAxis(_ range: ClosedRange<Double>, _ room: Int) -> [String] {
        let ticks = ChartScale.times(range, about: max(2, room / 16))
        return axisLine(zip(ticks, ChartScale.labels(times: ticks)).map { ($0, $1) }, range, room)
    }

    /// Labels below their places, as far as they do not touch.
    func axisLine(_ labels: [(Double, String)], _ range: ClosedRange<Double>, _ room: Int) -> [String] {
        var line = ""
        for (value, label) in labels {
            let place = Int(near: (value - range.lowerBound) / (range.upperBound - range.lowerBound) * Double(room - 1))
            let start = min(max(place - cells(label) / 2, 0), max(room - cells(label), 0))
            let used = cells(line)
            if used > 0, start <= used { continue }
            line += String(repeating: " ", count: start - used) + label
        }
        return [line]
    }
}
