extension ScalarFunctions {
    /// Choices and tests for null; KQL §5.
    static let conditions: [ScalarFunction] = [
        .custom(
            "iff",
            aliases: ["iif"],
            [.bool, .required(.common), .required(.common)],
            .common
        ) { .caseWhen([($0[0], $0[1])], otherwise: $0[2]) },
        .custom("case", [.repeated(.exactly(.bool)), .repeated(.common), .required(.common)], .common) { call in
            let pairs = stride(from: 0, to: call.count - 1, by: 2).map {
                (condition: call[$0], value: call[$0 + 1])
            }
            return .caseWhen(pairs, otherwise: call[call.count - 1])
        },
        .custom("coalesce", [.required(.common), .repeated(.common)], .common) { call in
            switch call.result {
            // Empty texts are skipped as nulls are; KQL §5.
            case .string:
                return SQLExpression.call("coalesce", call.arguments.map { .call("nullif", [$0, .text("")]) }).orEmpty
            default: return .call("coalesce", call.arguments)
            }
        },
        ScalarFunction(
            "max_of", .of([.required(.commonOrderable), .repeated(.commonOrderable)], .common, .builtin("greatest"))),
        ScalarFunction(
            "min_of", .of([.required(.commonOrderable), .repeated(.commonOrderable)], .common, .builtin("least"))),
        test("isnull") { isNull($0) },
        test("isnotnull", aliases: ["notnull"]) { .not(isNull($0)) },
        test("isempty") { isEmpty($0) },
        test("isnotempty", aliases: ["notempty"]) { isNotEmpty($0) },
        ScalarFunction.custom("not", [.bool], .fixed(.bool)) { .not($0[0]) }.unfoldable,
        ScalarFunction.custom("around", [.scalar, .scalar, .scalar], .fixed(.bool)) { around($0) }.unfoldable,
        ScalarFunction.engine("assert", [.bool, .string], .bool, .assert).unfoldable,
    ]

    private static func test(
        _ name: String,
        aliases: [String] = [],
        _ body: @escaping @Sendable (LoweredCall) -> SQLExpression
    ) -> ScalarFunction {
        ScalarFunction(
            name,
            aliases: aliases,
            .of([.scalar], .fixed(.bool), .custom(body), isNullable: false)
        ).unfoldable
    }

    private static func isNull(_ call: LoweredCall) -> SQLExpression {
        call.types[0] == .string ? .false : call[0].isNull
    }

    private static func isEmpty(_ call: LoweredCall) -> SQLExpression {
        switch call.types[0] {
        case .string: .infix("=", [call[0], .text("")])
        case .dynamic: .engineCall(.isEmptyDynamic, [call[0]])
        default: call[0].isNull
        }
    }

    private static func isNotEmpty(_ call: LoweredCall) -> SQLExpression {
        switch call.types[0] {
        case .string: .infix("<>", [call[0], .text("")])
        case .dynamic: .not(.engineCall(.isEmptyDynamic, [call[0]]))
        default: call[0].isNotNull
        }
    }

    /// Whether a value is at most a distance away from a centre; null where the types do not go together.
    private static func around(_ call: LoweredCall) -> SQLExpression {
        let isTime = call.types.contains(.datetime) || call.types.contains(.timespan)
        let isWhole = call.types.allSatisfy { $0 == .int || $0 == .long }
        let type: ScalarType = isTime || isWhole ? .long : call.types.contains(.decimal) ? .decimal : .real
        let values = call.arguments(from: 0, as: type)
        let lower: SQLExpression
        let upper: SQLExpression
        switch type {
        case .long:
            lower = .engineCall(.subtract, [values[1], values[2]])
            upper = .engineCall(.add, [values[1], values[2]])
        case .decimal:
            lower = .engineCall(.decimalSubtract, [values[1], values[2]])
            upper = .engineCall(.decimalAdd, [values[1], values[2]])
        default:
            lower = .infix("-", [values[1], values[2]])
            upper = .infix("+", [values[1], values[2]])
        }
        return .infix("AND", [.infix(">=", [values[0], lower]), .infix("<=", [values[0], upper])])
    }
}
