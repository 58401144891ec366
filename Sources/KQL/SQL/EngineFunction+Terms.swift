// MARK: Terms

extension EngineFunction {
    /// Whether the needle (second) occurs in the text (first) such that at each end where the needle's own end
    /// character is a term character, the neighbour in the text is none. An empty needle gives true. A term is a
    /// maximal run of Unicode letters and digits (categories L and N); letters compare by simple case folding
    /// unless the name ends in `_cs`. KQL §6.
    public static let has = Self("kql_has", [.text, .text], result: .boolean)

    /// As ``has``, by exact code points.
    public static let hasCaseSensitive = Self("kql_has_cs", [.text, .text], result: .boolean)

    /// As ``has``, but only the left boundary is checked.
    public static let hasPrefix = Self("kql_hasprefix", [.text, .text], result: .boolean)

    /// As ``hasPrefix``, by exact code points.
    public static let hasPrefixCaseSensitive = Self("kql_hasprefix_cs", [.text, .text], result: .boolean)

    /// As ``has``, but only the right boundary is checked.
    public static let hasSuffix = Self("kql_hassuffix", [.text, .text], result: .boolean)

    /// As ``hasSuffix``, by exact code points.
    public static let hasSuffixCaseSensitive = Self("kql_hassuffix_cs", [.text, .text], result: .boolean)

    /// Whether ``has`` is true of at least one needle. The second argument is a JSON array; a string element is a
    /// needle, a number, bool, array or bag is a needle by its compact JSON text, a null element matches
    /// everything. An empty text (first) gives false. An empty array, or JSON that is no array, gives false. As a
    /// rule the array is a bound constant: prepare it once.
    public static let hasAny = Self("kql_has_any", [.text, .text], result: .boolean)

    /// Whether ``has`` is true of every needle of the JSON array (second). An empty text (first) gives false; an
    /// empty array gives true.
    public static let hasAll = Self("kql_has_all", [.text, .text], result: .boolean)

    static let allTerms: [Self] = [
        .has, .hasCaseSensitive, .hasPrefix, .hasPrefixCaseSensitive, .hasSuffix, .hasSuffixCaseSensitive,
        .hasAny, .hasAll,
    ]
}
