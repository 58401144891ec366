extension Diagnostic.Code {
    // MARK: Syntax

    /// A string literal without its closing quote, or a bracket that is never closed.
    public static let missingText = Self(rawValue: "KS001")
    /// A character or word that cannot stand here.
    public static let unexpectedText = Self(rawValue: "KS002")
    /// Another token is needed here.
    public static let expectedToken = Self(rawValue: "KS005")
    /// An element is missing: an expression, a name, an operator.
    public static let missingElement = Self(rawValue: "KS006")
    /// Text after the end of a statement or operator.
    public static let incompleteFragment = Self(rawValue: "KS198")
    /// A literal whose text is not of its type.
    public static let invalidLiteral = Self(rawValue: "KQL101")
    /// A backslash sequence that strings do not have.
    public static let invalidEscape = Self(rawValue: "KQL102")
    /// Expressions or parentheses nested deeper than the compiler's limit.
    public static let nestedTooDeep = Self(rawValue: "KQL103")
    /// The text is longer than the compiler reads.
    public static let textTooLong = Self(rawValue: "KQL104")

    /// A keyword, or a name with dashes, that is a name in brackets only.
    public static let bracketsNeeded = Self(rawValue: "KS228")
    /// An identifier's digits without `guid(…)`.
    public static let rawGUID = Self(rawValue: "KS214")
    /// A setting that is given twice.
    public static let duplicateParameter = Self(rawValue: "KS180")
    /// A function's tabular parameter behind a scalar one.
    public static let tableParameterFirst = Self(rawValue: "KS226")
    /// A type that cannot stand here.
    public static let invalidTypeName = Self(rawValue: "KS160")
    // MARK: Names

    /// A name that no column, table, variable or function has.
    public static let unknownName = Self(rawValue: "KS142")
    /// A name that no function has.
    public static let unknownFunction = Self(rawValue: "KS211")
    /// A name that no operator has.
    public static let unknownOperator = Self(rawValue: "KS176")
    /// The name of a column is needed, not an expression.
    public static let columnNameExpected = Self(rawValue: "KS109")
    /// A column that is named twice in one result.
    public static let duplicateColumn = Self(rawValue: "KS171")
    /// A name that is declared twice.
    public static let duplicateName = Self(rawValue: "KS201")

    // MARK: Meaning

    /// An operator that its operands' types do not have.
    public static let undefinedOperator = Self(rawValue: "KS106")
    /// A value of another type is needed.
    public static let wrongType = Self(rawValue: "KS107")
    /// A function that its arguments do not suit.
    public static let incompatibleArguments = Self(rawValue: "KS127")
    /// Too few or too many arguments.
    public static let wrongArgumentCount = Self(rawValue: "KS119")
    /// A constant is needed.
    public static let constantExpected = Self(rawValue: "KS111")
    /// A table is needed.
    public static let tableExpected = Self(rawValue: "KS204")
    /// A scalar value is needed.
    public static let scalarExpected = Self(rawValue: "KS109")
    /// A value that has no common type with the others.
    public static let noCommonType = Self(rawValue: "KS232")
    /// A `datatable` whose values do not fill its rows.
    public static let wrongValueCount = Self(rawValue: "KS173")
    /// An aggregate function outside of `summarize`, or inside of another.
    public static let misplacedAggregate = Self(rawValue: "KS144")
    /// A `*` where columns must be named.
    public static let misplacedStar = Self(rawValue: "KS191")
    /// A number is needed.
    public static let numberExpected = Self(rawValue: "KS137")
    /// A bare column beside aggregates.
    public static let columnNotAggregated = Self(rawValue: "KS236")
    /// A `dynamic` value as a key of a group, an order or a join.
    public static let dynamicKey = Self(rawValue: "KS116")
    /// A value that is not allowed here.
    public static let invalidValue = Self(rawValue: "KQL123")
    /// A join condition that is no equality of two columns.
    public static let invalidJoinCondition = Self(rawValue: "KS183")
    /// A query that gives no table.
    public static let noResult = Self(rawValue: "KQL124")

    /// A condition that is neither true nor false.
    public static let conditionExpected = Self(rawValue: "KS141")
    /// A number of rows that is no constant whole number.
    public static let wholeNumberExpected = Self(rawValue: "KS134")
    /// An aggregate's argument that is no number or length of time.
    public static let summableExpected = Self(rawValue: "KS138")
    /// An aggregate's argument that has no order.
    public static let orderableExpected = Self(rawValue: "KS206")
    /// Several names for an expression that gives one value.
    public static let singleValue = Self(rawValue: "KS149")
    /// Join keys of different types.
    public static let differentKeyTypes = Self(rawValue: "KS242")

    /// A constant is needed where a function prepares itself once.
    public static let constantValueExpected = Self(rawValue: "KS129")
    /// A literal is needed.
    public static let literalExpected = Self(rawValue: "KS131")
    /// A text that must not be empty.
    public static let emptyValue = Self(rawValue: "KS133")
    /// A column is needed.
    public static let columnExpected = Self(rawValue: "KS181")
    /// More names than an expression has results.
    public static let surplusName = Self(rawValue: "KS150")
    /// A literal that is none of the words that may stand here.
    public static let wordExpected = Self(rawValue: "KS140")
    /// A column of a pattern that follows neither the beginning nor a literal.
    public static let columnAfterLiteral = Self(rawValue: "KS101")
    /// A `*` of a pattern that no literal follows.
    public static let literalAfterStar = Self(rawValue: "KS102")
    /// A `*` of a pattern behind a column of text, which could end anywhere.
    public static let starAfterText = Self(rawValue: "KS103")
    /// A word that names no type.
    public static let unknownType = Self(rawValue: "KS160")
    /// A value that is neither `true` nor `false`.
    public static let booleanExpected = Self(rawValue: "KS223")
    /// A path of a pattern that is missing, or one where the pattern has none.
    public static let patternPath = Self(rawValue: "KS187")
    /// Texts of which a pattern has no case.
    public static let noPatternMatch = Self(rawValue: "KS188")
    /// A step that does not go with its axis.
    public static let wrongInterval = Self(rawValue: "KS178")
    /// A function's name without the parentheses of a call.
    public static let argumentsExpected = Self(rawValue: "KS117")
    /// A regular expression that cannot be read.
    public static let invalidPattern = Self(rawValue: "KQL127")
    /// A table where an operator needs a graph.
    public static let graphExpected = Self(rawValue: "KS219")
    /// A pattern without nodes and edges, or one that begins, ends or goes on with the wrong of them.
    public static let invalidGraphPattern = Self(rawValue: "KS239")
    /// A dynamic as the identifier of a node.
    public static let dynamicIdentifier = Self(rawValue: "KS240")
    /// An operator that cannot stand inside of another one.
    public static let notAllowedHere = Self(rawValue: "KS177")
    /// Two results of a graph that are not nodes and edges.
    public static let missingGraphPart = Self(rawValue: "KS229")
    /// One of two results without a name.
    public static let aliasNeeded = Self(rawValue: "KS273")
    /// A table whose columns are not those that are asserted.
    public static let schemaMismatch = Self(rawValue: "KQL125")
    // MARK: Warnings

    /// An operator with several results, of which hunting shows the first.
    public static let severalResults = Self(rawValue: "KQL130")
    /// A lookup whose data no one has given.
    public static let missingData = Self(rawValue: "KQL131")
    /// A parameter of a query that has neither a value nor a default.
    public static let missingParameter = Self(rawValue: "KQL132")
    /// A stored function that cannot be put in.
    public static let faultyFunction = Self(rawValue: "KQL133")
    /// A table that has not the columns that a function's parameter declares.
    public static let missingColumns = Self(rawValue: "KS249")
    /// A plugin that does not exist.
    public static let unknownPlugin = Self(rawValue: "KS124")

    // MARK: Warnings

    /// Values of types that do not go together, compared or ordered in a way that is told.
    public static let mixedTypes = Self(rawValue: "KQL202")
    /// A result that a later statement hides.
    public static let hiddenResult = Self(rawValue: "KQL203")

    /// A function of neighbouring rows over rows that have no order.
    public static let unorderedRows = Self(rawValue: "KQL126")

    // MARK: Refusals

    /// An operator, function or form that the compiler knows but does not model yet.
    public static let notSupported = Self(rawValue: "KQL900")

    /// The stage to which a code belongs.
    var stage: Diagnostic.Stage {
        switch self {
        case .missingText, .unexpectedText, .expectedToken, .missingElement, .incompleteFragment, .invalidLiteral,
            .invalidEscape, .nestedTooDeep, .textTooLong, .unknownName, .unknownFunction, .unknownOperator,
            .tableExpected:
            .syntax
        case .notSupported: .unsupported
        default: .semantic
        }
    }
}
