internal import DuckDB
internal import KQL

/// Collects the values of one column of external data.
struct ColumnBuilder {
    private let type: ScalarType
    private var bools: [Bool] = []
    private var longs: [Int64] = []
    private var doubles: [Double] = []
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var nulls: [Bool] = []

    init(type: ScalarType) { self.type = type }

    /// What was collected.
    var column: ResultColumn {
        let values: ResultColumn.Values =
            switch type {
            case .bool: .bools(bools)
            case .int, .long, .datetime, .timespan: .longs(longs)
            case .real: .doubles(doubles)
            default: .texts(bytes: bytes, ends: ends)
            }
        return ResultColumn(type: type, values: values, nulls: type == .string ? [] : nulls)
    }

    /// Adds a value that is given as text; empty text is null.
    mutating func append(text: [UInt8]?) {
        let text = text ?? []
        ByteView.with(text) { view in
            switch type {
            case .string: add(text)
            case .dynamic, .unknown: add(text.isEmpty ? nil : JSONCompactor.compact(view) ?? JSONText.quoted(text))
            default: add(scalar: view)
            }
        }
    }

    /// Adds a value that is given as JSON; texts are read as the column's type.
    mutating func append(json: [UInt8]?) {
        guard let json, json != Array("null".utf8) else { return append(text: nil) }
        ByteView.with(json) { view in
            guard let value = JSONText(view) else { return append(text: nil) }
            switch type {
            case .dynamic, .unknown: add(JSONCompactor.compact(view) ?? json)
            case .string: add(value.kind == .string ? value.string : JSONCompactor.compact(view) ?? json)
            default:
                if value.kind == .string {
                    ByteView.with(value.string) { add(scalar: $0) }
                } else {
                    add(scalar: view)
                }
            }
        }
    }

    /// A value that a file holds as what it is.
    enum Value {
        case null
        case bool(Bool)
        case whole(Int64)
        case real(Double)
        /// Ticks since year 1.
        case datetime(Int64)
        /// Ticks.
        case timespan(Int64)
        case text([UInt8])
        /// An array or a bag as JSON.
        case json([UInt8])

        /// As KQL spells it.
        fileprivate var text: [UInt8]? {
            switch self {
            case .null: nil
            case .bool(let value): Array((value ? "true" : "false").utf8)
            case .whole(let value): Array(String(value).utf8)
            case .real(let value): RealText.text(value)
            case .datetime(let ticks): TimeText.datetime(ticks)
            case .timespan(let ticks): TimeText.timespan(ticks)
            case .text(let text), .json(let text): text
            }
        }
    }

    /// Adds a value that a file holds as what it is; one of another type is read as the column's type.
    mutating func append(_ value: Value) {
        switch (type, value) {
        case (.bool, .bool(let value)):
            bools.append(value)
            nulls.append(false)
        case (.int, .whole(let value)): add(Int32(exactly: value).map(Int64.init))
        case (.long, .whole(let value)), (.datetime, .datetime(let value)), (.timespan, .timespan(let value)):
            add(value)
        case (.real, .real(let value)):
            doubles.append(value)
            nulls.append(false)
        case (.dynamic, .datetime), (.dynamic, .timespan): add(value.text.map(JSONText.quoted))
        default: append(text: value.text)
        }
    }

    /// Roughly the bytes that the values take.
    var byteCount: Int { bools.count + 8 * (longs.count + doubles.count + ends.count) + bytes.count }

    private mutating func add(scalar text: ByteView) {
        switch type {
        case .bool:
            let value = NumberText.bool(text)
            bools.append(value ?? false)
            nulls.append(value == nil)
        case .int: add(NumberText.int(text).map(Int64.init))
        case .long: add(NumberText.long(text))
        case .datetime: add(DatetimeParser.ticks(text))
        case .timespan: add(TimespanParser.ticks(text))
        case .decimal: add(DecimalNumber(NumberText.trimmed(text).buffer).map { Array($0.stored.utf8) })
        case .real:
            let value = NumberText.double(text)
            doubles.append(value ?? 0)
            nulls.append(value == nil)
        case .guid: add(GUIDText.canonical(text))
        default: add(nil as [UInt8]?)
        }
    }

    private mutating func add(_ value: Int64?) {
        longs.append(value ?? 0)
        nulls.append(value == nil)
    }

    private mutating func add(_ value: [UInt8]?) {
        bytes.append(contentsOf: value ?? [])
        ends.append(bytes.count)
        nulls.append(value == nil)
    }
}
