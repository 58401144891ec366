/// Comma-separated values, RFC 4180.
enum CSV {
    /// One record with its line end.
    ///
    /// - Parameter guardsFormulas: Puts an apostrophe before a field that a spreadsheet would run as a formula.
    static func record(_ fields: [String], guardsFormulas: Bool = false) -> String {
        fields.map { field($0, guardsFormulas: guardsFormulas) }.joined(separator: ",") + "\r\n"
    }

    /// One field, in quotes where RFC 4180 §2 rule 6 asks for them.
    static func field(_ text: String, guardsFormulas: Bool = false) -> String {
        var text = text
        if guardsFormulas, let first = text.first, "=+-@\t\r".contains(first), Double(text) == nil {
            text = "'" + text
        }
        let needsQuotes = text.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == "\r" || $0 == "\n" }
        guard needsQuotes else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
