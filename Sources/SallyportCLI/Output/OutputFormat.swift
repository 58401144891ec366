import ArgumentParser

/// How a command spells its data on standard output.
enum OutputFormat: String, CaseIterable, Sendable, ExpressibleByArgument {
    /// Columns for people; fits the terminal.
    case table
    /// One JSON value with sorted keys.
    case json
    /// One JSON object a line, written as the elements arrive.
    case jsonl
    /// Comma-separated values with a header line, RFC 4180.
    case csv
}
