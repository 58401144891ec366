import Foundation
import ServiceCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Questions to the person at the terminal.
protocol Prompts: Sendable {
    /// Asks for a secret without showing what is typed.
    ///
    /// - Throws: ``CommandError`` when there is no terminal to ask on.
    func secret(_ question: String) throws -> Secret
    /// Asks for yes or no; anything but `y` and `yes` is no.
    func confirm(_ question: String) throws -> Bool
    /// Everything on standard input, up to a limit.
    func standardInput(limit: Int) throws -> [UInt8]
}

/// Asks on the terminal of this process.
struct TerminalPrompts: Prompts {
    func secret(_ question: String) throws -> Secret {
        let descriptor = try openTerminal(for: question)
        defer { close(descriptor) }
        var saved = termios()
        let isTerminal = tcgetattr(descriptor, &saved) == 0
        if isTerminal {
            var silent = saved
            silent.c_lflag &= ~tcflag_t(ECHO)
            tcsetattr(descriptor, TCSAFLUSH, &silent)
        }
        defer {
            if isTerminal { tcsetattr(descriptor, TCSAFLUSH, &saved) }
            write("\n", to: descriptor)
        }
        write(question + ": ", to: descriptor)
        return Secret(readLine(from: descriptor))
    }

    func confirm(_ question: String) throws -> Bool {
        let descriptor = try openTerminal(for: question)
        defer { close(descriptor) }
        write(question + " [y/N] ", to: descriptor)
        let answer = readLine(from: descriptor).lowercased()
        return answer == "y" || answer == "yes"
    }

    func standardInput(limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            bytes += buffer[..<count]
            guard bytes.count <= limit else {
                throw CommandError(
                    .badInput, what: "cannot take standard input", why: "it is longer than \(limit) bytes",
                    remedy: "give less", status: .usage)
            }
        }
        return bytes
    }

    private func openTerminal(for question: String) throws -> Int32 {
        let descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CommandError(
                .noTerminal, what: "cannot ask \"\(question)\"", why: "there is no terminal",
                remedy: "give --yes for a confirmation, or - and the secret on standard input", status: .usage)
        }
        return descriptor
    }

    private func write(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        #if canImport(Glibc)
        _ = Glibc.write(descriptor, bytes, bytes.count)
        #else
        _ = Darwin.write(descriptor, bytes, bytes.count)
        #endif
    }

    private func readLine(from descriptor: Int32) -> String {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while bytes.count < 4096, read(descriptor, &byte, 1) == 1, byte != 0x0A, byte != 0x0D { bytes.append(byte) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
