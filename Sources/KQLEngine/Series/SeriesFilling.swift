internal import DuckDB

/// How gaps of a series are filled; elements that are no gaps stay as they are written.
struct SeriesFilling {
    /// The elements as JSON.
    let elements: [[UInt8]]
    /// Which elements are gaps.
    private let isGap: [Bool]

    /// - Parameter placeholder: What stands for a missing value as JSON; nil and null for null.
    init?(_ array: JSONText?, placeholder: ByteView?) {
        guard let elements = array?.elements else { return nil }
        let wanted = placeholder.flatMap { JSONText($0) }
        let number = wanted.flatMap { NumberSeries.element($0).number }
        self.elements = elements
        isGap = elements.map { element in
            ByteView.with(element) { view in
                guard let value = JSONText(view) else { return true }
                guard let wanted, !wanted.isNull else { return value.isNull }
                if let number { return NumberSeries.element(value).number == number }
                return view.bytes == wanted.text.bytes
            }
        }
    }

    /// Each gap has the value before it; the first ones stay.
    var forward: [[UInt8]] {
        var last: [UInt8]?
        return elements.indices.map { index in
            if isGap[index] { return last ?? elements[index] }
            last = elements[index]
            return elements[index]
        }
    }

    /// Each gap has the value after it; the last ones stay.
    var backward: [[UInt8]] {
        var next: [UInt8]?
        return elements.indices.reversed().map { index -> [UInt8] in
            if isGap[index] { return next ?? elements[index] }
            next = elements[index]
            return elements[index]
        }.reversed()
    }

    func constant(_ value: [UInt8]) -> [[UInt8]] {
        elements.indices.map { isGap[$0] ? value : elements[$0] }
    }

    /// Each gap lies on the line between its neighbours; whole numbers stay whole.
    ///
    /// - Parameters:
    ///   - fillsEdges: Whether the first and last gaps get the nearest value.
    ///   - constant: What fills an array of gaps alone; nil leaves it.
    func linear(fillsEdges: Bool, constant: SeriesElement) -> [[UInt8]] {
        let present = elements.indices.filter { !isGap[$0] }
        guard let first = present.first, let last = present.last else {
            if case .none = constant { return elements }
            return elements.map { _ in Self.text(.real(constant.number ?? 0)) }
        }
        let values = present.map { index in
            ByteView.with(elements[index]) { JSONText($0).map(NumberSeries.element) ?? .none }
        }
        let isWhole = NumberSeries(values).isWhole
        var result = elements
        for (place, pair) in zip(present, present.dropFirst()).enumerated() {
            guard pair.1 - pair.0 > 1, let from = values[place].number, let to = values[place + 1].number else {
                continue
            }
            for index in pair.0 + 1..<pair.1 {
                let value = from + (to - from) * Double(index - pair.0) / Double(pair.1 - pair.0)
                result[index] = Self.text(isWhole ? .whole(Int64(value)) : .real(value))
            }
        }
        if fillsEdges {
            for index in 0..<first { result[index] = elements[first] }
            for index in last + 1..<max(elements.count, last + 1) { result[index] = elements[last] }
        }
        return result
    }

    private static func text(_ element: SeriesElement) -> [UInt8] {
        var output: [UInt8] = []
        NumberSeries.append(element, to: &output)
        return output
    }
}
