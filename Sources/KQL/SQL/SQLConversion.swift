/// How a value of one type becomes one of another in SQL; KQL §7.
enum SQLConversion {
    /// The value in another type, as `tostring`, `tolong` and so on give it; null where KQL has no such conversion.
    static func convert(_ value: SQLExpression, from: ScalarType, to: ScalarType) -> SQLExpression? {
        if from == to { return value }
        if from == .dynamic || from == .unknown { return path(of: value, path: .text("[]"), to: to) }
        switch to {
        case .string: return text(value, from)
        // A value whose type the service cannot know is held like a dynamic.
        case .dynamic, .unknown: return dynamic(value, from)
        default: return number(value, from, to) ?? .parameter(.null(to.engineType))
        }
    }

    private static func number(_ value: SQLExpression, _ from: ScalarType, _ to: ScalarType) -> SQLExpression? {
        switch (to, from) {
        case (.long, .string): .engineCall(.toLong, [value])
        case (.long, .real): .engineCall(.realToLong, [value])
        case (.long, .int), (.long, .bool): .cast(value, "BIGINT")
        case (.long, .datetime), (.long, .timespan): value
        case (.long, .decimal): .engineCall(.decimalToLong, [value])
        case (.int, .string): .engineCall(.toInt, [value])
        case (.int, .real): .engineCall(.realToInt, [value])
        case (.int, .bool): .cast(value, "INTEGER")
        case (.int, .long), (.int, .datetime), (.int, .timespan): .engineCall(.longToInt, [value])
        case (.int, .decimal): .engineCall(.longToInt, [.engineCall(.decimalToLong, [value])])
        case (.real, .string): .engineCall(.toDouble, [value])
        case (.real, .int), (.real, .long), (.real, .timespan), (.real, .datetime): .cast(value, "DOUBLE")
        case (.real, .bool): .cast(.cast(value, "INTEGER"), "DOUBLE")
        case (.real, .decimal): .engineCall(.decimalToReal, [value])
        case (.bool, .string): .engineCall(.toBool, [value])
        case (.bool, .int), (.bool, .long): .infix("<>", [value, .value(0)])
        case (.bool, .real): .infix("<>", [value, .parameter(.double(0))])
        case (.bool, .decimal): .infix("<>", [value, .text(DecimalNumber.zero.stored)])
        case (.decimal, .string): .engineCall(.decimalOfText, [value])
        case (.decimal, .real): .engineCall(.decimalOfReal, [value])
        case (.decimal, .int), (.decimal, .bool): .engineCall(.decimalOfLong, [.cast(value, "BIGINT")])
        case (.decimal, .long), (.decimal, .datetime), (.decimal, .timespan): .engineCall(.decimalOfLong, [value])
        case (.datetime, .string): .engineCall(.toDatetime, [value])
        // Numbers are ticks.
        case (.datetime, .int), (.datetime, .long), (.datetime, .real), (.datetime, .decimal):
            .engineCall(.addTicks, [.value(0), number(value, from, .long) ?? .cast(value, "BIGINT")])
        case (.timespan, .string): .engineCall(.toTimespan, [value])
        case (.timespan, .long): value
        case (.timespan, .int), (.timespan, .real), (.timespan, .decimal):
            number(value, from, .long) ?? .cast(value, "BIGINT")
        case (.guid, .string): .engineCall(.toGUID, [value])
        default: nil
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
        case .dynamic, .unknown: function = .dynamicGet
        case .decimal: return .engineCall(.decimalOfText, [.engineCall(.dynamicGetText, [value, path])])
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
        case .decimal: return .engineCall(.decimalToText, [value])
        case .dynamic, .unknown: return nil
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
        case .dynamic, .unknown: return value
        case .decimal: return .engineCall(.jsonOfDecimal, [value])
        }
    }
}
