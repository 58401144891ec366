// MARK: What aggregates make of the lists that the engine collects

extension EngineFunction {
    /// The low 64 bits of a sum.
    public static let wrapSum = Self("kql_wrap_sum", [.int128], result: .int64)

    /// A JSON array of the first texts (at most so many as the second says) of a list, as JSON strings; null elements
    /// as `null`; `[]` for a NULL list.
    public static let jsonOfTexts = Self("kql_json_texts", [.textList, .int64], result: .text, nulls: .seen)

    /// As ``jsonOfTexts`` for elements that are JSON already.
    public static let jsonOfValues = Self("kql_json_values", [.textList, .int64], result: .text, nulls: .seen)

    /// The first elements of an array, or members of a bag, at most so many as the second says.
    public static let dynamicPrefix = Self("kql_dyn_prefix", [.text, .int64], result: .text)

    /// For `buildschema`: the least schema of a JSON array's elements. A type is a word, a bag its members' schemas, an
    /// array `{"`indexer`": schema}`, and several are an array; the empty text's bag `{}` for none.
    public static let schemaOfValues = Self("kql_build_schema", [.text], result: .text)

    /// The place, from 1, of the first weight of a list at which the sum so far reaches the percentage (second) of the
    /// whole; NULL for an empty or NULL list.
    public static let weightedPlace = Self("kql_weighted_place", [.textList, .double], result: .int64)

    /// For `percentiles_array`: a JSON array of the values (JSON, first, in order) with weights (second) at the
    /// percentages of a JSON array (third); NULL without values.
    public static let valuesAtRanks = Self("kql_values_at_ranks", [.textList, .textList, .text], result: .text)

    static let allAggregation: [Self] = [
        .wrapSum, .jsonOfTexts, .jsonOfValues, .dynamicPrefix, .schemaOfValues, .weightedPlace, .valuesAtRanks,
    ]
}

// MARK: Sketches

extension EngineFunction {
    /// For `hll`: a sketch of the distinct texts of a list, a JSON array `[[1024,14],[hashes],[registers]]`. It is exact
    /// up to 16,384 values; NULL for a NULL list.
    public static let distinctSketch = Self("kql_hll", [.textList], result: .text)

    /// One sketch of all that are in a JSON array; what is none is left out.
    public static let distinctSketchMergeAll = Self("kql_hll_merge_all", [.text], result: .text)

    /// One sketch of all arguments; NULL when none is a sketch.
    public static let distinctSketchMerge = Self("kql_hll_merge", [], variadic: .text, result: .text, nulls: .seen)

    /// How many distinct values a sketch has seen; NULL for what is none.
    public static let distinctSketchCount = Self("kql_dcount_hll", [.text], result: .int64)

    /// Whether a dynamic is a sketch.
    public static let distinctSketchIsValid = Self("kql_hll_isvalid", [.text], result: .boolean)

    /// For `tdigest`: a digest of values (JSON, first, in order) with weights (second; none for 1 each), a JSON array
    /// `[[7],[values],[weights]]`. It is exact up to 4,096 different values; NULL for NULL lists.
    public static let digest = Self("kql_tdigest", [.textList, .textList], result: .text)

    /// One digest of all that are in a JSON array; what is none is left out.
    public static let digestMergeAll = Self("kql_tdigest_merge_all", [.text], result: .text)

    /// One digest of all arguments; NULL when none is a digest.
    public static let digestMerge = Self("kql_tdigest_merge", [], variadic: .text, result: .text, nulls: .seen)

    /// The value of a digest at a percentage (second) as JSON; NULL when it has none.
    public static let digestPercentile = Self("kql_percentile_tdigest", [.text, .double], result: .text)

    /// A JSON array of the values of a digest at the percentages of a JSON array (second).
    public static let digestPercentiles = Self("kql_percentiles_tdigest", [.text, .text], result: .text)

    /// How many values of a digest are not above a JSON value (second).
    public static let digestRank = Self("kql_rank_tdigest", [.text, .text], result: .double)

    /// As ``digestRank``, in per cent of all.
    public static let digestPercentRank = Self("kql_percentrank_tdigest", [.text, .text], result: .double)

    /// Whether a dynamic is a digest.
    public static let digestIsValid = Self("kql_tdigest_isvalid", [.text], result: .boolean)

    static let allSketches: [Self] = [
        .distinctSketch, .distinctSketchMergeAll, .distinctSketchMerge, .distinctSketchCount, .distinctSketchIsValid,
        .digest, .digestMergeAll, .digestMerge, .digestPercentile, .digestPercentiles, .digestRank,
        .digestPercentRank, .digestIsValid,
    ]
}
