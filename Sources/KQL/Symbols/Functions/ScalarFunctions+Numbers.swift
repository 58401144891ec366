extension ScalarFunctions {
    /// Functions on numbers; KQL §7 and §8.
    static let numbers: [ScalarFunction] = [
        ScalarFunction(
            "bin",
            aliases: ["floor"],
            naming: .firstArgument,
            .of(
                [.required(.exactly(.datetime)), .required(.exactly(.timespan))],
                .fixed(.datetime),
                .custom { binDatetime($0) }
            ),
            .of(
                [.required(.exactly(.timespan)), .required(.exactly(.timespan))],
                .fixed(.timespan),
                .engine(.bin)
            ),
            .of(
                [.required(.number), .required(.number)],
                .widest,
                .custom { call in
                    guard call.result == .real else { return .engineCall(.bin, asLongs(call)) }
                    return .engineCall(.binReal, asReals(call))
                }
            )
        ),
        ScalarFunction(
            "bin_at",
            naming: .firstArgument,
            .of(
                [
                    .required(.exactly(.datetime)), .required(.exactly(.timespan)),
                    .required(.exactly(.datetime)),
                ],
                .fixed(.datetime),
                .custom { binAt($0) }
            ),
            .of(
                [
                    .required(.exactly(.timespan)), .required(.exactly(.timespan)),
                    .required(.exactly(.timespan)),
                ],
                .fixed(.timespan),
                .custom { binAt($0) }
            ),
            .of(
                [.required(.exactly(.long)), .required(.exactly(.long)), .required(.exactly(.long))],
                .fixed(.long),
                .custom { binAt($0) }
            )
        ),
        ScalarFunction(
            "abs",
            naming: .firstArgument,
            .of([.required(.integer)], .fixed(.long), .builtin("abs")),
            .of([.required(.exactly(.real))], .fixed(.real), .builtin("abs")),
            .of([.required(.exactly(.timespan))], .fixed(.timespan), .builtin("abs"))
        ),
        ScalarFunction(
            "ceiling",
            naming: .firstArgument,
            .of([.required(.integer)], .fixed(.long), .custom { $0[0] }),
            .of([.required(.exactly(.real))], .fixed(.real), .builtin("ceil"))
        ),
        ScalarFunction(
            "round",
            naming: .firstArgument,
            .of(
                [.required(.exactly(.long)), .optional(.exactly(.long))],
                .fixed(.long),
                .custom { call in
                    guard call.arguments.count > 1 else { return call[0] }
                    return .engineCall(.realToLong, [.engineCall(.round, [.cast(call[0], "DOUBLE"), call[1]])])
                }
            ),
            .of(
                [.required(.exactly(.real)), .optional(.exactly(.long))],
                .fixed(.real),
                .engine(.round, defaults: [.int64(0)])
            )
        ),
        ScalarFunction(
            "sign",
            .of([.required(.number)], .fixed(.real), .custom { .cast(.call("sign", [$0[0]]), "DOUBLE") })
        ),
        ScalarFunction(
            "pow",
            naming: .firstArgument,
            .of([.required(.number), .required(.number)], .fixed(.real), .custom { .call("pow", asReals($0)) })
        ),
        ScalarFunction(
            "sqrt",
            naming: .firstArgument,
            .of([.required(.number)], .fixed(.real), .custom { guarded("sqrt", $0, "<") })
        ),
        ScalarFunction(
            "exp",
            naming: .firstArgument,
            .of([.required(.number)], .fixed(.real), .custom { .call("exp", asReals($0)) })
        ),
        ScalarFunction(
            "log",
            naming: .firstArgument,
            .of([.required(.number)], .fixed(.real), .custom { guarded("ln", $0, "<=") })
        ),
        ScalarFunction(
            "log10",
            naming: .firstArgument,
            .of([.required(.number)], .fixed(.real), .custom { guarded("log10", $0, "<=") })
        ),
        ScalarFunction(
            "log2",
            naming: .firstArgument,
            .of([.required(.number)], .fixed(.real), .custom { guarded("log2", $0, "<=") })
        ),
        real("exp2", { .call("pow", [.parameter(.double(2)), $0]) }),
        real("exp10", { .call("pow", [.parameter(.double(10)), $0]) }),
        real("sin", { .call("sin", [$0]) }), real("cos", { .call("cos", [$0]) }), real("tan", { .call("tan", [$0]) }),
        real("atan", { .call("atan", [$0]) }),
        real("cot", naming: .none, { .infix("/", [.parameter(.double(1)), .call("tan", [$0])]) }),
        real("radians", naming: .none, { .call("radians", [$0]) }),
        real("degrees", naming: .none, { .call("degrees", [$0]) }),
        ScalarFunction("pi", .of([], .fixed(.real), .builtin("pi"), isNullable: false)),
        ScalarFunction(
            "tohex",
            naming: .firstArgument,
            .of([.required(.integer), .optional(.integer)], .fixed(.string), .engine(.toHex, defaults: [.int64(0)]))
        ),
        ScalarFunction("isnan", .of([.required(.exactly(.real))], .fixed(.bool), .builtin("isnan"))),
        ScalarFunction("isinf", .of([.required(.exactly(.real))], .fixed(.bool), .builtin("isinf"))),
        ScalarFunction("isfinite", .of([.required(.exactly(.real))], .fixed(.bool), .builtin("isfinite"))),
    ]

    static func asReals(_ call: LoweredCall) -> [SQLExpression] {
        call.arguments.indices.map {
            SQLConversion.convert(call[$0], from: call.types[$0], to: .real) ?? .null
        }
    }

    static func asLongs(_ call: LoweredCall) -> [SQLExpression] {
        call.arguments.indices.map {
            SQLConversion.convert(call[$0], from: call.types[$0], to: .long) ?? .null
        }
    }

    /// A function of one real.
    private static func real(
        _ name: String,
        naming: NameRule = .firstArgument,
        _ body: @escaping @Sendable (SQLExpression) -> SQLExpression
    ) -> ScalarFunction {
        ScalarFunction(
            name,
            naming: naming,
            .of([.required(.number)], .fixed(.real), .custom { body(asReals($0)[0]) })
        )
    }

    /// A datetime is never negative, so that the engine's own remainder serves, and its statistics with it.
    private static func binDatetime(_ call: LoweredCall) -> SQLExpression {
        guard case .parameter(.int64(let size)) = call[1], size > 0 else { return .engineCall(.bin, call.arguments) }
        switch call[0] {
        case .column, .tableColumn: return .infix("-", [call[0], .infix("%", [call[0], call[1]])])
        default: return .engineCall(.bin, call.arguments)
        }
    }

    private static func binAt(_ call: LoweredCall) -> SQLExpression {
        .engineCall(
            .add,
            [.engineCall(.bin, [.engineCall(.subtract, [call[0], call[2]]), call[1]]), call[2]]
        )
    }

    /// A function that SQL refuses outside of its domain, where KQL gives null.
    private static func guarded(_ name: StaticString, _ call: LoweredCall, _ outside: StaticString) -> SQLExpression {
        let value = asReals(call)[0]
        return .caseWhen(
            [(.infix(outside, [value, .parameter(.double(0))]), .null)],
            otherwise: .call(name, [value])
        )
    }
}
