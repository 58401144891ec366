import KQLEngine

/// Places on an axis at which people expect a mark, and how these are written.
enum ChartScale {
    /// Round numbers that cover a range, about so many.
    static func numbers(_ range: ClosedRange<Double>, about count: Int) -> [Double] {
        let step = step(range.upperBound - range.lowerBound, count)
        let first = (range.lowerBound / step).rounded(.up)
        let last = (range.upperBound / step).rounded(.down)
        guard first <= last, last - first < 100 else { return [range.lowerBound, range.upperBound] }
        return stride(from: first, through: last, by: 1).map { $0 * step }
    }

    /// The range widened to round numbers.
    static func rounded(_ range: ClosedRange<Double>, about count: Int) -> ClosedRange<Double> {
        let step = step(range.upperBound - range.lowerBound, count)
        return ((range.lowerBound / step).rounded(.down) * step)...((range.upperBound / step).rounded(.up) * step)
    }

    private static func step(_ width: Double, _ count: Int) -> Double {
        guard width > 0, width.isFinite else { return 1 }
        let raw = width / Double(max(count, 1))
        var power = 1.0
        while power * 10 <= raw { power *= 10 }
        while power > raw { power /= 10 }
        return [1, 2, 5, 10].map { $0 * power }.first { $0 >= raw } ?? power * 10
    }

    /// Ticks of 100 ns in a second.
    private static let second = 1e7

    /// Round instants in a range of ticks, about so many.
    static func times(_ range: ClosedRange<Double>, about count: Int) -> [Double] {
        let steps: [Double] = [
            1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172_800, 604_800,
            1_209_600, 2_592_000, 7_776_000, 15_552_000, 31_536_000,
        ]
        let width = (range.upperBound - range.lowerBound) / second
        guard width >= Double(count) / 10 else { return numbers(range, about: count) }
        let step =
            (steps.first { width / $0 <= Double(count) } ?? (width / Double(count) / 31_536_000).rounded(.up)
                * 31_536_000)
        let ticks = step * second
        let first = (range.lowerBound / ticks).rounded(.up)
        let last = (range.upperBound / ticks).rounded(.down)
        guard first <= last, last - first < 100 else { return [range.lowerBound, range.upperBound] }
        return stride(from: first, through: last, by: 1).map { $0 * ticks }
    }

    /// A number in as few characters as tell it: `1.2k`, `3.4M`.
    static func label(_ value: Double) -> String {
        let magnitude = value.magnitude
        for (unit, name) in [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")] where magnitude >= unit * 0.99995 {
            return trimmed(value / unit) + name
        }
        if magnitude != 0, magnitude < 0.001 { return "\(value)" }
        return trimmed(value)
    }

    /// At most three digits after the point.
    static func trimmed(_ value: Double) -> String {
        let scaled = (value * 1000).rounded() / 1000
        if scaled == scaled.rounded(), scaled.magnitude < 1e15 { return String(Int64(scaled)) }
        return "\(scaled)"
    }

    /// An instant as precisely as the distance between marks asks for.
    static func label(time ticks: Double, step: Double) -> String {
        let text = ValueText.text(datetime: Int64(near: ticks))
        let date = text.prefix(10)
        if step >= 86_400 * second { return String(date) }
        let clock = text.dropFirst(11)
        let isMidnight = clock.hasPrefix("00:00:00.0000000")
        if isMidnight { return String(date.dropFirst(5)) }
        return String(clock.prefix(step >= 60 * second ? 5 : step >= second ? 8 : 12))
    }

    /// The labels of marks, days named where they begin and at the first mark.
    static func labels(times: [Double]) -> [String] {
        let step = times.count > 1 ? times[1] - times[0] : 86_400 * second
        return times.enumerated().map { index, time in
            let label = label(time: time, step: step)
            guard index == 0, step < 86_400 * second, label.contains(":") else { return label }
            return ValueText.text(datetime: Int64(near: time)).prefix(10).dropFirst(5) + " " + label
        }
    }
}

extension FixedWidthInteger {
    /// The nearest whole number that fits; 0 for what is no number.
    init(near value: Double) {
        self = Self(exactly: value.rounded()) ?? (value.isNaN ? 0 : value < 0 ? .min : .max)
    }
}
