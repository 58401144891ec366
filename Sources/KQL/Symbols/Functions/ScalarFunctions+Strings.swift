extension ScalarFunctions {
    /// Functions on text; KQL §6. Those that take any value take it by its text.
    static let strings: [ScalarFunction] = [
        text("tolower", "lower"), text("toupper", "upper"),
        .custom("strlen", naming: .prefix("strlen"), [.required(.stringOrDynamic)], .fixed(.long)) {
            .call("length", [asText($0, 0)])
        },
        .custom("string_size", naming: .prefix("string_size"), [.required(.stringOrDynamic)], .fixed(.long)) {
            .call("strlen", [asText($0, 0)])
        },
        .custom("strcat", [.scalars], .fixed(.string)) { call in
            .call("concat", call.arguments.indices.map { asText(call, $0) })
        },
        .custom("strcat_delim", [.scalar, .scalar, .scalars], .fixed(.string)) { call in
            .call("concat_ws", call.arguments.indices.map { asText(call, $0) })
        },
        .custom("substring", [.scalar, .integer, .maybeInteger], .fixed(.string)) {
            .engineCall(.substring, [asText($0, 0), $0[1], $0.argument(2, orNull: .int64)])
        },
        ScalarFunction.custom(
            "split", naming: .firstArgument, [.scalar, .string, .maybeInteger], .fixed(.dynamic)
        ) {
            .engineCall(.split, [asText($0, 0), $0[1], $0.argument(2, orNull: .int64)])
        }.shaped(.array),
        .custom("reverse", [.scalar], .fixed(.string)) { .engineCall(.reverse, [asText($0, 0)]) },
        .custom("strcmp", [.scalar, .scalar], .fixed(.long)) { call in
            let sides = [asText(call, 0), asText(call, 1)]
            return .caseWhen(
                [(.infix("<", sides), .value(-1)), (.infix(">", sides), .value(1))],
                otherwise: .value(0)
            )
        },
        .custom("strrep", [.scalar, .long, .maybeScalar], .fixed(.string)) { call in
            .engineCall(
                .repeatText,
                [asText(call, 0), call[1], call.count > 2 ? asText(call, 2) : .text("")]
            )
        },
        ScalarFunction("replace_string", .of([.string, .string, .string], .fixed(.string), .builtin("replace"))),
        .engine("replace_strings", [.string, .array, .array], .string, .replaceTexts),
        .engine("translate", [.string, .string, .string], .string, .translate),
        .custom(
            "indexof",
            [
                .scalar, .scalar, .maybeInteger, .maybeInteger, .maybeInteger.only(.constant),
            ],
            .fixed(.long)
        ) { call in
            let rest = (2..<5).map { call.argument($0, orNull: .int64) }
            return .engineCall(.indexOf, [asText(call, 0), asText(call, 1)] + rest)
        },
        ScalarFunction(
            "countof",
            .of([.string, .string], .fixed(.long), .custom { .engineCall(.countOf, [$0[0], $0[1], .false]) }),
            .of(
                [.string, .string, .required(.keyword(["normal", "regex"])).only(.literal)],
                .fixed(.long),
                .custom { .engineCall(.countOf, [$0[0], $0[1], .infix("=", [$0[2], .text("regex")])]) }
            )
        ),
        .engine("has_any_index", [.required(.stringOrDynamic), .array], .long, .hasAnyIndex),
        .custom(
            "format_bytes",
            naming: .firstArgument,
            [.number, .maybeNumber.only(.constant), .maybeString.only(.constant)],
            .fixed(.string)
        ) { call in
            .engineCall(
                .formatBytes,
                [
                    call.argument(0, as: .real), call.count > 1 ? call.argument(1, as: .long) : .value(0),
                    call.count > 2 ? call[2] : .text(""),
                ]
            )
        }.unfoldable,
        ScalarFunction.custom("isascii", [.scalar], .fixed(.bool)) { .engineCall(.isASCII, [asText($0, 0)]) }
            .unfoldable,
        // Text in the engine is UTF-8 always.
        ScalarFunction.custom("isutf8", [.scalar], .fixed(.bool)) { asText($0, 0).isNotNull }.unfoldable,
        ScalarFunction.custom(
            "unicode_codepoints_from_string",
            aliases: ["to_utf8"],
            [.scalar],
            .fixed(.dynamic)
        ) { .engineCall(.codePoints, [asText($0, 0)]) },
        .custom(
            "unicode_codepoints_to_string",
            aliases: ["make_string"],
            [.repeated(.integerOrArray)],
            .fixed(.string)
        ) { call in .engineCall(.textOfCodePoints, [.engineCall(.packArray, call.arguments(from: 0, as: .dynamic))]) },
    ]

    /// An argument as `tostring` gives it.
    static func asText(_ call: LoweredCall, _ index: Int) -> SQLExpression { call.argument(index, as: .string) }

    private static func text(_ name: String, _ builtin: StaticString) -> ScalarFunction {
        .custom(name, [.scalar], .fixed(.string)) { .call(builtin, [asText($0, 0)]) }
    }
}
