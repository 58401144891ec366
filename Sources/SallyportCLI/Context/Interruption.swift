import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Ctrl-C: the first one cancels the command and lets it clean up, the second one ends the process.
enum Interruption {
    static func run(
        signals: Signals, _ body: @escaping @Sendable () async -> CommandStatus
    ) async -> CommandStatus {
        let received = Mutex<Int32?>(nil)
        let task = Task { await body() }
        let status = await signals.withHandler(
            { number in
                let isFirst = received.withLock { value in
                    defer { value = value ?? number }
                    return value == nil
                }
                if isFirst { task.cancel() } else { _exit(128 + number) }
            },
            { await task.value }
        )
        guard let number = received.withLock({ $0 }), status == .interrupted else { return status }
        return .signal(number)
    }
}
