// MARK: Texts of known forms

extension EngineFunction {
    /// The parameters of a URL's query as a JSON bag `{"Query Parameters":{…}}`, names and values as they stand.
    public static let parseURLQuery = Self("kql_parse_urlquery", [.text], result: .text)

    /// A JSON bag of the parts of a file path: `Scheme`, `RootPath`, `DirectoryPath`, `DirectoryName`, `Filename`,
    /// `Extension`, `AlternateDataStreamName`, empty where absent.
    public static let parsePath = Self("kql_parse_path", [.text], result: .text)

    /// The fields of the first record of a CSV text as a JSON array of strings; quotes inside of quotes are
    /// doubled.
    public static let parseCSV = Self("kql_parse_csv", [.text], result: .text)

    /// The JSON form of an XML document: attributes under `@name`, text under `#text` or alone, equal elements as
    /// an array. NULL where the document is malformed.
    public static let parseXML = Self("kql_parse_xml", [.text], result: .text)

    /// The arguments of a command line (first) as a JSON array of strings, split as Windows programs split it.
    /// Second: the rules, of which only `windows` exist; NULL for others and for a blank text.
    public static let parseCommandLine = Self("kql_parse_command_line", [.text, .text], result: .text)

    /// A version of one to four numbers of up to eight digits, as a decimal that orders as versions do; NULL for
    /// anything else.
    public static let parseVersion = Self("kql_parse_version", [.text], result: .text)

    /// Browser, operating system and device of a user agent (first) as a JSON bag. Second: a JSON string or array
    /// of what to look for (`browser`, `os`, `device`); NULL means all.
    public static let parseUserAgent = Self("kql_parse_user_agent", [.text, .text], result: .text, nulls: .seen)

    /// The text (first) so many times (second, at most 1,024), with a delimiter (third) between.
    public static let repeatText = Self("kql_strrep", [.text, .int64, .text], result: .text)

    /// The text (first) with each occurrence of a lookup (second, a JSON array) replaced by the rewrite at its place
    /// (third). Earlier lookups go first, later ones see only what is left; one whose rewrite is no string stays.
    public static let replaceTexts = Self("kql_replace_strings", [.text, .text, .text], result: .text)

    /// The text (third) with each character of the first argument replaced by the one at its place in the second;
    /// where that is shorter, its last character serves, and where it is empty the character is dropped.
    public static let translate = Self("kql_translate", [.text, .text, .text], result: .text)

    /// The 0-based position of the first element of the JSON array (second) that the text (first) has as a term; -1
    /// when none.
    public static let hasAnyIndex = Self("kql_has_any_index", [.text, .text], result: .int64)

    /// A number of bytes (first) with so many digits (second) in a unit (third: `Bytes`, `KB` … `EB`); an empty
    /// unit means the greatest that gives at least 1.
    public static let formatBytes = Self("kql_format_bytes", [.double, .int64, .text], result: .text)

    /// Whether all characters are ASCII.
    public static let isASCII = Self("kql_isascii", [.text], result: .boolean)

    /// The code points as a JSON array of numbers.
    public static let codePoints = Self("kql_codepoints", [.text], result: .text)

    /// The text of the code points in a JSON array, nested arrays included; the empty text where one is none.
    public static let textOfCodePoints = Self("kql_text_of_codepoints", [.text], result: .text)

    /// The text with every character escaped that means something in a regular expression.
    public static let regexQuote = Self("kql_regex_quote", [.text], result: .text)

    /// As ``indexOf`` for matches of a regular expression, which do not overlap; a negative start gives NULL.
    public static let indexOfRegex = Self(
        "kql_indexof_regex", [.text, .text, .int64, .int64, .int64], result: .int64, nulls: .seen)

    static let allTextForms: [Self] = [
        .parseURLQuery, .parsePath, .parseCSV, .parseXML, .parseCommandLine, .parseVersion, .parseUserAgent,
        .repeatText, .replaceTexts, .translate, .hasAnyIndex, .formatBytes, .isASCII, .codePoints,
        .textOfCodePoints, .regexQuote, .indexOfRegex,
    ]
}
