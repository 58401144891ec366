// MARK: Patterns among rows

extension EngineFunction {
    /// What a plugin (first) finds in rows (second) with its options (third), a JSON array of arrays; NULL rows give none.
    ///
    /// The rows are a JSON array of arrays `[number, weight, value, …]`, for `diffpatterns` with a weight in each of the
    /// two sets; values are texts, the empty one is none. The options are a JSON array.
    /// - `basket` (least share, greatest number of free values), `autocluster` (weight of size, number of seeds),
    ///   `diffpatterns` (least difference, greatest number of free values): segments `[weight, …, row number, mask,
    ///   weight of all, …]`, whose mask has a `1` for each column that the segment fixes at the value of that row.
    /// - `reduce` (threshold, separators or null; rows have one text): groups `[pattern, count, text, [row number, …]]`.
    public static let findPatterns = Self("kql_find_patterns", [.text, .text, .text], result: .text)

    /// How many members all of several sketches of ``distinctSketch`` have in common: exact while they are, else estimated
    /// from the sketches of their unions; NULL when one is no sketch.
    public static let distinctSketchCommon = Self("kql_hll_common", [], variadic: .text, result: .int64)

    static let allMining: [Self] = [.findPatterns, .distinctSketchCommon]
}
