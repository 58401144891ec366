internal import DuckDB

/// What operators and functions give inside of `scan`; kql.md §5 to §8.
enum ScanOperation {
    /// Bytes of a text.
    private static let lengthLimit = 1 << 24

    static func apply(_ name: String, _ type: ScanType, _ values: [ScanValue]) throws -> ScanValue {
        switch name {
        case "==", "!=": return equality(values[0], values[1], isNegated: name == "!=")
        case "<", "<=", ">", ">=": return comparison(name, values[0], values[1])
        case "between", "!between":
            let inside = and([comparison(">=", values[0], values[1]), comparison("<=", values[0], values[2])])
            return name == "between" ? inside : not(inside)
        case "in", "!in":
            let isIn = values.dropFirst().contains { equality(values[0], $0, isNegated: false).isTrue }
            return .bool(isIn == (name == "in"))
        case "and": return and(values)
        case "or": return not(and(values.map(not)))
        case "not": return not(values[0])
        case "+", "-", "*", "/", "%": return arithmetic(name, type, values)
        case "negate": return arithmetic("-", type, [type == .real ? .real(0) : .long(0), values[0]])
        case "isnull": return .bool(values[0] == .null)
        case "isnotnull": return .bool(values[0] != .null)
        case "isempty": return .bool(values[0] == .null || values[0] == .text([]))
        case "isnotempty": return .bool(values[0] != .null && values[0] != .text([]))
        case "coalesce": return values.first { $0 != .null && $0 != .text([]) } ?? type.missing
        case "max_of", "min_of": return extreme(values, isGreatest: name == "max_of")
        case "abs":
            return arithmetic("*", type, [values[0], values[0].number.map { $0 < 0 } == true ? .long(-1) : .long(1)])
        case "strcat":
            let parts = values.map { text($0) }
            // A text that is joined to itself at each row doubles.
            guard parts.reduce(0, { $0 + $1.count }) <= lengthLimit else {
                throw DuckDBError.valuesTooLarge(lengthLimit)
            }
            return .text(Array(parts.joined()))
        case "strlen": return .long(Int64(String(decoding: text(values[0]), as: UTF8.self).unicodeScalars.count))
        case "to long": return number(values[0]).map { .long(NumberText.saturatedLong($0) ?? 0) } ?? whole(values[0])
        case "to real": return values[0].number.map(ScanValue.real) ?? .null
        case "to bool": return values[0].number.map { .bool($0 != 0) } ?? values[0]
        case "to text": return .text(text(values[0]))
        case "datetime to text", "timespan to text":
            guard case .long(let ticks) = values[0] else { return .text([]) }
            return .text(name == "datetime to text" ? TimeText.datetime(ticks) : TimeText.timespan(ticks))
        default: return try call(name, type, values) ?? textTest(name, values)
        }
    }

    // MARK: Logic, kql.md §5

    /// False where one side is null, null where both are.
    private static func equality(_ left: ScanValue, _ right: ScanValue, isNegated: Bool) -> ScanValue {
        if left == .null, right == .null { return .null }
        let isEqual: Bool
        if case .long(let a) = left, case .long(let b) = right {
            isEqual = a == b
        } else if let a = left.number, let b = right.number {
            isEqual = a == b
        } else {
            isEqual = left == right
        }
        return .bool(isEqual != isNegated)
    }

    private static func comparison(_ sign: String, _ left: ScanValue, _ right: ScanValue) -> ScanValue {
        let isLess: Bool
        let isEqual: Bool
        switch (left, right) {
        case (.long(let a), .long(let b)): (isLess, isEqual) = (a < b, a == b)
        case (.bool(let a), .bool(let b)): (isLess, isEqual) = (!a && b, a == b)
        case (.text(let a), .text(let b)): (isLess, isEqual) = (a.lexicographicallyPrecedes(b), a == b)
        default:
            guard let a = left.number, let b = right.number else { return .null }
            (isLess, isEqual) = (a < b, a == b)
        }
        switch sign {
        case "<": return .bool(isLess)
        case "<=": return .bool(isLess || isEqual)
        case ">": return .bool(!isLess && !isEqual)
        default: return .bool(!isLess)
        }
    }

