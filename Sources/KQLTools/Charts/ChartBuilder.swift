import KQL
import KQLEngine

/// Makes a chart of rows by the rules of `render`: the first suitable column is the x axis, numbers are values, texts name
/// series; settings override each.
package struct ChartBuilder {
    /// More categories than this are not told apart by anybody.
    private static let mostCategories = 200
    private static let mostSeries = 40

    private let columns: [ColumnSchema]
    private let rows: [[HuntingResult.Value]]
    private let visualization: Visualization

    /// Makes a builder of an answer; `nil` where no chart is asked for.
    package init?(_ answer: QueryAnswer) {
        guard let visualization = answer.visualization else { return nil }
        columns = answer.result.columns
        rows = answer.result.rows()
        self.visualization = visualization
    }

    /// The chart, or why there is none; both `nil` for `render table`.
    package func build() -> (chart: Chart?, problem: String?) {
        let name = visualization.chart.lowercased()
        guard name != "table" else { return (nil, nil) }
        guard !rows.isEmpty else { return (nil, "there are no rows to draw") }
        guard let kind = Self.kind(name) else {
            return (nil, "the chart '\(visualization.chart)' is not drawn here; the rows are shown instead")
        }
        var chart = Chart(kind: kind)
        chart.title = property("title") ?? ""
        chart.yMinimum = property("ymin").flatMap(Double.init)
        chart.yMaximum = property("ymax").flatMap(Double.init)
        switch property("kind")?.lowercased() {
        case "stacked": chart.stacking = .stacked
        case "stacked100": chart.stacking = .percent
        default: chart.stacking = name == "stackedareachart" ? .stacked : .none
        }
        switch kind {
        case .card: return (card(chart), nil)
        case .ladder: return ladder(chart)
        default: return plot(chart, name)
        }
    }

    private static func kind(_ name: String) -> Chart.Kind? {
        switch name {
        case "timechart", "linechart", "anomalychart": .line
        case "areachart", "stackedareachart": .area
        case "barchart": .bar
        case "columnchart": .column
        case "piechart": .pie
        case "scatterchart": .scatter
        case "ladderchart", "timeline": .ladder
        case "card": .card
        default: nil
        }
    }

    private func property(_ name: String) -> String? { visualization.properties[name] }

    private func index(of name: String) -> Int? { columns.firstIndex { $0.name == name } }

    private func indices(_ name: String) -> [Int]? {
        property(name).map { $0.split(separator: ",").compactMap { index(of: String($0)) } }
    }

    // MARK: Plots

    private func plot(_ chart: Chart, _ name: String) -> (Chart?, String?) {
        var chart = chart
        let x = xColumn(name)
        let isArray = columns[x].type == .dynamic && array(rows[0][x]) != nil
        let anomalies = indices("anomalycolumns") ?? []
        let ys =
            indices("ycolumns")
            ?? columns.indices.filter { index in
                guard index != x, !anomalies.contains(index) else { return false }
                return isArray ? isNumberArray(index) : Self.isNumber(columns[index].type)
            }
        guard !ys.isEmpty else { return (nil, "no column holds numbers to draw") }
        let names =
            indices("series")
            ?? columns.indices.filter { index in
                index != x && !ys.contains(index) && [.string, .guid, .bool].contains(columns[index].type)
            }
        chart.xTitle = property("xtitle") ?? columns[x].name
        chart.yTitle = property("ytitle") ?? (ys.count == 1 ? columns[ys[0]].name : "")
        var builder = SeriesBuilder(xType: isArray ? nil : columns[x].type, takesCategories: chart.takesCategories)
        for row in rows {
            let label = names.map { text(row[$0], columns[$0].type) }.joined(separator: ", ")
            for y in ys {
                let series = label.isEmpty ? columns[y].name : ys.count == 1 ? label : "\(label): \(columns[y].name)"
                if isArray {
                    guard let xs = array(row[x]), let values = array(row[y]) else { continue }
                    let flags = anomalies.first.flatMap { array(row[$0]) }
                    for (place, value) in zip(xs, values) {
                        builder.add(place, number(value), to: series)
                    }
                    if let flags { builder.mark(flags.map { ($0.real ?? 0) != 0 }, in: series) }
                } else {
                    builder.add(node(row[x], columns[x].type), number(row[y], columns[y].type), to: series)
                }
            }
        }
        builder.finish(into: &chart, mostCategories: Self.mostCategories, mostSeries: Self.mostSeries)
        chart.showsLegend = chart.series.count > 1 && property("legend")?.lowercased() != "hidden"
        return (chart, nil)
    }

    private func xColumn(_ name: String) -> Int {
        if let named = property("xcolumn").flatMap(index(of:)) { return named }
        let takesFirst = ["barchart", "columnchart", "piechart"].contains(name)
        if takesFirst { return 0 }
        if let time = columns.firstIndex(where: { $0.type == .datetime }) { return time }
        // make-series gives its axis as an array of datetimes.
        let axis = columns.indices.first { index in
            guard columns[index].type == .dynamic, let first = array(rows[0][index])?.first else { return false }
            return first.text.flatMap(ValueText.datetime) != nil
        }
        if let axis { return axis }
        return columns.firstIndex { Self.isNumber($0.type) && $0.name != property("ycolumns") } ?? 0
    }

    private static func isNumber(_ type: ScalarType) -> Bool { type.isNumeric || type == .timespan }

    private func isNumberArray(_ index: Int) -> Bool {
        guard columns[index].type == .dynamic, let elements = array(rows[0][index]) else { return false }
        return elements.contains { $0.real != nil } || elements.isEmpty
    }

    // MARK: Others

    private func card(_ chart: Chart) -> Chart {
        var chart = chart
        for (column, value) in zip(columns, rows[0]) {
            chart.figureNames.append(column.name)
            chart.figures[column.name] = text(value, column.type)
        }
        return chart
    }

    /// Stretches between the first two datetimes, named by the texts.
    private func ladder(_ chart: Chart) -> (Chart?, String?) {
        var chart = chart
        let times = columns.indices.filter { columns[$0].type == .datetime }
        guard times.count >= 2 else { return (nil, "a ladder needs two datetime columns, a start and an end") }
        let names = columns.indices.filter { [.string, .guid].contains(columns[$0].type) }
        chart.axis = .time
        for row in rows.prefix(Self.mostCategories) {
            guard case .long(let start) = row[times[0]], case .long(let end) = row[times[1]] else { continue }
            let name = (indices("series") ?? names).map { text(row[$0], columns[$0].type) }.joined(separator: ", ")
            chart.stretches.append(.init(name: name, start: Double(min(start, end)), end: Double(max(start, end))))
        }
        if rows.count > Self.mostCategories {
            chart.note = "\(rows.count - Self.mostCategories) further rows are not drawn"
        }
        return chart.stretches.isEmpty ? (nil, "no row has a start and an end") : (chart, nil)
    }

    // MARK: Values

    private func text(_ value: HuntingResult.Value, _ type: ScalarType) -> String {
        switch value {
        case .null: "(null)"
        case .bool(let value): value ? "true" : "false"
        case .long(let value):
            switch type {
            case .datetime: ValueCell.short(datetime: value)
            case .timespan: ValueText.text(timespan: value)
            default: String(value)
            }
        case .real(let value): ValueText.text(real: value)
        case .text(let text): text.isEmpty ? "(empty)" : text
        }
    }

    private func node(_ value: HuntingResult.Value, _ type: ScalarType) -> JSONNode {
        switch value {
        case .long(let value) where type.isNumeric || type == .datetime: .integer(value)
        case .real(let value): .real(value)
        default: .string(text(value, type))
        }
    }

    /// A value of the y axis; timespans in seconds.
    private func number(_ value: HuntingResult.Value, _ type: ScalarType) -> Double? {
        switch value {
        case .long(let value): type == .timespan ? Double(value) / 1e7 : Double(value)
        case .real(let value): value.isFinite ? value : nil
        case .bool(let value): value ? 1 : 0
        default: nil
        }
    }

    private func number(_ node: JSONNode) -> Double? { node.real }

    private func array(_ value: HuntingResult.Value) -> [JSONNode]? {
        guard case .text(let text) = value, text.hasPrefix("[") else { return nil }
        return (try? JSONNode.parse(text.utf8))?.elements
    }
}

extension Chart {
    /// Whether places have names whatever they are: bars and slices.
    fileprivate var takesCategories: Bool { kind == .bar || kind == .column || kind == .pie }
}

extension JSONNode {
    /// The number, whether whole or not.
    var real: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .real(let value): value
        default: nil
        }
    }
}
