#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What is known of the terminal, decided once when the command starts.
struct Terminal: Sendable {
    /// Standard output is a terminal.
    var showsOutput: Bool
    /// Standard error is a terminal: progress may be drawn.
    var showsTalk: Bool
    /// Standard input is a terminal: questions may be asked.
    var canAsk: Bool
    /// Cells in a line of standard output; `nil` when it is no terminal.
    var width: Int?
    /// Colours may be used on standard output.
    var colorsOutput: Bool
    /// Colours may be used on standard error.
    var colorsTalk: Bool

    /// A terminal that is none, as in tests and pipes.
    static let none = Terminal(
        showsOutput: false, showsTalk: false, canAsk: false, width: nil, colorsOutput: false, colorsTalk: false)

    /// Decides on colours: `--no-color`, then `NO_COLOR`, then `CLICOLOR_FORCE`, then `CLICOLOR=0` and `TERM=dumb`.
    static func allowsColor(isTerminal: Bool, refused: Bool, environment: EnvironmentVariables) -> Bool {
        if refused { return false }
        if let value = environment["NO_COLOR"], !value.isEmpty { return false }
        if let value = environment["CLICOLOR_FORCE"], !value.isEmpty, value != "0" { return true }
        if environment["CLICOLOR"] == "0" || environment["TERM"] == "dumb" { return false }
        return isTerminal
    }

    /// Looks at the three standard streams of this process.
    static func ofThisProcess(refusesColor: Bool, environment: EnvironmentVariables) -> Terminal {
        let output = isatty(STDOUT_FILENO) == 1
        let talk = isatty(STDERR_FILENO) == 1
        return Terminal(
            showsOutput: output,
            showsTalk: talk && environment["TERM"] != "dumb",
            canAsk: isatty(STDIN_FILENO) == 1,
            width: output ? (columns(of: STDOUT_FILENO) ?? environment["COLUMNS"].flatMap { Int($0) } ?? 80) : nil,
            colorsOutput: allowsColor(isTerminal: output, refused: refusesColor, environment: environment),
            colorsTalk: allowsColor(isTerminal: talk, refused: refusesColor, environment: environment)
        )
    }

    private static func columns(of descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
