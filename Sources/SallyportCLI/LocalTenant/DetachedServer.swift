import Foundation
import ServiceCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A server in a process of its own: this program started again in a new session, which says when it is ready.
enum DetachedServer {
    /// The descriptor that the started process reports on.
    static let handshakeDescriptor: Int32 = 3

    /// Starts the server and waits until it answers.
    ///
    /// - Parameter arguments: Arguments of `sally local start` without `--detach` and `--state`.
    static func start(state: URL, arguments: [String], in context: CommandContext) async throws -> LocalTenant {
        guard let program = Bundle.main.executablePath else {
            throw CommandError(
                .localTenantFailed, what: "cannot start the local tenant",
                why: "this program does not know its own file",
                remedy: "run `sally local start` without --detach")
        }
        try makePrivateFolder(state)
        let log = logFile(of: state)
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else {
            throw CommandError(.localTenantFailed, what: "cannot start the local tenant", why: "no pipe could be made")
        }
        let (readEnd, writeEnd) = (ends[0], ends[1])
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let process: pid_t
        do {
            defer { close(writeEnd) }
            process = try ChildProcess.detach(
                ChildProcess.Command(
                    program: program,
                    arguments: ["local", "start", "--state", state.path] + arguments
                        + ["--ready-descriptor", String(handshakeDescriptor)]),
                log: log, handshake: writeEnd)
        } catch {
            close(readEnd)
            throw error
        }
        let answer = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: readAll(readEnd)) }
        }
        guard answer.hasPrefix("ready"), let tenant = LocalTenant.running(at: state) else {
            throw failure(answer: answer, log: log)
        }
        context.output.detail("process \(process), log in \(log.path)")
        return tenant
    }

    /// Tells the process that started us that connections are accepted, or why they never will be.
    static func report(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        #if canImport(Glibc)
        _ = Glibc.write(descriptor, bytes, bytes.count)
        #else
        _ = Darwin.write(descriptor, bytes, bytes.count)
        #endif
        close(descriptor)
    }

    static func logFile(of state: URL) -> URL { state.appending(path: "server.log") }

    /// Makes the folder with mode 0700, or leaves an existing one as it is.
    static func makePrivateFolder(_ folder: URL) throws {
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw CommandError(
                .fileFailed, what: "cannot make the folder \(folder.path)", why: "the system refused",
                remedy: "check the rights of the folder above it, or choose another with --state", cause: error)
        }
    }

    private static func failure(answer: String, log: URL) -> CommandError {
        if !answer.isEmpty {
            return CommandError(
                .localTenantFailed, what: "the local tenant did not start", why: answer,
                remedy: "the log is in \(log.path)")
        }
        let lines = (try? String(contentsOf: log, encoding: .utf8))?.split(separator: "\n").suffix(1) ?? []
        return CommandError(
            .localTenantFailed, what: "the local tenant did not start",
            why: lines.map { TerminalText.escaped(String($0)) }.joined(), remedy: "the log is in \(log.path)")
    }

    private static func readAll(_ descriptor: Int32) -> String {
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1024)
        while bytes.count < 16384 {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
