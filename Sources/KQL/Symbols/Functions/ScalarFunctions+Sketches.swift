extension ScalarFunctions {
    /// Functions of what `hll` and `tdigest` give; KQL §11.
    static let sketches: [ScalarFunction] = [
        ScalarFunction(
            "dcount_hll",
            naming: .prefix("dcount_hll"),
            .of([.array], .fixed(.long), .engine(.distinctSketchCount))
        ),
        ScalarFunction(
            "hll_merge",
            naming: .fixed("hll_merged_result"),
            .of(
                [.array, .arrays],
                .fixed(.dynamic),
                .engine(.distinctSketchMerge)
            )
        ),
        ScalarFunction(
            "hll_isvalid",
            .of(
                [.array, .scalar],
                .fixed(.bool),
                .custom { .engineCall(.distinctSketchIsValid, [$0[0]]) }
            )
        ),
        digestMerge("tdigest_merge"), digestMerge("merge_tdigest"),
        ScalarFunction(
            "tdigest_isvalid",
            .of(
                [.array, .scalar],
                .fixed(.bool),
                .custom { .engineCall(.digestIsValid, [$0[0]]) }
            )
        ),
        ScalarFunction(
            "percentile_tdigest",
            naming: .prefix("percentile_tdigest"),
            .of(
                [.array, .real],
                .fixed(.dynamic),
                .engine(.digestPercentile)
            ),
            .of(
                [.array, .real, .required(.type)],
                .typeLiteral(2),
                .custom { call in
                    let value = SQLExpression.engineCall(.digestPercentile, [call[0], call[1]])
                    return SQLConversion.convert(value, from: .dynamic, to: call.result) ?? .null
                }
            )
        ),
        ScalarFunction(
            "percentiles_array_tdigest",
            naming: .prefix("percentile_tdigest"),
            .of(
                [.array, .array],
                .fixed(.dynamic),
                .engine(.digestPercentiles)
            ),
            .of(
                [.array, .real, .repeated(.exactly(.real))],
                .fixed(.dynamic),
                .custom { percentilesOfDigest($0) }
            ),
            .of(
                [.array, .real],
                .fixed(.dynamic),
                .custom { percentilesOfDigest($0) }
            )
        ),
        ScalarFunction(
            "rank_tdigest",
            .of([.array, .scalar], .fixed(.real), .engineOfDynamics(.digestRank))
        ),
        ScalarFunction(
            "percentrank_tdigest",
            .of([.array, .scalar], .fixed(.real), .engineOfDynamics(.digestPercentRank))
        ),
    ]

    private static func digestMerge(_ name: String) -> ScalarFunction {
        ScalarFunction(
            name,
            naming: .fixed("tdigests_merge_result"),
            .of([.array, .arrays], .fixed(.dynamic), .engine(.digestMerge))
        )
    }

    private static func percentilesOfDigest(_ call: LoweredCall) -> SQLExpression {
        let ranks = call.arguments.indices.dropFirst().map { asDynamic(call, $0) }
        return .engineCall(.digestPercentiles, [call[0], .engineCall(.packArray, ranks)])
    }
}
