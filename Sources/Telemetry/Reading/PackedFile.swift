package import Foundation

/// A file that may be packed: plain, gzip, or a zip archive of several files, told apart by content.
///
/// It is mapped into memory and inflated piece by piece, so a file of any size takes little memory.
package struct PackedFile {
    /// A file within: the archive's entry, or the file itself.
    package struct Entry {
        /// The name of the file in the archive, or of the file without `.gz`.
        package let name: String
        fileprivate let form: Form
    }

    fileprivate enum Form {
        case plain
        case gzip
        case zip(ZipDirectory.Entry)
    }

    /// The file on disk.
    package let file: URL
    /// What it holds, in the order of the archive.
    package let entries: [Entry]
    private let data: Data
    private var name: String { file.lastPathComponent }

    /// Opens a file and looks at what it holds.
    ///
    /// - Throws: ``TelemetryError`` when the file cannot be read or is a damaged archive.
    package init(_ file: URL) throws {
        self.file = file
        let name = file.lastPathComponent
        do {
            data = try Data(contentsOf: file, options: .mappedIfSafe)
        } catch {
            throw TelemetryError(
                .unreadableFile, file: name,
                "\(name) cannot be read. Check that it exists and that you may read it.", cause: error)
        }
        entries = try data.withUnsafeBytes { bytes in
            if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
                return try ZipDirectory(bytes, file: name).entries.map { Entry(name: $0.name, form: .zip($0)) }
            }
            if bytes.starts(with: [0x1F, 0x8B]) {
                return [Entry(name: name.hasSuffix(".gz") ? String(name.dropLast(3)) : name, form: .gzip)]
            }
            return [Entry(name: name, form: .plain)]
        }
    }

    /// Hands the bytes of an entry over piece by piece; a piece is valid only during the call.
    ///
    /// - Parameter push: Takes a piece; `false` stops.
    /// - Throws: ``TelemetryError`` when the data are damaged, and whatever `push` throws.
    package func read(_ entry: Entry, _ push: (UnsafeRawBufferPointer) throws -> Bool) throws {
        try data.withUnsafeBytes { bytes in
            switch entry.form {
            case .plain: try pieces(of: bytes, push)
            case .gzip:
                var start = 0
                while start < bytes.count {  // a gzip file may hold several members (RFC 1952 §2.2)
                    let outcome = try inflate(UnsafeRawBufferPointer(rebasing: bytes[start...]), .gzip, .max, push)
                    if outcome.isStopped { return }
                    start += outcome.consumed
                }
            case .zip(let zip):
                let stored = UnsafeRawBufferPointer(
                    rebasing: bytes[zip.dataOffset..<zip.dataOffset + zip.compressedSize])
                guard zip.method != 0 else { return try pieces(of: stored, push) }
                let outcome = try inflate(stored, .deflate, zip.size, push)
                guard outcome.isStopped || outcome.checksum == zip.checksum && outcome.produced == zip.size else {
                    throw damaged("size or checksum of \(zip.name) is wrong")
                }
            }
        }
    }

    /// Hands the lines of an entry over, without their ends; blank lines too.
    ///
    /// - Parameter body: Takes a line and its number from 1; `false` stops.
    package func forEachLine(_ entry: Entry, _ body: (UnsafeRawBufferPointer, Int) throws -> Bool) throws {
        var splitter = LineSplitter()
        do {
            var isStopped = false
            try read(entry) { piece in
                isStopped = try !splitter.push(piece, body)
                return !isStopped
            }
            if !isStopped { try splitter.finish(body) }
        } catch let failure as LineSplitter.Failure {
            switch failure {
            case .lineTooLong(let line):
                throw TelemetryError(
                    .lineTooLong, file: name,
                    "Line \(line) of \(entry.name) is longer than \(LineSplitter.longestLine >> 20) MB.")
            case .utf16:
                throw TelemetryError(
                    .unsupportedEncoding, file: name, "\(entry.name) is UTF-16. Convert it to UTF-8 first.")
            }
        }
    }

    private func pieces(of bytes: UnsafeRawBufferPointer, _ push: (UnsafeRawBufferPointer) throws -> Bool) throws {
        var start = 0
        while start < bytes.count {
            let end = min(start + (1 << 20), bytes.count)
            guard try push(UnsafeRawBufferPointer(rebasing: bytes[start..<end])) else { return }
            start = end
        }
    }

    private func inflate(
        _ bytes: UnsafeRawBufferPointer, _ format: Inflater.Format, _ limit: Int,
        _ push: (UnsafeRawBufferPointer) throws -> Bool
    ) throws -> Inflater.Outcome {
        do {
            return try Inflater.inflate(bytes, format: format, limit: limit) { piece, _ in try push(piece) }
        } catch let failure as Inflater.Failure {
            switch failure {
            case .outOfMemory: throw damaged("zlib could not start")
            case .corrupt(let text): throw damaged(text)
            case .truncated: throw damaged("the compressed data end too early")
            case .tooLong: throw damaged("more comes out than the archive says")
            }
        }
    }

    private func damaged(_ why: String) -> TelemetryError {
        TelemetryError(.damagedArchive, file: name, "\(name) is damaged: \(why). Fetch it again.")
    }
}
