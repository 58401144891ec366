/// The Unicode classes that regular expressions name. Scripts are left out: the runtime's Unicode data has none.
enum UnicodeProperty {
    /// `\d`
    static let digit = named("Nd") ?? .empty
    /// `\s`
    static let space = set { $0.properties.isWhitespace }
    /// `\w`: Alphabetic, M, Nd, Pc and Join_Control (UTS 18, Annex C)
    static let word = set { scalar in
        let properties = scalar.properties
        if properties.isAlphabetic || properties.isJoinControl { return true }
        switch properties.generalCategory {
        case .decimalNumber, .nonspacingMark, .spacingMark, .enclosingMark, .connectorPunctuation: return true
        default: return false
        }
    }

    private static func set(_ test: (Unicode.Scalar) -> Bool) -> ScalarSet {
        var ranges: [ClosedRange<UInt32>] = []
        var start: UInt32?
        for value in 0...ScalarSet.last {
            // The planes between the ideographs and the tags hold nothing.
            let isMember = !(0x33480..<0xE0000).contains(value) && (Unicode.Scalar(value).map(test) ?? false)
            if isMember {
                if start == nil { start = value }
            } else if let first = start {
                ranges.append(first...value - 1)
                start = nil
            }
        }
        if let start { ranges.append(start...ScalarSet.last) }
        return ScalarSet(ranges)
    }

    /// The class of a name as it stands in `\p{…}`; nil for a name that we do not know.
    static func named(_ name: String) -> ScalarSet? {
        let key = name.lowercased().filter { $0 != "_" && $0 != " " && $0 != "-" }
        switch key {
        case "any": return .all
        case "ascii": return ScalarSet([0...0x7F])
        case "alphabetic", "alpha": return set { $0.properties.isAlphabetic }
        case "lowercase", "lower": return set { $0.properties.isLowercase }
        case "uppercase", "upper": return set { $0.properties.isUppercase }
        case "whitespace", "space": return space
        default: break
        }
        guard let categories = categories[key] else { return nil }
        return set { categories.contains($0.properties.generalCategory) }
    }

    private static let categories: [String: Set<Unicode.GeneralCategory>] = {
        let single: [(short: String, long: String, Unicode.GeneralCategory)] = [
            ("lu", "uppercaseletter", .uppercaseLetter), ("ll", "lowercaseletter", .lowercaseLetter),
            ("lt", "titlecaseletter", .titlecaseLetter), ("lm", "modifierletter", .modifierLetter),
            ("lo", "otherletter", .otherLetter), ("mn", "nonspacingmark", .nonspacingMark),
            ("mc", "spacingmark", .spacingMark), ("me", "enclosingmark", .enclosingMark),
            ("nd", "decimalnumber", .decimalNumber), ("nl", "letternumber", .letterNumber),
            ("no", "othernumber", .otherNumber), ("pc", "connectorpunctuation", .connectorPunctuation),
            ("pd", "dashpunctuation", .dashPunctuation), ("ps", "openpunctuation", .openPunctuation),
            ("pe", "closepunctuation", .closePunctuation), ("pi", "initialpunctuation", .initialPunctuation),
            ("pf", "finalpunctuation", .finalPunctuation), ("po", "otherpunctuation", .otherPunctuation),
            ("sm", "mathsymbol", .mathSymbol), ("sc", "currencysymbol", .currencySymbol),
            ("sk", "modifiersymbol", .modifierSymbol), ("so", "othersymbol", .otherSymbol),
            ("zs", "spaceseparator", .spaceSeparator), ("zl", "lineseparator", .lineSeparator),
            ("zp", "paragraphseparator", .paragraphSeparator), ("cc", "control", .control),
            ("cf", "format", .format), ("co", "privateuse", .privateUse), ("cn", "unassigned", .unassigned),
        ]
        let groups = [
            "l": "letter", "m": "mark", "n": "number", "p": "punctuation", "s": "symbol", "z": "separator",
            "c": "other",
        ]
        var table: [String: Set<Unicode.GeneralCategory>] = [:]
        for (short, long, category) in single {
            table[short] = [category]
            table[long] = [category]
            let letter = String(short.prefix(1))
            table[letter, default: []].insert(category)
        }
        for (letter, name) in groups { table[name] = table[letter] }
        return table
    }()

    /// The ASCII classes of `[[:name:]]`.
    static func posix(_ name: String) -> ScalarSet? {
        func ranges(_ text: String) -> ScalarSet {
            let scalars = text.unicodeScalars.map(\.value)
            return ScalarSet(stride(from: 0, to: scalars.count, by: 2).map { scalars[$0]...scalars[$0 + 1] })
        }
        switch name {
        case "alnum": return ranges("09AZaz")
        case "alpha": return ranges("AZaz")
        case "ascii": return ScalarSet([0...0x7F])
        case "blank": return ranges("\t\t  ")
        case "cntrl": return ScalarSet([0...0x1F, 0x7F...0x7F])
        case "digit": return ranges("09")
        case "graph": return ranges("!~")
        case "lower": return ranges("az")
        case "print": return ranges(" ~")
        case "punct": return ranges("!/:@[`{~")
        case "space": return ranges("\t\r  ")
        case "upper": return ranges("AZ")
        case "word": return ranges("09AZ__az")
        case "xdigit": return ranges("09AFaf")
        default: return nil
        }
    }
}