    private static func and(_ values: [ScanValue]) -> ScanValue {
        if values.contains(.bool(false)) { return .bool(false) }
        return values.contains(.null) ? .null : .bool(true)
    }

    private static func not(_ value: ScanValue) -> ScanValue {
        if case .bool(let flag) = value { .bool(!flag) } else { .null }
    }

    // MARK: Numbers, kql.md §7

    private static func arithmetic(_ sign: String, _ type: ScanType, _ values: [ScanValue]) -> ScanValue {
        if type == .long, case .long(let a) = values[0], case .long(let b) = values[1] {
            switch sign {
            case "+": return .long(a &+ b)
            case "-": return .long(a &- b)
            case "*": return .long(a &* b)
            case "/":
                guard b != 0 else { return .null }
                return .long(a.dividedReportingOverflow(by: b).partialValue)
            default:
                guard b != 0 else { return .null }
                let rest = a.remainderReportingOverflow(dividingBy: b).partialValue
                return .long(rest < 0 ? rest &+ Int64(clamping: b.magnitude) : rest)
            }
        }
        guard let a = values[0].number, let b = values[1].number else { return .null }
        let result: Double
        switch sign {
        case "+": result = a + b
        case "-": result = a - b
        case "*": result = a * b
        case "/": result = a / b
        default:
            let rest = a.truncatingRemainder(dividingBy: b)
            result = rest < 0 ? rest + b.magnitude : rest
        }
        if type == .long {
            return NumberText.saturatedLong(result.rounded(.toNearestOrEven)).map(ScanValue.long) ?? .null
        }
        return .real(result)
    }

    private static func extreme(_ values: [ScanValue], isGreatest: Bool) -> ScanValue {
        values.reduce(.null) { best, value in
            if best == .null { return value }
            if value == .null { return best }
            return comparison(isGreatest ? ">" : "<", value, best).isTrue ? value : best
        }
    }

    private static func number(_ value: ScanValue) -> Double? {
        if case .real(let value) = value { value } else { nil }
    }

    private static func whole(_ value: ScanValue) -> ScanValue {
        switch value {
        case .bool(let flag): .long(flag ? 1 : 0)
        case .text(let text): ByteView.with(text) { NumberText.long($0) }.map(ScanValue.long) ?? .null
        default: value
        }
    }

    // MARK: Text, kql.md §6

    static func text(_ value: ScanValue) -> [UInt8] {
        switch value {
        case .null: []
        case .bool(let flag): Array((flag ? "True" : "False").utf8)
        case .long(let value): Array(String(value).utf8)
        case .real(let value): Array(RealText.text(value))
        case .text(let text): text
        }
    }

    /// `has`, `contains` and their like, with `!` in front where negated and `_cs` behind where case counts.
    private static func textTest(_ name: String, _ values: [ScanValue]) throws -> ScanValue {
        let isNegated = name.hasPrefix("!")
        var test = isNegated ? String(name.dropFirst()) : name
        let isFolding = !test.hasSuffix("_cs")
        if !isFolding { test.removeLast(3) }
        let found = try ByteView.with(text(values[0])) { value throws in
            try ByteView.with(text(values[1])) { sought throws -> Bool in
                if test == "matches" {
                    return try RegexCache.shared.regex(sought).withMatcher { $0.occurs(in: value) }
                }
                let needle = TextNeedle(sought, isFolding: isFolding)
                switch test {
                case "has": return needle.occursAsTerm(in: value)
                case "hasprefix": return needle.occursAsTerm(in: value, right: false)
                case "hassuffix": return needle.occursAsTerm(in: value, left: false)
                case "startswith": return needle.isPrefix(of: value)
                case "endswith": return needle.isSuffix(of: value)
                case "equals": return needle.equals(value)
                default: return needle.occurs(in: value)
                }
            }
        }
        return .bool(found != isNegated)
    }
}
