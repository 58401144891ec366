extension ScalarFunctions {
    /// Functions of real numbers; decimals are taken as reals.
    static let mathematics: [ScalarFunction] = [
        .custom("pow", naming: .firstArgument, [.number, .number], .fixed(.real)) { .call("pow", asReals($0)) },
        guarded("sqrt", "sqrt", "<"), guarded("log", "ln", "<="), guarded("log10", "log10", "<="),
        guarded("log2", "log2", "<="),
        real("exp") { .call("exp", [$0]) },
        real("exp2") { .call("pow", [.parameter(.double(2)), $0]) },
        real("exp10") { .call("pow", [.parameter(.double(10)), $0]) },
        real("sin") { .call("sin", [$0]) }, real("cos") { .call("cos", [$0]) }, real("tan") { .call("tan", [$0]) },
        real("atan") { .call("atan", [$0]) },
        real("asin") { .engineCall(.arcSine, [$0]) }, real("acos") { .engineCall(.arcCosine, [$0]) },
        .custom("atan2", naming: .firstArgument, [.number, .number], .fixed(.real)) { .call("atan2", asReals($0)) },
        real("cot", naming: .none) { .infix("/", [.parameter(.double(1)), .call("tan", [$0])]) },
        real("radians", naming: .none) { .call("radians", [$0]) },
        real("degrees", naming: .none) { .call("degrees", [$0]) },
        real("erf") { .engineCall(.errorFunction, [$0]) },
        real("erfc") { .engineCall(.errorFunctionComplement, [$0]) },
        real("gamma") { .engineCall(.gamma, [$0]) }, real("loggamma") { .engineCall(.logGamma, [$0]) },
        beta("beta_cdf", .betaDistribution), beta("beta_pdf", .betaDensity), beta("beta_inv", .betaInverse),
        ScalarFunction.custom(
            "welch_test",
            [.number, .number, .number, .number, .number, .number],
            .fixed(.real)
        ) { .engineCall(.welchTest, asReals($0)) }.unfoldable,
        ScalarFunction("pi", .of([], .fixed(.real), .builtin("pi"), isNullable: false)),
        ScalarFunction("isnan", .of([.real], .fixed(.bool), .builtin("isnan"))),
        ScalarFunction("isinf", .of([.real], .fixed(.bool), .builtin("isinf"))),
        ScalarFunction("isfinite", .of([.real], .fixed(.bool), .builtin("isfinite"))),
    ]

    /// Functions on the bits of whole numbers.
    static let bits: [ScalarFunction] = [
        bitwise("binary_and") { .infix("&", $0) }, bitwise("binary_or") { .infix("|", $0) },
        bitwise("binary_xor") { .call("xor", $0) },
        bitwise("binary_shift_left") { .engineCall(.shiftLeft, $0) },
        bitwise("binary_shift_right") { .engineCall(.shiftRight, $0) },
        .custom("binary_not", naming: .firstArgument, [.integer], .fixed(.long)) {
            .infix("-", [.value(-1), $0[0]])
        },
        .custom("bitset_count_ones", naming: .firstArgument, [.integer], .fixed(.long)) {
            .cast(.call("bit_count", [$0[0]]), "BIGINT")
        },
        .custom("tohex", naming: .firstArgument, [.required(.integerAsIs), .maybeInteger], .fixed(.string)) { call in
            // An int has 32 bits.
            let value =
                call.types[0] == .int
                ? SQLExpression.infix("&", [.cast(call[0], "BIGINT"), .value(0xFFFF_FFFF)]) : call[0]
            return .engineCall(.toHex, [value, call.count > 1 ? call[1] : .value(0)])
        },
    ]

    /// Conversions between units of measure; a unit that is none gives null.
    static let units: [ScalarFunction] = [
        "angle", "energy", "force", "length", "mass", "speed", "temperature", "volume",
    ].map { quantity in
        .custom("convert_" + quantity, [.real, .string, .string], .fixed(.real)) {
            .engineCall(.convertUnit, [.text(quantity), $0[0], $0[1], $0[2]])
        }
    }

    private static func bitwise(
        _ name: String,
        _ body: @escaping @Sendable ([SQLExpression]) -> SQLExpression
    ) -> ScalarFunction {
        .custom(name, naming: .firstArgument, [.integer, .integer], .fixed(.long)) { body($0.arguments) }
    }

    private static func beta(_ name: String, _ function: EngineFunction) -> ScalarFunction {
        .custom(name, [.number, .number, .number], .fixed(.real)) { .engineCall(function, asReals($0)) }
    }

    /// A function of one real.
    private static func real(
        _ name: String,
        naming: NameRule = .firstArgument,
        _ body: @escaping @Sendable (SQLExpression) -> SQLExpression
    ) -> ScalarFunction {
        .custom(name, naming: naming, [.number], .fixed(.real)) { body(asReals($0)[0]) }
    }

    /// A function that SQL refuses outside of its domain, where KQL gives null.
    private static func guarded(_ name: String, _ builtin: StaticString, _ outside: StaticString) -> ScalarFunction {
        real(name) { value in
            .caseWhen(
                [(.infix(outside, [value, .parameter(.double(0))]), .null)],
                otherwise: .call(builtin, [value])
            )
        }
    }
}
