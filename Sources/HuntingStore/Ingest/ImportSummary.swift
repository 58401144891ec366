internal import Telemetry

/// How files are imported.
package struct ImportOptions: Sendable {
    /// The instant that the last event of each recording moves to, all of its times by the same amount; nil leaves
    /// times as they are. Ticks of 100 ns since 0001-01-01.
    package var lastEventBecomes: Int64?

    package init(lastEventBecomes: Int64? = nil) { self.lastEventBecomes = lastEventBecomes }
}

/// How far an import has come.
package struct ImportProgress: Sendable, Hashable {
    package var file: String
    /// The number of the file among those given, from 0, and how many they are.
    package var fileIndex: Int
    package var fileCount: Int
    package var bytesRead: Int64
    package var totalBytes: Int64
    package var events: Int
}

/// What an import did, file by file.
///
/// Encoded it is the shape that `sally local import -o json` prints.
package struct ImportSummary: Sendable, Hashable, Codable {
    /// What became of the events of a file: `events` is mapped, skipped, malformed and duplicates together.
    package struct File: Sendable, Hashable, Codable {
        package var file: String
        package var events = 0
        package var mapped = 0
        /// Events that give no row, by reason.
        package var skipped: [String: Int] = [:]
        package var malformed = 0
        /// Events that were imported before.
        package var duplicates = 0
        /// Rows that were added, by table.
        package var tables: [String: Int] = [:]
        /// The first malformed lines.
        package var malformedLines: [Line] = []

        package init(file: String) { self.file = file }

        enum CodingKeys: String, CodingKey {
            case file, events, mapped, skipped, malformed, duplicates, tables, malformedLines
        }
    }

    /// A line that could not be read.
    package struct Line: Sendable, Hashable, Codable {
        package var file: String
        package var line: Int
        package var message: String
    }

    package var files: [File] = []

    package init(files: [File] = []) { self.files = files }
}

extension ImportSummary.File {
    init(_ summary: RecordingSummary) {
        self.init(file: summary.file)
        events = summary.events
        mapped = summary.mapped
        skipped = summary.skipped
        malformed = summary.malformed
        duplicates = summary.duplicates
        tables = summary.tables
        malformedLines = summary.malformedLines.map { .init(file: $0.file, line: $0.line, message: $0.message) }
    }

    /// The same file once more: what gave rows is a duplicate now, and nothing was added.
    var repeated: ImportSummary.File {
        var file = self
        file.duplicates += file.mapped
        file.mapped = 0
        file.tables = [:]
        return file
    }
}
