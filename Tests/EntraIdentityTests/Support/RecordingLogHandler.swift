import Logging
import Synchronization

/// Keeps every log line at every level.
struct RecordingLogHandler: LogHandler {
    final class Lines: Sendable {
        private let content = Mutex<[String]>([])
        var all: [String] { content.withLock { $0 } }
        func add(_ line: String) { content.withLock { $0.append(line) } }
    }

    let lines: Lines
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        lines.add("\(event.level) \(event.message) \(event.metadata ?? [:]) \(metadata)")
    }
}
