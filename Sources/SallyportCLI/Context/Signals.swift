import Dispatch
import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The signals that end a process, turned into calls.
///
/// The newest handler gets them: the launcher cancels the command, `exec` passes them to its program instead.
final class Signals: Sendable {
    typealias Handler = @Sendable (Int32) -> Void

    /// Interrupt, termination, hang-up.
    static let watched: [Int32] = [SIGINT, SIGTERM, SIGHUP]

    private let handlers = Mutex<[Handler]>([])
    private let sources = Mutex<[any DispatchSourceSignal]>([])

    /// Begins to catch the signals of this process; before that, and in tests, nothing is caught.
    func install() {
        signal(SIGPIPE, SIG_IGN)
        let queue = DispatchQueue(label: "sallyport.signals")
        sources.withLock { sources in
            sources = Self.watched.map { number in
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
                source.setEventHandler { [weak self] in self?.deliver(number) }
                source.resume()
                return source
            }
        }
    }

    /// Hands a signal to the newest handler.
    func deliver(_ number: Int32) {
        let handler = handlers.withLock { $0.last }
        handler?(number)
    }

    /// Sends the signals to `handler` while `body` runs.
    func withHandler<Result>(_ handler: @escaping Handler, _ body: () async throws -> Result) async rethrows -> Result {
        handlers.withLock { $0.append(handler) }
        defer { handlers.withLock { _ = $0.popLast() } }
        return try await body()
    }
}
