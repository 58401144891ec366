internal import DuckDB

/// An expression of a step of `scan`; what a row alone decides is computed before and stands in the row.
indirect enum ScanExpression {
    case literal(ScanValue)
    /// A value of the row.
    case row(Int)
    /// A slot of the row that a step matched last.
    case state(step: Int, slot: Int)
    case call(String, result: ScanType, [ScanExpression])

    /// Reads the JSON form: `["row", 1]`, `["state", 0, 2]`, `["lit", type, value]`, `[name, type, operand, …]`.
    init?(_ json: JSONText) {
        guard let parts = json.elements, parts.count >= 2 else { return nil }
        func text(_ index: Int) -> String {
            index < parts.count
                ? ByteView.with(parts[index]) { JSONText($0).map { String(decoding: $0.string, as: UTF8.self) } ?? "" }
                : ""
        }
        func whole(_ index: Int) -> Int {
            index < parts.count ? ByteView.with(parts[index]) { NumberText.long($0).map { Int(clamping: $0) } ?? 0 } : 0
        }
        switch text(0) {
        case "row": self = .row(whole(1))
        case "state": self = .state(step: whole(1), slot: whole(2))
        case "lit":
            guard parts.count == 3, let type = ScanType(rawValue: text(1)) else { return nil }
            self = .literal(ByteView.with(parts[2]) { JSONText($0).map { ScanValue($0, as: type) } ?? type.missing })
        default:
            guard let type = ScanType(rawValue: text(1)) else { return nil }
            let operands = parts.dropFirst(2).map { part in
                ByteView.with(part) { JSONText($0).flatMap { ScanExpression($0) } }
            }
            guard !operands.contains(where: { $0 == nil }) else { return nil }
            self = .call(text(0), result: type, operands.compactMap { $0 })
        }
    }

    /// The value for a row, given what the steps matched last.
    ///
    /// - Throws: ``FunctionFailure`` where a regular expression cannot be read.
    func value(_ row: [ScanValue], _ state: [[ScanValue]]) throws -> ScanValue {
        switch self {
        case .literal(let value): return value
        case .row(let index): return index < row.count ? row[index] : .null
        case .state(let step, let slot): return state[step][slot]
        case .call(let name, let type, let operands):
            switch name {
            // Only the branch that is taken is computed.
            case "iff": return try operands[try operands[0].value(row, state).isTrue ? 1 : 2].value(row, state)
            case "case":
                for index in stride(from: 0, to: operands.count - 1, by: 2)
                where try operands[index].value(row, state).isTrue {
                    return try operands[index + 1].value(row, state)
                }
                return try operands[operands.count - 1].value(row, state)
            default:
                return try ScanOperation.apply(name, type, try operands.map { try $0.value(row, state) })
            }
        }
    }
}
