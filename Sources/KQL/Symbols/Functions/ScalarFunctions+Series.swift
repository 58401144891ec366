extension ScalarFunctions {
    /// Arithmetic with series and filters of them; KQL §1.6.
    static let series: [ScalarFunction] =
        ["abs", "acos", "asin", "atan", "ceiling", "cos", "exp", "floor", "log", "sign", "sin", "tan"].map(unary)
        + [
            "add", "subtract", "multiply", "divide", "pow", "equals", "not_equals", "greater", "greater_equals", "less",
            "less_equals",
        ].map(binary)
        + ["sum", "product", "magnitude"].map(reduction) + [
            pairs("series_dot_product", .fixed(.real)) {
                .engineCall(.seriesDotProduct, $0.arguments(from: 0, as: .dynamic))
            },
            .engine("series_pearson_correlation", [.array, .array], .real, .seriesCorrelation),
            .custom(
                "series_cosine_similarity",
                [.array, .array, .optional(.exactly(.real)), .optional(.exactly(.real))],
                .fixed(.real)
            ) { call in
                .engineCall(
                    .seriesCosine,
                    [call[0], call[1], call.argument(2, orNull: .double), call.argument(3, orNull: .double)]
                )
            },
            fill("backward", [.array, .maybeNumber], placeholder: 1),
            fill("forward", [.array, .maybeNumber], placeholder: 1),
            fill("const", [.array, .maybeNumber, .maybeNumber], placeholder: 2, constant: 1),
            fill(
                "linear",
                [.array, .maybeNumber, .optional(.exactly(.bool)), .maybeNumber],
                placeholder: 1,
                edges: 2,
                constant: 3
            ),
            ScalarFunction.custom(
                "series_fir",
                naming: .firstArgument,
                [.array, .array, .optional(.exactly(.bool)), .optional(.exactly(.bool))],
                .fixed(.dynamic)
            ) { call in
                .engineCall(
                    .seriesFinite,
                    [call[0], call[1], call.argument(2, orNull: .boolean), call.argument(3, orNull: .boolean)]
                )
            }.shaped(.array),
            ScalarFunction.engine(
                "series_iir", naming: .firstArgument, [.array, .array, .array], .dynamic, .seriesInfinite
            ).shaped(.array),
        ]

    private static func unary(_ operation: String) -> ScalarFunction {
        ScalarFunction.custom("series_\(operation)", [.array], .fixed(.dynamic)) {
            .engineCall(.seriesUnary, [$0[0], .text(operation)])
        }.shaped(.array)
    }

    private static func binary(_ operation: String) -> ScalarFunction {
        pairs("series_\(operation)", .fixed(.dynamic)) {
            .engineCall(.seriesBinary, $0.arguments(from: 0, as: .dynamic) + [.text(operation)])
        }.shaped(.array)
    }

    /// A function of two series, of which one may be a number.
    private static func pairs(
        _ name: String,
        _ result: ResultRule,
        _ body: @escaping @Sendable (LoweredCall) -> SQLExpression
    ) -> ScalarFunction {
        ScalarFunction(
            name,
            .of([.array, .array], result, .custom(body)),
            .of([.array, .number], result, .custom(body)),
            .of([.number, .array], result, .custom(body))
        )
    }

    private static func reduction(_ operation: String) -> ScalarFunction {
        .custom("series_\(operation)", [.array], .fixed(.real)) {
            .engineCall(.seriesReduce, [$0[0], .text(operation)])
        }
    }

    /// - Parameters: Places of the arguments.
    private static func fill(
        _ kind: String,
        _ parameters: [Parameter],
        placeholder: Int,
        edges: Int? = nil,
        constant: Int? = nil
    ) -> ScalarFunction {
        ScalarFunction.custom("series_fill_\(kind)", naming: .firstArgument, parameters, .fixed(.dynamic)) { call in
            func json(_ place: Int, _ otherwise: SQLExpression) -> SQLExpression {
                place < call.count ? call.argument(place, as: .dynamic) : otherwise
            }
            let none = SQLExpression.parameter(.null(.text))
            return .engineCall(
                .seriesFill,
                [
                    call[0], .text(kind), json(placeholder, none),
                    edges.map { call.argument($0, orNull: .boolean) } ?? .true,
                    constant.map { json($0, .text("0")) } ?? none,
                ]
            )
        }.shaped(.array)
    }
}
