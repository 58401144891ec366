internal import DuckDB
internal import Synchronization

/// Compiled patterns by text, so that a query compiles its pattern once and not once for each chunk.
final class RegexCache: Sendable {
    static let shared = RegexCache()
    private static let capacity = 256

    private let entries = Mutex<[[UInt8]: Regex]>([:])

    /// The compiled pattern.
    ///
    /// - Throws: ``FunctionFailure`` that names the pattern's fault.
    func regex(_ pattern: ByteView, prefix: String = "", suffix: String = "") throws(FunctionFailure) -> Regex {
        let text = pattern.string
        let whole = prefix + text + suffix
        let key = Array(whole.utf8)
        if let regex = entries.withLock({ $0[key] }) { return regex }
        let regex: Regex
        do {
            // The bare pattern is compiled too, so that a wrapping cannot hide a fault or move its position.
            if !prefix.isEmpty || !suffix.isEmpty { _ = try RegexParser.parse(text) }
            regex = try Regex(whole)
        } catch {
            throw FunctionFailure("the regular expression '\(text)' \(error.message) (at \(error.offset))")
        }
        entries.withLock {
            if $0.count >= Self.capacity { $0.removeAll() }
            $0[key] = regex
        }
        return regex
    }
}
