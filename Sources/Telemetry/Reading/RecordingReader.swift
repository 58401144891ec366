package import Foundation

/// A line of a recording; its bytes are valid only during the call that hands it over.
package struct RecordingLine {
    /// The bytes without line end and byte order mark; never blank.
    package let bytes: UnsafeRawBufferPointer

    /// The file, or `archive.zip/entry.json`.
    package let file: String

    /// The number of the line in its file, from 1; blank lines count.
    package let number: Int

    /// How many bytes of the file on disk were used up to here.
    package let position: Int
}

/// Reads the lines of a recording: a zip archive, a gzip file or plain JSON lines, told apart by content.
///
/// The file is mapped into memory and inflated piece by piece, so an archive of any size takes little memory.
package struct RecordingReader: Sendable {
    /// The file that is read.
    package let file: URL

    /// Makes a reader; the file is opened when it is read.
    package init(file: URL) {
        self.file = file
    }

    private var name: String { file.lastPathComponent }

    /// Hands every line that is not blank to `body`, in order.
    ///
    /// - Parameter body: Returns `false` to stop early; then checksums are not checked.
    /// - Throws: ``TelemetryError`` when the file cannot be read or is damaged, and whatever `body` throws. Lines before
    ///   the damage were already handed over.
    package func forEachLine(_ body: (RecordingLine) throws -> Bool) throws {
        let data: Data
        do {
            data = try Data(contentsOf: file, options: .mappedIfSafe)
        } catch {
            throw TelemetryError(
                .unreadableFile, file: name,
                "The file cannot be read. Check that it exists and that you may read it.", cause: error
            )
        }
        try withoutActuallyEscaping(body) { body in
            try data.withUnsafeBytes { try read($0, body) }
        }
    }

    private typealias Body = (RecordingLine) throws -> Bool

    private func read(_ bytes: UnsafeRawBufferPointer, _ body: @escaping Body) throws {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            try readArchive(bytes, body)
        } else if bytes.starts(with: [0x1F, 0x8B]) {
            try readGzip(bytes, body)
        } else {
            try readLines(file: name, body) { push in
                var start = 0
                while start < bytes.count {
                    let end = min(start + (1 << 20), bytes.count)
                    let piece = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
                    if try push(piece, end) == false { return false }
                    start = end
                }
                return true
            }
        }
    }

    private func readArchive(_ bytes: UnsafeRawBufferPointer, _ body: @escaping Body) throws {
        let entries = try ZipDirectory(bytes, file: name).entries
        guard !entries.isEmpty else {
            throw TelemetryError(.emptyArchive, file: name, "The zip archive holds no file. Give one with JSON lines.")
        }
        for entry in entries {
            let entryName = "\(name)/\(entry.name)"
            let stored = UnsafeRawBufferPointer(
                rebasing: bytes[entry.dataOffset..<(entry.dataOffset + entry.compressedSize)]
            )
            let isFinished = try readLines(file: entryName, body) { push in
                if entry.method == 0 {
                    guard try push(stored, entry.dataOffset + stored.count) else { return false }
                    try check(entry, produced: stored.count, checksum: Inflater.checksum(stored), file: entryName)
                    return true
                }
                let outcome = try inflate(stored, format: .deflate, limit: entry.size, file: entryName) {
                    try push($0, entry.dataOffset + $1)
                }
                if outcome.isStopped { return false }
                try check(entry, produced: outcome.produced, checksum: outcome.checksum, file: entryName)
                return true
            }
            if !isFinished { return }
        }
    }

    private func readGzip(_ bytes: UnsafeRawBufferPointer, _ body: @escaping Body) throws {
        try readLines(file: name, body) { push in
            var start = 0
            while start < bytes.count {  // a gzip file may hold several members (RFC 1952 §2.2)
                let member = UnsafeRawBufferPointer(rebasing: bytes[start...])
                let outcome = try inflate(member, format: .gzip, limit: .max, file: name) { try push($0, start + $1) }
                if outcome.isStopped { return false }
                start += outcome.consumed
            }
            return true
        }
    }

    private func check(_ entry: ZipDirectory.Entry, produced: Int, checksum: UInt32, file: String) throws {
        guard produced == entry.size, checksum == entry.checksum else {
            throw TelemetryError(
                .damagedArchive, file: file,
                "The zip archive is damaged: size or checksum (CRC-32) of the file is wrong. Fetch the archive again."
            )
        }
    }

    private func inflate(
        _ bytes: UnsafeRawBufferPointer,
        format: Inflater.Format,
        limit: Int,
        file: String,
        sink: (UnsafeRawBufferPointer, Int) throws -> Bool
    ) throws -> Inflater.Outcome {
        do {
            return try Inflater.inflate(bytes, format: format, limit: limit, sink: sink)
        } catch let failure as Inflater.Failure {
            let why =
                switch failure {
                case .outOfMemory: "zlib could not start"
                case .corrupt(let text): text
                case .truncated: "the compressed data end too early"
                case .tooLong: "more comes out than the archive says"
                }
            throw TelemetryError(
                .damagedArchive, file: file, "The compressed data are damaged: \(why). Fetch the file again."
            )
        }
    }

    /// Splits what `source` pushes into lines; returns whether the source was read to its end.
    @discardableResult
    private func readLines(
        file: String,
        _ body: @escaping Body,
        source: ((UnsafeRawBufferPointer, Int) throws -> Bool) throws -> Bool
    ) throws -> Bool {
        var splitter = LineSplitter()
        var position = 0
        func hand(_ bytes: UnsafeRawBufferPointer, _ number: Int) throws -> Bool {
            guard let first = bytes.first else { return true }
            if first <= 0x20, bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return true }
            return try body(RecordingLine(bytes: bytes, file: file, number: number, position: position))
        }
        do {
            let isFinished = try source { piece, used in
                position = used
                return try splitter.push(piece, hand)
            }
            if isFinished { try splitter.finish(hand) }
            return isFinished
        } catch let failure as LineSplitter.Failure {
            switch failure {
            case .lineTooLong(let line):
                throw TelemetryError(
                    .lineTooLong, file: file,
                    "Line \(line) is longer than \(LineSplitter.longestLine >> 20) MB. One event a line is expected."
                )
            case .utf16:
                throw TelemetryError(
                    .unsupportedEncoding, file: file, "The text is UTF-16. Convert it to UTF-8 first."
                )
            }
        }
    }
}
