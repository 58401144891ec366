extension ScalarFunctions {
    /// Rounding and intervals of numbers and times; KQL §7 and §8.
    static let numbers: [ScalarFunction] = [
        ScalarFunction(
            "bin",
            aliases: ["floor"],
            naming: .firstArgument,
            .of([.datetime, .timespan], .fixed(.datetime), .custom { binDatetime($0) }),
            .of([.datetime, .datetime], .fixed(.datetime), .engine(.bin)),
            .of([.timespan, .timespan], .fixed(.timespan), .engine(.bin)),
            .of(
                [.number, .number],
                .widest,
                .custom { call in
                    switch call.result {
                    case .real: .engineCall(.binReal, asReals(call))
                    case .decimal: .engineCall(.decimalBin, call.arguments(from: 0, as: .decimal))
                    default: .engineCall(.bin, call.arguments(from: 0, as: .long))
                    }
                }
            )
        ),
        ScalarFunction(
            "bin_at",
            naming: .firstArgument,
            .of([.number, .number, .number], .widest, .custom { binAt($0) }),
            .of([.timespan, .number, .timespan], .fixed(.timespan), .custom { binAt($0) }),
            .of([.timespan, .timespan, .timespan], .fixed(.timespan), .custom { binAt($0) }),
            .of([.datetime, .measurable, .datetime], .fixed(.datetime), .custom { binAt($0) })
        ),
        ScalarFunction(
            "abs",
            naming: .firstArgument,
            .of([.integer], .fixed(.long), .builtin("abs")),
            .of([.timespan], .fixed(.timespan), .builtin("abs")),
            .of(
                [.number],
                .argument(0),
                .custom { $0.result == .decimal ? .engineCall(.decimalAbs, $0.arguments) : .call("abs", $0.arguments) }
            )
        ),
        ScalarFunction(
            "ceiling",
            naming: .firstArgument,
            .of(
                [.number],
                .argument(0),
                .custom { call in
                    switch call.result {
                    case .real: .call("ceil", call.arguments)
                    case .decimal: .engineCall(.decimalCeiling, call.arguments)
                    default: call[0]
                    }
                }
            )
        ),
        ScalarFunction(
            "round",
            naming: .firstArgument,
            .of([.number, Parameter.maybeLong.only(.constant)], .argument(0), .custom { round($0) })
        ),
        .custom("sign", [.number], .fixed(.real)) { .cast(.call("sign", [asReals($0)[0]]), "DOUBLE") },
    ]

    static func asReals(_ call: LoweredCall) -> [SQLExpression] { call.arguments(from: 0, as: .real) }

    private static func round(_ call: LoweredCall) -> SQLExpression {
        let digits = call.count > 1 ? call[1] : .value(0)
        switch call.result {
        case .real: return .engineCall(.round, [call[0], digits])
        case .decimal: return .engineCall(.decimalRound, [call[0], digits])
        default:
            guard call.count > 1 else { return call[0] }
            let rounded = SQLExpression.engineCall(.roundLong, [call.argument(0, as: .long), digits])
            return call.result == .int ? .engineCall(.longToInt, [rounded]) : rounded
        }
    }

    /// A datetime is never negative, so that the engine's own remainder serves, and its statistics with it.
    private static func binDatetime(_ call: LoweredCall) -> SQLExpression {
        guard case .parameter(.int64(let size)) = call[1], size > 0 else { return .engineCall(.bin, call.arguments) }
        switch call[0] {
        case .column, .tableColumn: return .infix("-", [call[0], .infix("%", [call[0], call[1]])])
        default: return .engineCall(.bin, call.arguments)
        }
    }

    /// Intervals of a size, one of which begins at a fixed point.
    private static func binAt(_ call: LoweredCall) -> SQLExpression {
        switch call.result {
        case .real:
            let values = asReals(call)
            return .infix("+", [.engineCall(.binReal, [.infix("-", [values[0], values[2]]), values[1]]), values[2]])
        case .decimal:
            let values = call.arguments(from: 0, as: .decimal)
            return .engineCall(
                .decimalAdd,
                [
                    .engineCall(.decimalBin, [.engineCall(.decimalSubtract, [values[0], values[2]]), values[1]]),
                    values[2],
                ]
            )
        default:
            let values = call.arguments(from: 0, as: .long)
            return .engineCall(
                .add,
                [.engineCall(.bin, [.engineCall(.subtract, [values[0], values[2]]), values[1]]), values[2]]
            )
        }
    }
}
