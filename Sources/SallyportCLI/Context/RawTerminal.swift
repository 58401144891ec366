import Dispatch
import Foundation

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The terminal of this process with every key handed over as it is pressed, until it is given back.
final class RawTerminal: Sendable {
    private let saved: termios
    private let raw: termios
    // Waiting blocks the thread; Swift's own threads must not be blocked.
    private let queue = DispatchQueue(label: "sallyport.keys")

    /// - Throws: ``CommandError`` where standard input or output is no terminal.
    init() throws {
        var saved = termios()
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1, tcgetattr(STDIN_FILENO, &saved) == 0 else {
            throw CommandError(
                .noTerminal, what: "cannot open the console", why: "standard input or output is no terminal",
                remedy: "use `sally kql run` for one query and `sally kql batch` for many", status: .usage)
        }
        self.saved = saved
        var raw = saved
        cfmakeraw(&raw)
        // Output stays as it was, so that a line feed begins a line.
        raw.c_oflag = saved.c_oflag
        self.raw = raw
    }

    /// Hands keys over as they are pressed.
    func begin() {
        var raw = raw
        tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
        // Pasted text comes between marks.
        write("\u{1B}[?2004h")
    }

    /// Gives the terminal back as it was.
    func end() {
        write("\u{1B}[?2004l")
        var saved = saved
        tcsetattr(STDIN_FILENO, TCSADRAIN, &saved)
    }

    /// What was pressed; empty when nothing was for so long, `nil` when the terminal is gone.
    func keys(within milliseconds: Int32) async -> [UInt8]? {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: Self.read(within: milliseconds)) }
        }
    }

    private static func read(within milliseconds: Int32) -> [UInt8]? {
        var entry = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        let ready = poll(&entry, 1, milliseconds)
        if ready == 0 || ready < 0 && errno == EINTR { return [] }
        guard ready > 0 else { return nil }
        var buffer = [UInt8](repeating: 0, count: 4096)
        #if canImport(Glibc)
        let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
        #else
        let count = Darwin.read(STDIN_FILENO, &buffer, buffer.count)
        #endif
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    /// Cells and lines of the screen now.
    var size: (width: Int, height: Int) {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return (80, 24)
        }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    func write(_ text: String) {
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { buffer in
                #if canImport(Glibc)
                Glibc.write(STDOUT_FILENO, buffer.baseAddress, buffer.count)
                #else
                Darwin.write(STDOUT_FILENO, buffer.baseAddress, buffer.count)
                #endif
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            start += count
        }
    }
}
