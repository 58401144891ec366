extension ScalarFunctions {
    /// Regular expressions and JSON paths; KQL §6. Patterns are constants.
    static let patterns: [ScalarFunction] = [
        ScalarFunction(
            "extract",
            .of([pattern, .long, .string], .fixed(.string), .engine(.extract)),
            .of(
                [pattern, .long, .string, .required(.type).only(.literal)],
                .typeLiteral(3),
                .custom { call in
                    let text = SQLExpression.engineCall(.extract, [call[0], call[1], call[2]])
                    if call.result == .dynamic { return .engineCall(.parseJSON, [text]) }
                    return SQLConversion.convert(text, from: .string, to: call.result) ?? .null
                }
            )
        ),
        ScalarFunction(
            "extract_all",
            aliases: ["extractall"],
            .of(
                [pattern, .string],
                .fixed(.dynamic),
                .custom { .engineCall(.extractAll, [$0[0], .parameter(.null(.text)), $0[1]]) }
            ),
            .of([pattern, .array, .string], .fixed(.dynamic), .engine(.extractAll))
        ),
        ScalarFunction(
            "extract_json",
            aliases: ["extractjson"],
            .of(
                [.required(.jsonPath).only(.constant), .string],
                .fixed(.string),
                .custom { .engineCall(.dynamicGetText, [$0[1], $0[0]]) }
            ),
            .of(
                [.required(.jsonPath).only(.constant), .string, .required(.type).only(.literal)],
                .typeLiteral(2),
                .custom { SQLConversion.path(of: $0[1], path: $0[0], to: $0.result) ?? .null }
            )
        ),
        .engine("replace_regex", [.string, pattern, pattern], .string, .replaceRegex),
        .custom("replace", [pattern, pattern, .string], .fixed(.string)) {
            .engineCall(.replaceRegex, [$0[2], $0[0], $0[1]])
        },
        .engine("trim", [pattern, .string], .string, .trim),
        .engine("trim_start", [pattern, .string], .string, .trimStart),
        .engine("trim_end", [pattern, .string], .string, .trimEnd),
        .custom("regex_quote", [.scalar], .fixed(.string)) { .engineCall(.regexQuote, [asText($0, 0)]) },
        .custom(
            "indexof_regex",
            [
                .scalar, Parameter.scalar.only(.constant), .maybeInteger, .maybeInteger,
                .maybeInteger.only(.constant),
            ],
            .fixed(.long)
        ) { call in
            let rest = (2..<5).map { call.argument($0, orNull: .int64) }
            return .engineCall(.indexOfRegex, [asText(call, 0), asText(call, 1)] + rest)
        },
    ]

    private static let pattern = Parameter.string.only(.constant)
}
