// MARK: Patterns and series

extension EngineFunction {
    /// For `parse`: the texts of the columns of a pattern (second) in a text (first), or NULL where the text does not
    /// match. The pattern is a JSON array of strings: the mode (`simple`, `relaxed`, `regex`), the flags of a regular
    /// expression, then the parts in order: `*`, `=` and a literal, `:` and a column's type. In the modes simple and
    /// regex a text that is no value of its column's type makes the whole no match.
    public static let parsePattern = Self("kql_parse", [.text, .text], result: .textList)

    /// For `parse-kv`: the text of the first value of each key in a text (first), NULL for a key that is not there.
    /// What parts pairs, keys and values is a JSON array of strings (second), marked by their first character: `p`
    /// delimiter of pairs, `k` delimiter of key and value, `q` quotes, `e` escape, `g` greedy, `r` regular
    /// expression of two groups, `:` a key.
    public static let parseKeyValues = Self("kql_parse_kv", [.text, .text], result: .textList)

    /// The number of the bin of size step (third) that holds a value (first), counted from an origin (second):
    /// floor((value - origin) / step). NULL where the step is not positive.
    public static let binNumber = Self("kql_bin_number", [.int64, .int64, .int64], result: .int64)

    /// As ``binNumber``, of doubles.
    public static let binNumberOfReals = Self("kql_bin_number_real", [.double, .double, .double], result: .int64)

    /// For `make-series`: one series out of rows (first), a JSON array of arrays that begin with the number of a bin.
    /// Takes the values at a place (second) into an array from a first bin (third; NULL: the least there is) to
    /// before another (fourth; NULL: behind the greatest there is); a bin without a row gets the default (fifth, a
    /// JSON text). More than 1,048,576 bins are an error of the query.
    public static let seriesValues = Self(
        "kql_series_values", [.text, .int64, .int64, .int64, .text], result: .text, nulls: .seen)

    /// For `make-series`: the axis that goes with ``seriesValues``: rows, first bin, last bin, then the origin and the
    /// step, and the type's name (`datetime`, `timespan` or `long`).
    public static let seriesAxis = Self(
        "kql_series_axis", [.text, .int64, .int64, .int64, .int64, .text], result: .text, nulls: .seen)

    /// As ``seriesAxis``, of doubles.
    public static let seriesAxisOfReals = Self(
        "kql_series_axis_real", [.text, .int64, .int64, .double, .double], result: .text, nulls: .seen)

    /// For `row_window_session`: the ticks at which the session of each row begins, as decimal texts. The rows (first)
    /// are ticks as decimal texts in order, empty for null, with an `r` in front where a session begins anyhow. A
    /// session also begins at a row that is more than the second from the session's first row, or more than the
    /// third from the row before.
    public static let sessionStarts = Self("kql_session_starts", [.textList, .int64, .int64], result: .textList)

    /// For `scan`: the rows of the result for rows in order (first), each a JSON array of a number and the values of a
    /// row, by a program (second): the JSON array of the types of the row's values, the types of the slots, what each
    /// slot holds by itself and what it holds before a match, and the steps, each of a condition, an output (`all`,
    /// `last`, `none`) and assignments of expressions to slots. A row of the result is a JSON array of the number of
    /// the row that made it, the number of the match, and the slots.
    public static let scan = Self("kql_scan", [.textList, .text], result: .textList)

    static let allPatterns: [Self] = [
        .parsePattern, .parseKeyValues, .binNumber, .binNumberOfReals, .seriesValues, .seriesAxis, .seriesAxisOfReals,
        .sessionStarts, .scan,
    ]
}
