extension ScalarFunctions {
    /// Choices and tests for null; KQL §5.
    static let conditions: [ScalarFunction] = [
        ScalarFunction(
            "iff",
            aliases: ["iif"],
            .of(
                [.required(.exactly(.bool)), .required(.common), .required(.common)],
                .common,
                .custom { .caseWhen([($0[0], $0[1])], otherwise: $0[2]) }
            )
        ),
        ScalarFunction(
            "case",
            .of(
                [.repeated(.exactly(.bool)), .repeated(.common), .required(.common)],
                .common,
                .custom { call in
                    let pairs = stride(from: 0, to: call.arguments.count - 1, by: 2).map {
                        (condition: call[$0], value: call[$0 + 1])
                    }
                    return .caseWhen(pairs, otherwise: call[call.arguments.count - 1])
                }
            )
        ),
        ScalarFunction(
            "coalesce",
            .of(
                [.required(.common), .repeated(.common)],
                .common,
                .custom { call in
                    guard call.result == .string else { return .call("coalesce", call.arguments) }
                    // Empty texts are skipped as nulls are; KQL §5.
                    return SQLExpression.call(
                        "coalesce",
                        call.arguments.map { .call("nullif", [$0, .text("")]) }
                    ).orEmpty
                }
            )
        ),
        ScalarFunction("max_of", .of([.required(.common), .repeated(.common)], .common, .builtin("greatest"))),
        ScalarFunction("min_of", .of([.required(.common), .repeated(.common)], .common, .builtin("least"))),
        ScalarFunction("isnull", .of([.required(.scalar)], .fixed(.bool), .custom { isNull($0) }, isNullable: false)),
        ScalarFunction(
            "isnotnull",
            aliases: ["notnull"],
            .of([.required(.scalar)], .fixed(.bool), .custom { .not(isNull($0)) }, isNullable: false)
        ),
        ScalarFunction("isempty", .of([.required(.scalar)], .fixed(.bool), .custom { isEmpty($0) }, isNullable: false)),
        ScalarFunction(
            "isnotempty",
            aliases: ["notempty"],
            .of([.required(.scalar)], .fixed(.bool), .custom { isNotEmpty($0) }, isNullable: false)
        ),
        ScalarFunction("not", .of([.required(.exactly(.bool))], .fixed(.bool), .custom { .not($0[0]) })),
    ]

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
}

extension ScalarFunctions {
    /// IPv4 addresses; KQL §13.
    static let addresses: [ScalarFunction] = [
        ScalarFunction("parse_ipv4", .of([.required(.text)], .fixed(.long), .engine(.parseIPv4))),
        ScalarFunction("ipv4_is_private", .of([.required(.text)], .fixed(.bool), .engine(.ipv4IsPrivate))),
        ScalarFunction(
            "ipv4_is_in_range",
            .of(
                [.required(.exactly(.string)), .required(.exactly(.string))],
                .fixed(.bool),
                .engine(.ipv4IsInRange)
            )
        ),
        ScalarFunction(
            "ipv4_is_in_any_range",
            .of(
                [.required(.exactly(.string)), .required(.dynamicValue)],
                .fixed(.bool),
                .engine(.ipv4IsInAnyRange)
            ),
            .of(
                [.required(.exactly(.string)), .repeated(.exactly(.string))],
                .fixed(.bool),
                .custom { call in
                    let ranges = call.arguments.dropFirst().map { SQLExpression.engineCall(.jsonOfText, [$0]) }
                    return .engineCall(.ipv4IsInAnyRange, [call[0], .engineCall(.packArray, ranges)])
                }
            )
        ),
    ]
}
