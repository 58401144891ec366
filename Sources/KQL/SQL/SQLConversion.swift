/// How a value of one type becomes one of another in SQL; KQL §7.
enum SQLConversion {
    /// The value in another type, as `tostring`, `tolong` and so on give it; `nil` when KQL has no such conversion.
    static func convert(_ value: SQLExpression, from: ScalarType, to: ScalarType) -> SQLExpression? {
        if from == to { return value }
        if from == .dynamic { return path(of: value, path: .text("[]"), to: to) }
        switch to {
        case .string: return text(value, from)
        case .dynamic: return dynamic(value, from)
        case .long:
            switch from {
            case .string: return .engineCall(.toLong, [value])
            case .real: return .engineCall(.realToLong, [value])
            case .int, .bool: return .cast(value, "BIGINT")
            case .datetime, .timespan: return value
            default: return nil
            }
        case .int:
            switch from {
            case .string: return .engineCall(.toInt, [value])
            case .real: return .engineCall(.realToInt, [value])
            case .bool: return .cast(value, "INTEGER")
            case .long, .datetime, .timespan: return .engineCall(.longToInt, [value])
            default: return nil
            }
        case .real:
            switch from {
            case .string: return .engineCall(.toDouble, [value])
            case .int, .long, .timespan, .datetime: return .cast(value, "DOUBLE")
            case .bool: return .cast(.cast(value, "INTEGER"), "DOUBLE")
            default: return nil
            }
        case .bool:
            switch from {
            case .string: return .engineCall(.toBool, [value])
            case .int, .long: return .infix("<>", [value, .value(0)])
            case .real: return .infix("<>", [value, .parameter(.double(0))])
            default: return nil
            }
        case .datetime: return from == .string ? .engineCall(.toDatetime, [value]) : nil
        case .timespan: return from == .string ? .engineCall(.toTimespan, [value]) : nil
        case .guid: return from == .string ? .engineCall(.toGUID, [value]) : nil
        case .decimal: return nil
        }
    }

    /// The value at a path of a dynamic, in a type, with one reading of the JSON.
    static func path(of value: SQLExpression, path: SQLExpression, to type: ScalarType) -> SQLExpression? {
        let function: EngineFunction
        switch type {
        case .string: function = .dynamicGetText
        case .long: function = .dynamicGetLong
        case .int: function = .dynamicGetInt
        case .real: function = .dynamicGetDouble
        case .bool: function = .dynamicGetBool
        case .datetime: function = .dynamicGetDatetime
        case .timespan: function = .dynamicGetTimespan
        case .guid: function = .dynamicGetGUID
        case .dynamic: function = .dynamicGet
        case .decimal: return nil
        }
        return .engineCall(function, [value, path])
    }

    private static func text(_ value: SQLExpression, _ from: ScalarType) -> SQLExpression? {
        switch from {
        case .bool:
            return .caseWhen(
                [(value, .text("True")), (.not(value), .text("False"))],
                otherwise: .text("")
            )
        case .int, .long: return SQLExpression.cast(value, "VARCHAR").orEmpty
        case .real: return .engineCall(.realToText, [value])
        case .datetime: return .engineCall(.datetimeToText, [value])
        case .timespan: return .engineCall(.timespanToText, [value])
        case .guid: return value.orEmpty
        case .string: return value
        case .dynamic, .decimal: return nil
        }
    }

    private static func dynamic(_ value: SQLExpression, _ from: ScalarType) -> SQLExpression? {
        switch from {
        case .bool: return .engineCall(.jsonOfBool, [value])
        case .int: return .engineCall(.jsonOfLong, [.cast(value, "BIGINT")])
        case .long: return .engineCall(.jsonOfLong, [value])
        case .real: return .engineCall(.jsonOfDouble, [value])
        case .datetime: return .engineCall(.jsonOfDatetime, [value])
        case .timespan: return .engineCall(.jsonOfTimespan, [value])
        case .guid, .string: return .engineCall(.jsonOfText, [value])
        case .dynamic: return value
        case .decimal: return nil
        }
    }
}
