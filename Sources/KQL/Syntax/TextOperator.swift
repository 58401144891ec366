/// The operators on text that are spelt as words, and `=~`; KQL §6.
struct TextOperator: Sendable, Hashable {
    enum Test: String, Sendable {
        case has, hasprefix, hassuffix, contains, startswith, endswith, matches, equals

        /// Whether the test looks for whole terms.
        var isOfTerms: Bool { self == .has || self == .hasprefix || self == .hassuffix }
    }

    var test: Test
    var isCaseSensitive: Bool
    var isNegated: Bool

    /// The operator of a keyword or sign, old spellings included; `nil` when there is none.
    init?(keyword: String) {
        var word = Substring(keyword)
        switch keyword {
        case "=~", "!~":
            test = .equals
            isCaseSensitive = false
            isNegated = keyword == "!~"
            return
        case "matches regex":
            test = .matches
            isCaseSensitive = true
            isNegated = false
            return
        case "notcontains": word = "!contains"
        case "notcontainscs": word = "!contains_cs"
        case "containscs": word = "contains_cs"
        default: break
        }
        let isNegated = word.hasPrefix("!")
        if isNegated { word = word.dropFirst() }
        let isCaseSensitive = word.hasSuffix("_cs")
        if isCaseSensitive { word = word.dropLast(3) }
        guard let test = Test(rawValue: String(word)), test != .equals, test != .matches else { return nil }
        self.test = test
        self.isCaseSensitive = isCaseSensitive
        self.isNegated = isNegated
    }

    /// How KQL spells the operator.
    var keyword: String {
        switch test {
        case .equals: isNegated ? "!~" : "=~"
        case .matches: "matches regex"
        default: (isNegated ? "!" : "") + test.rawValue + (isCaseSensitive ? "_cs" : "")
        }
    }
}
