package import Foundation

/// How a recording is read.
package struct RecordingOptions: Sendable {
    /// The instant, in ticks, that the latest event of the recording moves to; all times of the recording move by the
    /// same amount. `nil` leaves times as recorded.
    package var lastEventBecomes: Int64?

    package init(lastEventBecomes: Int64? = nil) {
        self.lastEventBecomes = lastEventBecomes
    }
}

/// How far the reading of a recording has come.
package struct RecordingProgress: Sendable {
    /// How much of the file on disk was used, in bytes.
    package var bytesRead: Int64
    /// The size of the file on disk, in bytes.
    package var totalBytes: Int64
    /// Events mapped, skipped or found malformed so far.
    package var events: Int
}

/// A line that is no JSON object.
package struct MalformedLine: Sendable, Hashable {
    /// The file, or `archive.zip/entry.json`.
    package var file: String
    /// The number of the line, from 1.
    package var line: Int
    /// What is wrong, with the column.
    package var message: String
}

/// What became of the events of a recording. `events` is `mapped`, all of `skipped`, `malformed` and `duplicates`
/// together.
package struct RecordingSummary: Sendable {
    /// The name of the file.
    package var file: String
    /// Lines that are not blank.
    package var events = 0
    /// Events that gave at least one row.
    package var mapped = 0
    /// Lines that are no JSON object.
    package var malformed = 0
    /// Lines that the caller knew from an earlier import.
    package var duplicates = 0
    /// Events without a row, by reason.
    package var skipped: [String: Int] = [:]
    /// Rows by table. These are more than the mapped events: some events give several rows, and the devices of the
    /// recording give rows of inventory.
    package var tables: [String: Int] = [:]
    /// The first malformed lines, at most ``mostMalformedLines``.
    package var malformedLines: [MalformedLine] = []

    /// How many malformed lines are listed; all are counted.
    package static let mostMalformedLines = 100
}

/// A file of telemetry: a zip archive, gzip file or text of JSON lines.
package struct Recording: Sendable {
    /// The file that is read.
    package let file: URL
    private let options: RecordingOptions

    /// Rows are handed over in batches of about this size.
    private static let batchSize = 2048

    package init(file: URL, options: RecordingOptions = .init()) {
        self.file = file
        self.options = options
    }

    /// Reads the file and hands its rows to `sink`, in the order of the file.
    ///
    /// The file is read twice: once to survey it, once to map it. Nothing is kept between calls, and different
    /// recordings may be read at the same time on different threads.
    ///
    /// - Parameters:
    ///   - isKnown: Whether a line was imported before; asked once for each line that is a JSON object. A known line
    ///     counts as a duplicate and gives no rows. Equal lines of one file are different events in exports that leave
    ///     out the record number, so only lines of other files should count as known.
    ///   - progress: Called now and then while the events are mapped.
    ///   - sink: Takes a batch of rows, of mixed tables.
    /// - Throws: ``TelemetryError`` when the file cannot be read or is damaged; what `progress` and `sink` throw. Batches
    ///   may have been handed over before.
    package func read(
        isKnown: (RecordingLine) throws -> Bool = { _ in false },
        progress: (RecordingProgress) throws -> Void = { _ in },
        sink: ([HuntingRow]) throws -> Void
    ) throws -> RecordingSummary {
        let reader = RecordingReader(file: file)
        var surveyor = Surveyor()
        try reader.forEachLine { line in
            surveyor.take(line.bytes)
            return true
        }
        let survey = surveyor.finish()
        let shift =
            if let target = options.lastEventBecomes, let last = survey.lastEvent { target - last } else { Int64(0) }

        var mapper = EventMapper(survey: survey)
        var collector = RowCollector(file: file.lastPathComponent, shift: shift)
        let size = (try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
        let object = FlatObject()
        try reader.forEachLine { line in
            try collector.take(line, object, &mapper, isKnown)
            if collector.batch.count >= Self.batchSize { try sink(collector.takeBatch()) }
            if collector.summary.events % 1024 == 0 {
                try progress(
                    RecordingProgress(
                        bytesRead: Int64(line.position), totalBytes: Int64(size), events: collector.summary.events
                    )
                )
            }
            return true
        }
        collector.add(mapper.finish())
        if !collector.batch.isEmpty { try sink(collector.takeBatch()) }
        try progress(
            RecordingProgress(
                bytesRead: Int64(size), totalBytes: Int64(size), events: collector.summary.events
            )
        )
        return collector.summary
    }
}

/// Gathers rows into batches and counts what became of events.
private struct RowCollector {
    private(set) var summary: RecordingSummary
    private(set) var batch: [HuntingRow] = []
    private let shift: Int64

    init(file: String, shift: Int64) {
        summary = RecordingSummary(file: file)
        self.shift = shift
    }

    mutating func take(
        _ line: RecordingLine, _ object: FlatObject, _ mapper: inout EventMapper,
        _ isKnown: (RecordingLine) throws -> Bool
    ) throws {
        summary.events += 1
        do throws(FlatObject.Fault) {
            try object.parse(line.bytes)
        } catch {
            summary.malformed += 1
            if summary.malformedLines.count < RecordingSummary.mostMalformedLines {
                summary.malformedLines.append(
                    MalformedLine(
                        file: line.file, line: line.number, message: "\(error.message) (column \(error.column))"
                    )
                )
            }
            return
        }
        if try isKnown(line) {
            summary.duplicates += 1
            return
        }
        switch mapper.map(object) {
        case .rows(let rows):
            summary.mapped += 1
            add(rows)
        case .skipped(let reason): summary.skipped[reason.description, default: 0] += 1
        }
    }

    mutating func add(_ rows: [HuntingRow]) {
        for var row in rows {
            if shift != 0 {
                for index in row.values.indices {
                    if case .ticks(let ticks) = row.values[index] { row.values[index] = .ticks(ticks + shift) }
                }
            }
            summary.tables[row.table, default: 0] += 1
            batch.append(row)
        }
    }

    mutating func takeBatch() -> [HuntingRow] {
        defer { batch.removeAll(keepingCapacity: true) }
        return batch
    }
}
