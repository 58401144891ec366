import KQL
import KQLEngine

/// Gathers points into series, and finds out what axis their places are on.
struct SeriesBuilder {
    private let xType: ScalarType?
    private let takesCategories: Bool
    private var names: [String] = []
    private var points: [String: [(x: JSONNode, y: Double?)]] = [:]
    private var marks: [String: [Bool]] = [:]

    /// - Parameters:
    ///   - xType: The type of the places; `nil` for elements of arrays.
    ///   - takesCategories: Whether numbers and times are names too.
    init(xType: ScalarType?, takesCategories: Bool) {
        self.xType = xType
        self.takesCategories = takesCategories
    }

    mutating func add(_ x: JSONNode, _ y: Double?, to series: String) {
        if points[series] == nil { names.append(series) }
        points[series, default: []].append((x, y))
    }

    /// Says which points of a series, by their order, are unlike the others.
    mutating func mark(_ flags: [Bool], in series: String) { marks[series, default: []] += flags }

    func finish(into chart: inout Chart, mostCategories: Int, mostSeries: Int) {
        let kept = names.prefix(mostSeries)
        if names.count > mostSeries { chart.note = "\(names.count - mostSeries) further series are not drawn" }
        chart.axis = axis
        guard case .categories = chart.axis else {
            chart.series = kept.map { series($0) }
            return
        }
        var places: [String: Int] = [:]
        var labels: [String] = []
        var dropped = 0
        for name in kept {
            var sums: [Int: Double] = [:]
            for (x, y) in points[name] ?? [] {
                let label = Self.label(x, xType)
                if places[label] == nil {
                    guard labels.count < mostCategories else {
                        dropped += 1
                        continue
                    }
                    places[label] = labels.count
                    labels.append(label)
                }
                if let place = places[label], let y { sums[place, default: 0] += y }
            }
            chart.series.append(
                .init(name: name, points: sums.sorted { $0.key < $1.key }.map { .init(x: Double($0.key), y: $0.value) })
            )
        }
        chart.axis = .categories(labels)
        if dropped > 0 { chart.note = "\(dropped) further values are not drawn" }
    }

    private var axis: Chart.Axis {
        if takesCategories { return .categories([]) }
        if xType == .datetime { return .time }
        if let xType { return xType.isNumeric ? .numbers : .categories([]) }
        let first = names.first.flatMap { points[$0]?.first?.x }
        if first?.real != nil { return .numbers }
        return first?.text.flatMap(ValueText.datetime) != nil ? .time : .categories([])
    }

    private func series(_ name: String) -> Chart.Series {
        let flags = marks[name] ?? []
        let all = (points[name] ?? []).enumerated().compactMap { index, point -> (Double, Double?, Bool)? in
            guard let x = point.x.real ?? point.x.text.flatMap(ValueText.datetime).map(Double.init) else { return nil }
            return (x, point.y, index < flags.count && flags[index])
        }
        .sorted { $0.0 < $1.0 }
        var anomalies: Set<Int> = []
        for (index, point) in all.enumerated() where point.2 { anomalies.insert(index) }
        return Chart.Series(name: name, points: all.map { .init(x: $0.0, y: $0.1) }, anomalies: anomalies)
    }

    private static func label(_ node: JSONNode, _ type: ScalarType?) -> String {
        switch node {
        case .integer(let value): type == .datetime ? ValueCell.short(datetime: value) : String(value)
        case .real(let value): ValueText.text(real: value)
        case .string(let text): text
        default: node.compact
        }
    }
}
