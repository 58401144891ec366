/// What a token is.
enum TokenKind: UInt8, Sendable, Hashable {
    /// A word: a name, a keyword, or an operator spelt with letters (`has`, `in~`, `!contains`, `mv-expand`).
    case word
    /// A string in any of its forms.
    case string
    /// A whole number, decimal or hexadecimal.
    case long
    /// A number with a point or an exponent.
    case real
    /// A number glued to a unit of time.
    case timespan
    /// An identifier of 8-4-4-4-12 hexadecimal digits.
    case guid
    /// `type(text)`, one token whose text is free-form: `datetime(2020-01-01)`, `long(null)`.
    case typed
    /// An operator or a bracket.
    case punctuation
    /// A character that begins nothing.
    case unknown
    /// The end of the text; it carries the blanks and comments before it.
    case end
}

/// A piece of the text with the blanks and comments in front of it.
///
/// All tokens of a text, the end included, cover it without gaps.
struct Token: Sendable, Hashable {
    /// What the token is.
    var kind: TokenKind
    /// How freely a word may stand as a name; for other tokens of no meaning.
    var rank = WordRank.identifier
    /// Where the blanks and comments in front of it begin.
    var fullStart: Int
    /// The token itself.
    var span: Span
}
