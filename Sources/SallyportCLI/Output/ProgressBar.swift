import ServiceCore
import Synchronization

/// A bar on standard error, drawn only when that is a terminal and at most ten times a second.
final class ProgressBar: Sendable {
    private struct State {
        var lastDrawn: Duration?
        var isDrawn = false
    }

    private let output: Output
    private let state = Mutex(State())

    init(output: Output) { self.output = output }

    /// Shows how far the work is.
    ///
    /// - Parameters:
    ///   - fraction: From 0 to 1.
    ///   - label: What is being worked on; escaped here.
    ///   - elapsed: Time since the work began, from the caller's clock.
    func show(fraction: Double, label: String, elapsed: Duration) {
        guard output.terminal.showsTalk else { return }
        let isDue = state.withLock { state in
            if let last = state.lastDrawn, elapsed - last < .milliseconds(100), fraction < 1 { return false }
            state.lastDrawn = elapsed
            state.isDrawn = true
            return true
        }
        if isDue { output.streams.writeTalk("\r\u{1B}[K" + Self.line(fraction: fraction, label: label)) }
    }

    /// Removes the bar, so that what follows starts on a clean line.
    func finish() {
        let wasDrawn = state.withLock { state in
            defer { state.isDrawn = false }
            return state.isDrawn
        }
        if wasDrawn { output.streams.writeTalk("\r\u{1B}[K") }
    }

    /// The bar as text: 24 cells, the percentage, the label.
    static func line(fraction: Double, label: String) -> String {
        let part = min(max(fraction.isNaN ? 0 : fraction, 0), 1)
        let filled = Int(part * 24)
        let percent = String(Int(part * 100))
        let padding = String(repeating: " ", count: 3 - percent.count)
        return "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: 24 - filled)
            + "] \(padding)\(percent) %  " + TerminalText.truncated(TerminalText.escaped(label), to: 40)
    }
}
