// MARK: Text

extension EngineFunction {
    /// Whether the needle (second) occurs anywhere in the text (first) under simple case folding. An empty needle
    /// gives true. The case-sensitive form is the engine's own `contains`.
    public static let contains = Self("kql_contains", [.text, .text], result: .boolean)

    /// Whether the text (first) begins with the needle (second) under simple case folding.
    public static let startsWith = Self("kql_startswith", [.text, .text], result: .boolean)

    /// Whether the text (first) ends with the needle (second) under simple case folding.
    public static let endsWith = Self("kql_endswith", [.text, .text], result: .boolean)

    /// Whether both texts are equal under simple case folding.
    public static let equalsIgnoringCase = Self("kql_eq_ci", [.text, .text], result: .boolean)

    /// Whether the text (first) equals a string element of the JSON array (second) under simple case folding;
    /// elements that are no strings count by their compact JSON text. JSON that is no array gives false.
    public static let inIgnoringCase = Self("kql_in_ci", [.text, .text], result: .boolean)

    /// As ``inIgnoringCase``, by exact code points; for `in (dynamicExpression)`.
    public static let inArray = Self("kql_in_array", [.text, .text], result: .boolean)

    /// Whether the regular expression (second, KQL dialect: Rust `regex` syntax, Unicode classes, no look-around,
    /// no back-references) is found anywhere in the text (first). A pattern that does not compile is an error of
    /// the query that names the pattern's fault.
    public static let matchesRegex = Self("kql_matches", [.text, .text], result: .boolean)

    /// The text of capture group (second; 0 is the whole match) of the first match of the regular expression
    /// (first) in the text (third). No match, a group that took no part, or a group number that the pattern has not
    /// gives the empty text.
    public static let extract = Self("kql_extract", [.text, .int64, .text], result: .text)

    /// All matches of the regular expression (first) in the text (third) as a JSON array of strings: the captures.
    /// With more than one group each match is an array of strings; a pattern without any group is an error of the
    /// query. Second: a JSON array of group numbers (or names, as strings) to take, or NULL for all but group 0. No
    /// match gives NULL.
    public static let extractAll = Self("kql_extract_all", [.text, .text, .text], result: .text, nulls: .seen)

    /// The text (first) with every match of the regular expression (second) replaced by the rewrite (third), in
    /// which `\0` to `\9` are captures and `\\` is a backslash.
    public static let replaceRegex = Self("kql_replace_regex", [.text, .text, .text], result: .text)

    /// The text (second) without one match of the regular expression (first), taken as one group, at each of its
    /// ends; each match is the longest that the pattern gives, anchored.
    public static let trim = Self("kql_trim", [.text, .text], result: .text)

    /// As ``trim``, at the beginning only.
    public static let trimStart = Self("kql_trim_start", [.text, .text], result: .text)

    /// As ``trim``, at the end only.
    public static let trimEnd = Self("kql_trim_end", [.text, .text], result: .text)

    /// Code points of the text (first) from the 0-based start (second), at most as many as the length (third; NULL:
    /// to the end). A negative start counts from the end, and before the beginning it gives the empty text. A
    /// length of 0 or less, or a start at or past the end, gives the empty text. A NULL start gives the empty text.
    public static let substring = Self("kql_substring", [.text, .int64, .int64], result: .text, nulls: .seen)

    /// The 0-based code point position in the text (first) of the n-th (fifth, from 1; NULL: 1) occurrence of the
    /// needle (second), searching from start (third; NULL: 0; negative counts from the end) over at most length
    /// code points (fourth; NULL or -1: to the end), each further occurrence over as many again. Not found gives -1, an occurrence below 1 or a length below -1
    /// gives NULL.
    public static let indexOf = Self(
        "kql_indexof", [.text, .text, .int64, .int64, .int64], result: .int64, nulls: .seen)

    /// How often the needle (second) occurs in the text (first). Third: false counts plain text, overlapping
    /// matches too; true counts matches of a regular expression, not overlapping. An empty needle gives 0.
    public static let countOf = Self("kql_countof", [.text, .text, .boolean], result: .int64)

    /// The text (first) cut at each occurrence of the literal delimiter (second), as a JSON array of strings. With
    /// an index (third, 0-based; negative gives []) an array of that one part, [] past the end; NULL: all parts. An
    /// empty text is `[""]`; an empty delimiter leaves the text whole.
    public static let split = Self("kql_split", [.text, .text, .int64], result: .text, nulls: .seen)

    /// The text with its code points in opposite order.
    public static let reverse = Self("kql_reverse", [.text], result: .text)

    /// xxHash64 with seed 0 over the UTF-8 bytes, read as a signed 64-bit integer.
    public static let hash = Self("kql_hash", [.text], result: .int64)

    /// The text whose UTF-8 the Base64 text (padding required) encodes; the empty text where it is no Base64 or no
    /// UTF-8.
    public static let base64Decode = Self("kql_base64_decode", [.text], result: .text)

    /// The Base64 form (with padding) of the UTF-8 bytes.
    public static let base64Encode = Self("kql_base64_encode", [.text], result: .text)

    /// The text with `+` as blank and `%XX` decoded as UTF-8; malformed sequences stay as they are.
    public static let urlDecode = Self("kql_url_decode", [.text], result: .text)

    /// The text with every byte other than `A-Z a-z 0-9 - _ . ! ~ * ( )` written `%XX` (upper-case digits) and a
    /// blank as `+`.
    public static let urlEncode = Self("kql_url_encode", [.text], result: .text)

    /// A JSON bag with `Scheme`, `Host`, `Port`, `Path`, `Username`, `Password`, `Query Parameters` (a bag) and
    /// `Fragment`, all strings and empty where absent; port only if written.
    public static let parseURL = Self("kql_parse_url", [.text], result: .text)

    static let allText: [Self] = [
        .contains, .startsWith, .endsWith, .equalsIgnoringCase, .inIgnoringCase, .inArray, .matchesRegex,
        .extract, .extractAll, .replaceRegex, .trim, .trimStart, .trimEnd, .substring, .indexOf, .countOf,
        .split, .reverse, .hash, .base64Decode, .base64Encode, .urlDecode, .urlEncode, .parseURL,
    ]
}
