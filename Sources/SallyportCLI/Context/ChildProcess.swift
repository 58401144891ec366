import Foundation

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Starting programs: one that is waited for and shares our terminal, or one that outlives us.
///
/// Both go through `posix_spawn`, because a detached server needs a session of its own, which no library here gives.
enum ChildProcess {
    struct Command: Sendable {
        /// Looked up in `PATH` unless it contains a slash.
        var program: String
        var arguments: [String] = []
        /// The whole environment; `nil` inherits ours.
        var environment: [String: String]?
        /// Sends what it prints to nowhere.
        var isQuiet = false
    }

    /// Starts the program and waits for its end.
    ///
    /// - Parameter started: Gets the process's number, for passing signals on.
    /// - Returns: The program's exit code, or 128 plus the number of the signal that ended it.
    /// - Throws: ``CommandError`` when it cannot be started.
    static func run(_ command: Command, started: @Sendable (pid_t) -> Void = { _ in }) async throws -> CommandStatus {
        var files = SpawnFiles()
        defer { files.destroy() }
        if command.isQuiet {
            files.open("/dev/null", as: STDIN_FILENO, flags: O_RDONLY)
            files.open("/dev/null", as: STDOUT_FILENO, flags: O_WRONLY)
            files.open("/dev/null", as: STDERR_FILENO, flags: O_WRONLY)
        }
        let process = try spawn(command, files: &files, startsSession: false)
        started(process)
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: wait(for: process)) }
        }
    }

    /// Starts the program in a session of its own, with standard output and error appended to a file.
    ///
    /// - Parameter handshake: A descriptor of ours that becomes number 3 in the program.
    /// - Returns: The process's number.
    static func detach(_ command: Command, log: URL, handshake: Int32) throws -> pid_t {
        var files = SpawnFiles()
        defer { files.destroy() }
        files.open("/dev/null", as: STDIN_FILENO, flags: O_RDONLY)
        files.open(log.path, as: STDOUT_FILENO, flags: O_WRONLY | O_CREAT | O_APPEND)
        files.duplicate(STDOUT_FILENO, as: STDERR_FILENO)
        files.duplicate(handshake, as: 3)
        return try spawn(command, files: &files, startsSession: true)
    }

    private static func wait(for process: pid_t) -> CommandStatus {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { return .failure }
        }
        let signal = status & 0x7F
        return signal == 0 ? CommandStatus(rawValue: (status >> 8) & 0xFF) : .signal(signal)
    }

    private static func spawn(_ command: Command, files: inout SpawnFiles, startsSession: Bool) throws -> pid_t {
        var attributes = SpawnAttributes(startsSession: startsSession)
        defer { attributes.destroy() }
        let environment = command.environment ?? ProcessInfo.processInfo.environment
        let arguments = ([command.program] + command.arguments).map { strdup($0) } + [nil]
        let variables = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer {
            for pointer in arguments + variables { free(pointer) }
        }
        var process: pid_t = 0
        let code = posix_spawnp(
            &process, command.program, &files.actions, &attributes.value, arguments, variables)
        guard code == 0 else {
            let reason = String(cString: strerror(code))
            throw CommandError(
                .programFailed, what: "cannot start \(TerminalText.escaped(command.program))", why: reason,
                remedy: "check the name and PATH",
                status: CommandStatus(rawValue: code == ENOENT ? 127 : 126))
        }
        return process
    }
}

/// What the started program's descriptors are.
private struct SpawnFiles {
    #if canImport(Glibc)
    var actions = posix_spawn_file_actions_t()
    #else
    var actions: posix_spawn_file_actions_t?
    #endif

    init() { posix_spawn_file_actions_init(&actions) }

    mutating func open(_ path: String, as descriptor: Int32, flags: Int32) {
        posix_spawn_file_actions_addopen(&actions, descriptor, path, flags, 0o600)
    }

    mutating func duplicate(_ descriptor: Int32, as target: Int32) {
        posix_spawn_file_actions_adddup2(&actions, descriptor, target)
    }

    mutating func destroy() { posix_spawn_file_actions_destroy(&actions) }
}

/// The started program's signals and session.
private struct SpawnAttributes {
    #if canImport(Glibc)
    var value = posix_spawnattr_t()
    #else
    var value: posix_spawnattr_t?
    #endif

    /// The program gets every signal with its default action, though we ignore some.
    init(startsSession: Bool) {
        posix_spawnattr_init(&value)
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in Signals.watched + [SIGPIPE] { sigaddset(&signals, number) }
        posix_spawnattr_setsigdefault(&value, &signals)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&value, &none)
        var flags = Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
        if startsSession { flags |= Self.sessionFlag }
        posix_spawnattr_setflags(&value, Int16(flags))
    }

    mutating func destroy() { posix_spawnattr_destroy(&value) }

    /// `POSIX_SPAWN_SETSID`, which neither module map brings over under that name everywhere.
    #if canImport(Glibc)
    private static let sessionFlag: Int32 = 0x80
    #else
    private static let sessionFlag: Int32 = 0x0400
    #endif
}
