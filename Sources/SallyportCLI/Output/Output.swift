import Foundation

/// The two streams that a command writes to.
protocol OutputStreams: Sendable {
    /// Appends to standard output.
    ///
    /// - Throws: ``OutputClosed`` when nobody reads any more.
    func writeData(_ bytes: [UInt8]) throws
    /// Appends to standard error; failures are ignored, for there is nobody left to tell.
    func writeTalk(_ text: String)
}

/// The reader of standard output went away, as `head` does; the command ends quietly.
struct OutputClosed: Error {}

/// Where a command puts its results and its talk. Data go to standard output, everything else to standard error.
struct Output: Sendable {
    var format: OutputFormat
    var terminal: Terminal
    var verbosity: Settings.Verbosity
    var streams: any OutputStreams

    /// Writes data as it is.
    func data(_ text: String) throws {
        try streams.writeData(Array(text.utf8))
    }

    /// Writes bytes that were rendered elsewhere.
    func data(_ bytes: [UInt8]) throws {
        try streams.writeData(bytes)
    }

    /// Says something that is no data. Server texts in it must have passed ``TerminalText``.
    func note(_ text: String) {
        streams.writeTalk(text + "\n")
    }

    /// Says something only with `--verbose` or `--debug`.
    func detail(_ text: @autoclosure () -> String) {
        if verbosity >= .verbose { note(text()) }
    }

    /// Warns on standard error.
    func warning(_ text: String) {
        note(Style.warning.apply("warning: ", colored: terminal.colorsTalk) + text)
    }
}

/// A few colours; the eight of every terminal, so that themes decide what they look like.
enum Style: String {
    case good = "32"
    case bad = "31"
    case warning = "33"
    case faint = "2"
    case strong = "1"

    func apply(_ text: String, colored: Bool) -> String {
        colored ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
    }
}
