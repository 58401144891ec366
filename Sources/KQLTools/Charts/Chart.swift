/// What a chart shows, before it is known where: numbers, names and axes.
package struct Chart: Sendable, Hashable {
    package enum Kind: String, Sendable {
        case line, area, bar, column, pie, scatter, ladder, card
    }

    /// How series share a place.
    package enum Stacking: String, Sendable {
        case none, stacked
        /// Stacked, as parts of the whole.
        case percent
    }

    package enum Axis: Sendable, Hashable {
        /// Places by name, at 0, 1, 2, …
        case categories([String])
        case numbers
        /// Ticks of 100 ns.
        case time
    }

    package struct Point: Sendable, Hashable {
        package var x: Double
        /// `nil` where there is no value.
        package var y: Double?

        /// The value as far as it can be drawn.
        var value: Double? { y.flatMap { $0.isFinite ? $0 : nil } }
    }

    package struct Series: Sendable, Hashable {
        package var name: String
        package var points: [Point]
        /// Places of points that are unlike the others.
        package var anomalies: Set<Int> = []
    }

    /// A stretch of time in a ladder.
    package struct Stretch: Sendable, Hashable {
        package var name: String
        package var start: Double
        package var end: Double
    }

    package var kind: Kind
    package var title = ""
    package var xTitle = ""
    package var yTitle = ""
    package var stacking = Stacking.none
    package var axis: Axis = .numbers
    package var series: [Series] = []
    package var stretches: [Stretch] = []
    /// Names and values of a card.
    package var figures: [String: String] = [:]
    package var figureNames: [String] = []
    package var showsLegend = false
    package var yMinimum: Double?
    package var yMaximum: Double?
    /// What was left out, for people; empty when nothing was.
    package var note = ""
}

extension Chart {
    /// The lowest and highest value that is drawn, zero included where bars and areas begin there.
    var yRange: ClosedRange<Double> {
        var low = Double.infinity
        var high = -Double.infinity
        if stacking == .percent { return 0...100 }
        if stacking == .stacked {
            for total in totals.values {
                low = min(low, total.negative)
                high = max(high, total.positive)
            }
        } else {
            for series in series {
                for case let y? in series.points.map(\.value) {
                    low = min(low, y)
                    high = max(high, y)
                }
            }
        }
        if kind != .scatter, kind != .line || low > 0 && low < high / 2 { low = min(low, 0) }
        if kind == .bar || kind == .column || kind == .area { high = max(high, 0) }
        if let yMinimum { low = yMinimum }
        if let yMaximum { high = yMaximum }
        guard low.isFinite, high.isFinite else { return 0...1 }
        return low < high ? low...high : low...(low + (low == 0 ? 1 : low.magnitude))
    }

    /// The sums of positive and of negative values at each place.
    var totals: [Double: (negative: Double, positive: Double)] {
        var result: [Double: (negative: Double, positive: Double)] = [:]
        for point in series.flatMap(\.points) {
            guard let y = point.value else { continue }
            if y < 0 {
                result[point.x, default: (0, 0)].negative += y
            } else {
                result[point.x, default: (0, 0)].positive += y
            }
        }
        return result
    }

    var xRange: ClosedRange<Double> {
        if case .categories(let names) = axis { return 0...Double(max(names.count - 1, 1)) }
        let values = series.flatMap { $0.points.map(\.x) } + stretches.flatMap { [$0.start, $0.end] }
        guard let low = values.min(), let high = values.max() else { return 0...1 }
        return low < high ? low...high : (low - 1)...(high + 1)
    }

    /// For each series the lower and upper edge of each point once series are put on each other; the places are `xs`.
    func stacks(over xs: [Double]) -> [[(low: Double, high: Double)?]] {
        let totals = totals
        var negative: [Double: Double] = [:]
        var positive: [Double: Double] = [:]
        return series.map { series in
            var values: [Double: Double] = [:]
            for point in series.points { if let y = point.value { values[point.x, default: 0] += y } }
            return xs.map { x in
                guard var y = values[x] else { return nil }
                if stacking == .percent {
                    let total = (totals[x]?.positive ?? 0) - (totals[x]?.negative ?? 0)
                    y = total > 0 ? y.magnitude / total * 100 : 0
                }
                guard stacking != .none else { return (min(0, y), max(0, y)) }
                if y < 0 {
                    let from = negative[x, default: 0]
                    negative[x] = from + y
                    return (from + y, from)
                }
                let from = positive[x, default: 0]
                positive[x] = from + y
                return (from, from + y)
            }
        }
    }

    /// All places, in order.
    var places: [Double] { Array(Set(series.flatMap { $0.points.map(\.x) })).sorted() }
}

extension Chart {
    /// The chart with all its texts changed, as a terminal needs them.
    package func escaped(_ escape: (String) -> String) -> Chart {
        var copy = self
        copy.title = escape(title)
        copy.xTitle = escape(xTitle)
        copy.yTitle = escape(yTitle)
        copy.note = escape(note)
        if case .categories(let names) = axis { copy.axis = .categories(names.map(escape)) }
        for index in copy.series.indices { copy.series[index].name = escape(copy.series[index].name) }
        for index in copy.stretches.indices { copy.stretches[index].name = escape(copy.stretches[index].name) }
        copy.figures = Dictionary(figures.map { (escape($0.key), escape($0.value)) }) { first, _ in first }
        copy.figureNames = figureNames.map(escape)
        return copy
    }
}
