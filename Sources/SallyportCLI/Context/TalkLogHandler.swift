import Logging

/// Writes log lines to standard error. Texts are escaped, so that what a server sent cannot drive the terminal.
struct TalkLogHandler: LogHandler {
    let label: String
    let streams: any OutputStreams
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    init(label: String, streams: any OutputStreams, verbosity: Settings.Verbosity) {
        self.label = label
        self.streams = streams
        logLevel =
            switch verbosity {
            case .quiet: .error
            case .verbose: .info
            case .debug: .debug
            }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
        let fields = all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        streams.writeTalk(TerminalText.escaped("\(event.level): \(event.message)\(fields)") + "\n")
    }
}
