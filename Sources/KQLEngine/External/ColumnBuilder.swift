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
