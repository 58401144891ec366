internal import DuckDB
package import KQL

extension PatternFault {
    /// Why the engine cannot run a regular expression; `nil` where it can.
    @Sendable
    package static func check(_ pattern: String) -> PatternFault? {
        do throws(RegexError) {
            _ = try Regex(pattern)
            return nil
        } catch {
            return PatternFault(message: error.message, offset: error.offset)
        }
    }
}
