/// Why an offline query could not even be tried: a file, a schema or an option that is wrong.
package struct ToolError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What failed: "cannot read data.csv".
    package var what: String
    /// The reason.
    package var why: String
    /// What to do about it.
    package var remedy: String

    package init(_ what: String, why: String = "", remedy: String = "") {
        self.what = what
        self.why = why
        self.remedy = remedy
    }

    /// The parts that are not empty, in one line.
    package var description: String { [what, why, remedy].filter { !$0.isEmpty }.joined(separator: " – ") }
}
