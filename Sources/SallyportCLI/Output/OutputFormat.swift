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

/// What `--output` takes: the formats of every command, and two that only commands with charts have.
enum OutputChoice: String, CaseIterable, Sendable, ExpressibleByArgument {
    case table, json, jsonl, csv
    /// The chart as an image.
    case svg
    /// The chart and the rows as a page.
    case html

    /// How data is written where nothing is drawn.
    var format: OutputFormat { OutputFormat(rawValue: rawValue) ?? .table }

    /// What is drawn instead of written; `nil` for the formats of every command.
    var drawing: Drawing? { Drawing(rawValue: rawValue) }
}

/// A file in which a chart is drawn.
enum Drawing: String, Sendable {
    case svg, html
}
