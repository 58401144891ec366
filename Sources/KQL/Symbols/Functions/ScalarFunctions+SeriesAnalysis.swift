extension ScalarFunctions {
    /// What is found out about series; KQL §1.6.
    static let seriesAnalysis: [ScalarFunction] = [
        statistics("series_stats", asBag: false).giving(results("series_stats", statisticsResults)),
        statistics("series_stats_dynamic", asBag: true).shaped(.bag),
        fit("series_fit_line", .seriesFitLine, asBag: false).giving(results("series_fit_line", lineResults)),
        fit("series_fit_line_dynamic", .seriesFitLine, asBag: true).shaped(.bag),
        fit("series_fit_2lines", .seriesFitTwoLines, asBag: false)
            .giving(results("series_fit_2lines", twoLinesResults)),
        fit("series_fit_2lines_dynamic", .seriesFitTwoLines, asBag: true).shaped(.bag),
        ScalarFunction.custom(
            "series_fit_poly",
            [.array, .optional(.array), .optional(.exactly(.int))],
            .fixed(.dynamic)
        ) { call in
            let degree = call.count > 2 ? call.argument(2, as: .long) : .value(1)
            return .engineCall(.seriesFitPolynomial, [call[0], call.argument(1, orNull: .text), degree])
        }.giving(
            results(
                "series_fit_poly",
                [
                    ("rsquare", .real), ("coefficients", .dynamic), ("variance", .real), ("rvariance", .real),
                    ("poly_fit", .dynamic),
                ]
            )
        ),
        fourier("series_fft", isInverse: false), fourier("series_ifft", isInverse: true),
        ScalarFunction.custom(
            "series_periods_detect",
            [.array, .number, .number, .long],
            .fixed(.dynamic)
        ) { call in
            .engineCall(
                .seriesPeriodsDetect,
                [call[0], call.argument(1, as: .real), call.argument(2, as: .real), call[3]]
            )
        }.giving(results("series_periods_detect", periodsResults)),
        ScalarFunction.custom(
            "series_periods_validate",
            [.array, .repeated(.number)],
            .fixed(.dynamic)
        ) { call in
            let periods = (1..<call.count).map { index in
                SQLConversion.convert(call.argument(index, as: .real), from: .real, to: .dynamic) ?? .null
            }
            return .engineCall(.seriesPeriodsValidate, [call[0], .engineCall(.packArray, periods)])
        }.giving(results("series_periods_validate", periodsResults)),
        ScalarFunction.custom("series_seasonal", [.array, .maybeInteger, .maybeInteger], .fixed(.dynamic)) { call in
            .engineCall(.seriesSeasonal, [call[0], long(call, 1, -1), long(call, 2, 0)])
        }.shaped(.array),
        outliers,
        ScalarFunction.custom(
            "series_decompose",
            [.array, .maybeInteger, .maybeString, .maybeInteger, .maybeNumber],
            .fixed(.dynamic)
        ) { call in
            .engineCall(
                .seriesDecompose,
                [call[0], long(call, 1, -1), text(call, 2, "avg"), long(call, 3, 0), real(call, 4, 0.6)]
            )
        }.giving(results("series_decompose", decompositionResults)),
        ScalarFunction.custom(
            "series_decompose_forecast",
            [.array, .integer, .maybeInteger, .maybeString, .maybeNumber],
            .fixed(.dynamic)
        ) { call in
            .engineCall(
                .seriesDecompose,
                [call[0], long(call, 2, -1), text(call, 3, "avg"), long(call, 1, 0), real(call, 4, 0.6)]
            )
        }.giving(results("series_decompose_forecast", decompositionResults)),
        ScalarFunction.custom(
            "series_decompose_anomalies",
            [
                .array, .maybeNumber, .maybeInteger, .maybeString, .maybeInteger, .maybeString, .maybeNumber,
            ],
            .fixed(.dynamic)
        ) { call in
            .engineCall(
                .seriesAnomalies,
                [
                    call[0], real(call, 1, 1.5), long(call, 2, -1), text(call, 3, "avg"), long(call, 4, 0),
                    text(call, 5, "ctukey"), real(call, 6, 0.6),
                ]
            )
        }.giving(
            results(
                "series_decompose_anomalies",
                [("ad_flag", .dynamic), ("ad_score", .dynamic), ("baseline", .dynamic)]
            )
        ),
    ]

    // MARK: Results

    private typealias Result = (name: String, type: ScalarType)

    private static let statisticsResults: [Result] = [
        ("min", .real), ("min_idx", .long), ("max", .real), ("max_idx", .long), ("avg", .real), ("stdev", .real),
        ("variance", .real),
    ]

    private static let lineResults: [Result] = [
        ("rsquare", .real), ("slope", .real), ("variance", .real), ("rvariance", .real), ("interception", .real),
        ("line_fit", .dynamic),
    ]

    private static let twoLinesResults: [Result] =
        [
            ("rsquare", .real), ("split_idx", .long), ("variance", .real), ("rvariance", .real), ("line_fit", .dynamic),
        ]
        + ["right", "left"].flatMap { side in
            ["rsquare", "slope", "interception", "variance", "rvariance"].map { ("\(side)_\($0)", .real) }
        }

    private static let periodsResults: [Result] = [("periods", .dynamic), ("scores", .dynamic)]

    private static let decompositionResults: [Result] = [
        ("baseline", .dynamic), ("seasonal", .dynamic), ("trend", .dynamic), ("residual", .dynamic),
    ]

    /// Results that are named after the function and its first argument.
    private static func results(_ function: String, _ columns: [Result]) -> SeveralResults {
        SeveralResults { arguments in
            let prefix = "\(function)_\(arguments.first?.name ?? "")_"
            return columns.map { (name: prefix + $0.name, type: $0.type) }
        }
    }

    // MARK: Functions

    private static func statistics(_ name: String, asBag: Bool) -> ScalarFunction {
        .custom(name, [.array, .optional(.exactly(.bool)).only(.constant)], .fixed(.dynamic)) { call in
            .engineCall(
                .seriesStats, [call[0], call.count > 1 ? call[1] : .false, asBag ? .true : .false])
        }
    }

    private static func fit(_ name: String, _ function: EngineFunction, asBag: Bool) -> ScalarFunction {
        .custom(name, [.array], .fixed(.dynamic)) { .engineCall(function, [$0[0], asBag ? .true : .false]) }
    }

    private static func fourier(_ name: String, isInverse: Bool) -> ScalarFunction {
        ScalarFunction.custom(name, [.array, .optional(.array)], .fixed(.dynamic)) { call in
            .engineCall(
                .seriesFourier, [call[0], call.argument(1, orNull: .text), isInverse ? .true : .false])
        }.giving(results(name, [("real", .dynamic), ("imag", .dynamic)]))
    }

    private static let outliers: ScalarFunction = {
        let body: @Sendable (LoweredCall) -> SQLExpression = { call in
            .engineCall(
                .seriesOutliers,
                [
                    call[0], text(call, 1, "ctukey"),
                    call.count > 2 ? call.argument(2, as: .dynamic) : .parameter(.null(.text)),
                    real(call, 3, 10), real(call, 4, 90), long(call, 5, 0),
                ]
            )
        }
        return ScalarFunction(
            "series_outliers",
            naming: .firstArgument,
            .of([.array, .maybeString, .maybeNumber], .fixed(.dynamic), .custom(body)),
            .of(
                [.array, .string, .real, .real, .optional(.exactly(.real)), .maybeInteger],
                .fixed(.dynamic),
                .custom(body)
            )
        ).shaped(.array)
    }()

    // MARK: Arguments that may be missing

    private static func long(_ call: LoweredCall, _ index: Int, _ otherwise: Int64) -> SQLExpression {
        index < call.count ? call.argument(index, as: .long) : .value(otherwise)
    }

    private static func real(_ call: LoweredCall, _ index: Int, _ otherwise: Double) -> SQLExpression {
        index < call.count ? call.argument(index, as: .real) : .parameter(.double(otherwise))
    }

    private static func text(_ call: LoweredCall, _ index: Int, _ otherwise: String) -> SQLExpression {
        index < call.count ? call[index] : .text(otherwise)
    }
}
