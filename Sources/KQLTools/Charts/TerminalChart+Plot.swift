extension TerminalChart {
    /// Dots in a grid of cells, each two wide and four high.
    private struct Canvas {
        let width: Int
        let height: Int
        private var dots: [UInt8]
        private var owners: [Int]

        init(width: Int, height: Int) {
            self.width = width
            self.height = height
            dots = Array(repeating: 0, count: width * height)
            owners = Array(repeating: -1, count: width * height)
        }

        /// The bits of a braille sign, by column and row of its dots (U+2800).
        private static let bits: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]

        mutating func set(_ x: Int, _ y: Int, _ owner: Int) {
            guard x >= 0, y >= 0, x < width * 2, y < height * 4 else { return }
            let cell = y / 4 * width + x / 2
            dots[cell] |= Self.bits[x % 2][y % 4]
            owners[cell] = owner
        }

        mutating func line(from start: (Int, Int), to end: (Int, Int), _ owner: Int) {
            let steps = max(abs(end.0 - start.0), abs(end.1 - start.1), 1)
            for step in 0...steps {
                let part = Double(step) / Double(steps)
                set(
                    start.0 + Int((Double(end.0 - start.0) * part).rounded()),
                    start.1 + Int((Double(end.1 - start.1) * part).rounded()), owner)
            }
        }

        func owner(_ x: Int, _ y: Int) -> Int { owners[y * width + x] }

        func sign(_ x: Int, _ y: Int) -> String {
            let bits = dots[y * width + x]
            guard bits != 0, let scalar = Unicode.Scalar(0x2800 + UInt32(bits)) else { return " " }
            return String(Character(scalar))
        }
    }

    /// Lines, areas and dots with their axes.
    func plot() -> [String] {
        let range = ChartScale.rounded(chart.yRange, about: height / 4)
        let marks = ChartScale.numbers(range, about: height / 4)
        let unit = chart.stacking == .percent ? "%" : ""
        let gutter = (marks.map { cells(ChartScale.label($0) + unit) }.max() ?? 1) + 1
        let room = max(width - gutter - 1, 10)
        var canvas = Canvas(width: room, height: height)
        draw(on: &canvas, range)
        func row(_ value: Double) -> Int {
            Int(near: (range.upperBound - value) / (range.upperBound - range.lowerBound) * Double(height * 4 - 1))
                / 4
        }
        var labels: [Int: String] = [:]
        for mark in marks { labels[row(mark)] = ChartScale.label(mark) + unit }
        var lines = (0..<height).map { y -> String in
            let label = padded(labels[y] ?? "", gutter, right: true)
            return faint(label + (labels[y] == nil ? "│" : "┤")) + self.row(canvas, y)
        }
        lines.append(faint(String(repeating: " ", count: gutter) + "└" + String(repeating: "─", count: room)))
        lines += axis(room).map { faint(String(repeating: " ", count: gutter + 1) + $0) }
        if !chart.yTitle.isEmpty { lines.insert(faint(padded("", gutter) + " " + cut(chart.yTitle, room)), at: 0) }
        return lines
    }

    /// A line of the canvas, dots of one owner in one colour; without colours each owner has its sign.
    private func row(_ canvas: Canvas, _ y: Int) -> String {
        var result = ""
        var run = ""
        var owner = -1
        for x in 0..<canvas.width {
            let next = canvas.owner(x, y)
            if next != owner {
                result += owner < 0 ? run : colored(run, owner)
                run = ""
                owner = next
            }
            let sign = canvas.sign(x, y)
            run += !isColored && chart.series.count > 1 && next >= 0 ? self.sign(next) : sign
        }
        result += owner < 0 ? run : colored(run, owner)
        while result.last == " " { result.removeLast() }
        return result
    }

    private func draw(on canvas: inout Canvas, _ range: ClosedRange<Double>) {
        let xRange = chart.xRange
        let (columns, rows) = (Double(canvas.width * 2 - 1), Double(canvas.height * 4 - 1))
        func place(_ x: Double, _ y: Double) -> (Int, Int) {
            let y = min(max(y, range.lowerBound), range.upperBound)
            return (
                Int(near: (x - xRange.lowerBound) / (xRange.upperBound - xRange.lowerBound) * columns),
                Int(near: (range.upperBound - y) / (range.upperBound - range.lowerBound) * rows)
            )
        }
        if chart.kind == .area { return drawAreas(on: &canvas, place) }
        for (index, series) in chart.series.enumerated() {
            var last: (Int, Int)?
            for point in series.points {
                guard let y = point.value else {
                    last = nil
                    continue
                }
                let next = place(point.x, y)
                if chart.kind == .line, let last {
                    canvas.line(from: last, to: next, index)
                } else {
                    canvas.set(next.0, next.1, index)
                }
                last = next
            }
        }
    }

    /// Fills below the upper edges, the highest first, so that lower ones stay seen.
    private func drawAreas(on canvas: inout Canvas, _ place: (Double, Double) -> (Int, Int)) {
        let xs = chart.places
        for (index, stack) in chart.stacks(over: xs).enumerated().reversed() {
            let edges = zip(xs, stack).compactMap { x, edge in edge.map { (x, $0) } }
            for (first, second) in zip(edges, edges.dropFirst().isEmpty ? edges[...] : edges.dropFirst()) {
                let (start, end) = (place(first.0, first.1.high), place(second.0, second.1.high))
                let (low, high) = (place(first.0, first.1.low), place(second.0, second.1.low))
                for x in start.0...max(start.0, end.0) {
                    let part = end.0 > start.0 ? Double(x - start.0) / Double(end.0 - start.0) : 0
                    let top = start.1 + Int((Double(end.1 - start.1) * part).rounded())
                    let bottom = low.1 + Int((Double(high.1 - low.1) * part).rounded())
                    for y in min(top, bottom)...max(top, bottom) { canvas.set(x, y, index) }
                }
            }
        }
    }

    private func axis(_ room: Int) -> [String] {
        let range = chart.xRange
        switch chart.axis {
        case .time: return timeAxis(range, room)
        case .numbers:
            let ticks = ChartScale.numbers(range, about: max(2, room / 12))
            return axisLine(ticks.map { ($0, ChartScale.label($0)) }, range, room)
        case .categories(let names):
            return axisLine(names.enumerated().map { (Double($0.offset), cut($0.element, 16)) }, range, room)
        }
    }
}
