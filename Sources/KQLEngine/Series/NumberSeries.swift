internal import DuckDB

/// An element of a series: a number, or nothing where the array holds none.
enum SeriesElement {
    case none
    case whole(Int64)
    case real(Double)

    init(_ value: Double?) { self = value.map(SeriesElement.real) ?? .none }

    var number: Double? {
        switch self {
        case .none: nil
        case .whole(let value): Double(value)
        case .real(let value): value
        }
    }
}

/// The numbers of a JSON array.
///
/// Datetimes count as their ticks, so that time axes can be computed with; any other element is none.
struct NumberSeries {
    var elements: [SeriesElement]

    init(_ elements: [SeriesElement]) { self.elements = elements }

    init(_ numbers: [Double?]) { elements = numbers.map(SeriesElement.init) }

    /// The elements of an array; nil for what is no array.
    init?(_ array: JSONText?) {
        guard let array, array.kind == .array else { return nil }
        var elements: [SeriesElement] = []
        array.forEachElement { element in
            elements.append(Self.element(element))
            return true
        }
        self.elements = elements
    }

    static func element(_ value: JSONText) -> SeriesElement {
        switch value.kind {
        case .number: return NumberText.long(value.text).map(SeriesElement.whole) ?? SeriesElement(value.asDouble)
        case .string:
            return value.withString { text -> SeriesElement in
                switch text.string {
                case "NaN": return .real(.nan)
                case "Infinity": return .real(.infinity)
                case "-Infinity": return .real(-.infinity)
                default:
                    let isDatetime = text.count >= 19 && text[4] == UInt8(ascii: "-")
                    return (isDatetime ? DatetimeParser.ticks(text) : nil).map(SeriesElement.whole) ?? .none
                }
            } ?? .none
        case .bool, .null, .array, .bag: return .none
        }
    }

    var count: Int { elements.count }

    /// The numbers where all elements are numbers.
    var numbers: [Double]? {
        let numbers = elements.compactMap(\.number)
        return numbers.count == elements.count ? numbers : nil
    }

    /// Whether no element is a real.
    var isWhole: Bool {
        elements.allSatisfy { if case .real = $0 { false } else { true } }
    }

    var text: [UInt8] {
        var output: [UInt8] = [UInt8(ascii: "[")]
        for (index, element) in elements.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            Self.append(element, to: &output)
        }
        output.append(UInt8(ascii: "]"))
        return output
    }

    static func append(_ element: SeriesElement, to output: inout [UInt8]) {
        switch element {
        case .none: output.append(contentsOf: "null".utf8)
        case .whole(let value): output.append(contentsOf: "\(value)".utf8)
        case .real(let value): output.append(contentsOf: RealText.jsonNumber(value))
        }
    }
}

/// The results of a function that has several: an array of them, or a bag under their names.
struct SeriesResults {
    private var names: [String] = []
    private var values: [[UInt8]] = []

    mutating func add(_ name: String, _ value: SeriesElement) {
        var text: [UInt8] = []
        NumberSeries.append(value, to: &text)
        names.append(name)
        values.append(text)
    }

    mutating func add(_ name: String, _ value: Double?) { add(name, SeriesElement(value)) }

    mutating func add(_ name: String, _ series: [Double]) {
        names.append(name)
        values.append(NumberSeries(series).text)
    }

    func text(asBag: Bool) -> [UInt8] {
        guard asBag else { return JSONArray.text(values) }
        var bag = JSONBag()
        for (name, value) in zip(names, values) { bag.set(Array(name.utf8), value) }
        return bag.finish()
    }
}
