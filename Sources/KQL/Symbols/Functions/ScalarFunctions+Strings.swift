extension ScalarFunctions {
    /// Functions on text; KQL §6.
    static let strings: [ScalarFunction] = [
        text("tolower", "lower"),
        text("toupper", "upper"),
        ScalarFunction(
            "strlen",
            naming: .prefixIfNamed("strlen"),
            .of([.required(.stringOrDynamic)], .fixed(.long), .custom { .call("length", [asText($0, 0)]) })
        ),
        ScalarFunction(
            "string_size",
            naming: .prefixIfNamed("string_size"),
            .of([.required(.stringOrDynamic)], .fixed(.long), .custom { .call("strlen", [asText($0, 0)]) })
        ),
        ScalarFunction(
            "strcat",
            .of(
                [.repeated(.scalar)],
                .fixed(.string),
                .custom { call in .call("concat", call.arguments.indices.map { asText(call, $0) }) }
            )
        ),
        ScalarFunction(
            "strcat_delim",
            .of(
                [.required(.exactly(.string)), .required(.scalar), .repeated(.scalar)],
                .fixed(.string),
                .custom { call in .call("concat_ws", call.arguments.indices.map { asText(call, $0) }) }
            )
        ),
        ScalarFunction(
            "substring",
            .of(
                [.required(.scalar), .required(.integer), .optional(.integer)],
                .fixed(.string),
                .custom { call in
                    let length = call.arguments.count > 2 ? call[2] : .parameter(.null(.int64))
                    return .engineCall(.substring, [asText(call, 0), call[1], length])
                }
            )
        ),
        ScalarFunction(
            "split",
            naming: .firstArgument,
            .of(
                [.required(.scalar), .required(.text), .optional(.integer)],
                .fixed(.dynamic),
                .custom { call in
                    let index = call.arguments.count > 2 ? call[2] : .parameter(.null(.int64))
                    return .engineCall(.split, [asText(call, 0), call[1], index])
                }
            )
        ),
        ScalarFunction(
            "extract",
            .of(
                [.required(.exactly(.string)), .required(.exactly(.long)), .required(.exactly(.string))],
                .fixed(.string),
                .engine(.extract)
            ),
            .of(
                [
                    .required(.exactly(.string)), .required(.exactly(.long)), .required(.exactly(.string)),
                    .required(.type),
                ],
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
                [.required(.exactly(.string)), .required(.exactly(.string))],
                .fixed(.dynamic),
                .custom { .engineCall(.extractAll, [$0[0], .parameter(.null(.text)), $0[1]]) }
            ),
            .of(
                [.required(.exactly(.string)), .required(.dynamicValue), .required(.exactly(.string))],
                .fixed(.dynamic),
                .engine(.extractAll)
            )
        ),
        ScalarFunction(
            "extract_json",
            aliases: ["extractjson"],
            .of(
                [.required(.jsonPath), .required(.exactly(.string))],
                .fixed(.string),
                .custom { .engineCall(.dynamicGetText, [$0[1], $0[0]]) }
            ),
            .of(
                [.required(.jsonPath), .required(.exactly(.string)), .required(.type)],
                .typeLiteral(2),
                .custom { SQLConversion.path(of: $0[1], path: $0[0], to: $0.result) ?? .null }
            )
        ),
        ScalarFunction(
            "replace_string",
            .of(
                [.required(.exactly(.string)), .required(.exactly(.string)), .required(.exactly(.string))],
                .fixed(.string),
                .builtin("replace")
            )
        ),
        ScalarFunction(
            "replace_regex",
            .of(
                [.required(.exactly(.string)), .required(.exactly(.string)), .required(.exactly(.string))],
                .fixed(.string),
                .engine(.replaceRegex)
            )
        ),
        ScalarFunction(
            "replace",
            .of(
                [.required(.exactly(.string)), .required(.exactly(.string)), .required(.exactly(.string))],
                .fixed(.string),
                .custom { .engineCall(.replaceRegex, [$0[2], $0[0], $0[1]]) }
            )
        ),
        trim("trim", .trim), trim("trim_start", .trimStart), trim("trim_end", .trimEnd),
        ScalarFunction(
            "indexof",
            .of(
                [
                    .required(.scalar), .required(.scalar), .optional(.integer), .optional(.integer),
                    .optional(.integer),
                ],
                .fixed(.long),
                .custom { call in
                    let rest = (2..<5).map { $0 < call.arguments.count ? call[$0] : .parameter(.null(.int64)) }
                    return .engineCall(.indexOf, [asText(call, 0), asText(call, 1)] + rest)
                }
            )
        ),
        ScalarFunction(
            "countof",
            .of(
                [.required(.exactly(.string)), .required(.exactly(.string))],
                .fixed(.long),
                .custom { .engineCall(.countOf, [$0[0], $0[1], .false]) }
            ),
            .of(
                [
                    .required(.exactly(.string)), .required(.exactly(.string)),
                    .required(.keyword(["normal", "regex"])),
                ],
                .fixed(.long),
                .custom { .engineCall(.countOf, [$0[0], $0[1], .infix("=", [$0[2], .text("regex")])]) }
            )
        ),
        ScalarFunction(
            "reverse",
            .of([.required(.scalar)], .fixed(.string), .custom { .engineCall(.reverse, [asText($0, 0)]) })
        ),
        ScalarFunction(
            "strrep",
            .of(
                [.required(.scalar), .required(.exactly(.long))],
                .fixed(.string),
                .custom {
                    .call(
                        "repeat",
                        [asText($0, 0), .call("greatest", [.call("least", [$0[1], .value(1024)]), .value(0)])])
                }
            )
        ),
        digest("hash_sha256", "sha256"), digest("hash_md5", "md5"), digest("hash_sha1", "sha1"),
        ScalarFunction(
            "hash",
            .of([.required(.notDynamic)], .fixed(.long), .custom { .engineCall(.hash, [asText($0, 0)]) }),
            .of(
                [.required(.notDynamic), .required(.integer)],
                .fixed(.long),
                .custom { .engineCall(.modulo, [.engineCall(.hash, [asText($0, 0)]), $0[1]]) }
            )
        ),
        engineText("base64_decode_tostring", ["base64_decodestring"], .base64Decode),
        engineText("base64_encode_tostring", ["base64_encodestring"], .base64Encode),
        engineText("url_decode", [], .urlDecode),
        engineText("url_encode", [], .urlEncode),
        ScalarFunction(
            "parse_url",
            .of([.required(.text)], .fixed(.dynamic), .engine(.parseURL))
        ),
    ]

    /// An argument as `tostring` gives it.
    static func asText(_ call: LoweredCall, _ index: Int) -> SQLExpression {
        SQLConversion.convert(call[index], from: call.types[index], to: .string) ?? .null
    }

    private static func text(_ name: String, _ builtin: StaticString) -> ScalarFunction {
        ScalarFunction(
            name,
            .of([.required(.scalar)], .fixed(.string), .custom { .call(builtin, [asText($0, 0)]) })
        )
    }

    private static func trim(_ name: String, _ function: EngineFunction) -> ScalarFunction {
        ScalarFunction(
            name,
            .of(
                [.required(.exactly(.string)), .required(.exactly(.string))],
                .fixed(.string),
                .engine(function)
            )
        )
    }

    private static func engineText(_ name: String, _ aliases: [String], _ function: EngineFunction) -> ScalarFunction {
        ScalarFunction(
            name,
            aliases: aliases,
            .of([.required(.text)], .fixed(.string), .engine(function))
        )
    }

    /// A digest of the text form in lower-case hexadecimal; of the empty text the empty text.
    private static func digest(_ name: String, _ builtin: StaticString) -> ScalarFunction {
        ScalarFunction(
            name,
            .of(
                [.required(.notDynamic)],
                .fixed(.string),
                .custom { call in
                    let text = asText(call, 0)
                    return .caseWhen(
                        [(.infix("=", [text, .text("")]), .text(""))],
                        otherwise: .call(builtin, [text])
                    )
                }
            )
        )
    }
}
