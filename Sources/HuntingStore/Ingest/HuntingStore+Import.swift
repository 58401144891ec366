internal import Crypto
internal import Dispatch
package import Foundation
internal import KQLEngine
internal import ServiceCore
package import Telemetry
internal import TenantStore

extension HuntingStore {
    /// Imports recordings: zip archives or JSON lines.
    ///
    /// Each file is all or nothing: its segments are listed in one transaction after all of them were written. A
    /// file whose content was imported before adds nothing. Files are imported one after the other; a cancelled
    /// task stops between two batches and leaves the files that were done.
    ///
    /// - Parameter progress: Called now and then, from any thread.
    /// - Throws: ``HuntingError`` or the error of a file that cannot be read; the files before it stay imported.
    package func importFiles(
        _ files: [URL], tenant: UUID, options: ImportOptions = ImportOptions(),
        progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
    ) async throws -> ImportSummary {
        var summary = ImportSummary()
        for (index, file) in files.enumerated() {
            try Task.checkCancellation()
            summary.files.append(
                try await importFile(file, tenant: tenant, options: options) { step in
                    progress(
                        ImportProgress(
                            file: file.lastPathComponent, fileIndex: index, fileCount: files.count,
                            bytesRead: step.bytesRead, totalBytes: step.totalBytes, events: step.events))
                })
        }
        return summary
    }

    private func importFile(
        _ file: URL, tenant: UUID, options: ImportOptions, progress: @escaping @Sendable (RecordingProgress) -> Void
    ) async throws -> ImportSummary.File {
        let handle = database.handle(for: tenant)
        let (hash, byteCount) = try Self.contentHash(of: file)
        if let known = try await handle.importedFile(contentHash: hash) {
            return try Self.repeated(known, file: file)
        }
        let lock = try FolderLock.shared(folder.lockFile)
        defer { withExtendedLifetime(lock) {} }
        let job = ImportJob(store: self, tenant: tenant, file: file, options: options)
        let id = database.random.uuid()
        let now = TickInstant(database.time.now)
        let (summary, segments) = try await job.run(importedFile: id, created: now, progress: progress)
        let record = ImportedFileRecord(
            id: id, name: file.lastPathComponent, contentHash: hash, byteCount: byteCount, importedTime: now,
            summary: String(decoding: try JSONEncoder().encode(summary), as: UTF8.self))
        let paths = segments.map { folder.url(ofRelativePath: $0.path) }
        do {
            guard try await handle.appendSegments(segments, of: record) else {
                // Another process imported the same content meanwhile.
                SegmentWriter.remove(paths)
                return summary.repeated
            }
        } catch {
            SegmentWriter.remove(paths)
            throw error
        }
        return summary
    }

    private static func repeated(_ known: ImportedFileRecord, file: URL) throws -> ImportSummary.File {
        var summary = try JSONDecoder().decode(ImportSummary.File.self, from: Data(known.summary.utf8)).repeated
        summary.file = file.lastPathComponent
        return summary
    }

    /// SHA-256 of a file, read in pieces.
    private static func contentHash(of file: URL) throws -> (hash: String, byteCount: Int64) {
        let reader = try FileHandle(forReadingFrom: file)
        defer { try? reader.close() }
        var hash = SHA256()
        var total: Int64 = 0
        while let piece = try reader.read(upToCount: 1 << 20), !piece.isEmpty {
            hash.update(data: piece)
            total += Int64(piece.count)
        }
        let text = hash.finalize().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        return (text, total)
    }

    /// Adds rows that come from no file, such as a generated storyline; all of them or none.
    ///
    /// - Parameter name: Names the rows in the list of imports; rows of one name and tenant are added once.
    /// - Returns: False when rows of that name are there already.
    package func append(_ rows: [HuntingRow], named name: String, tenant: UUID) async throws -> Bool {
        let handle = database.handle(for: tenant)
        let hash = "generated:" + name
        guard try await handle.importedFile(contentHash: hash) == nil else { return false }
        let id = database.random.uuid()
        let now = TickInstant(database.time.now)
        let lock = try FolderLock.shared(folder.lockFile)
        defer { withExtendedLifetime(lock) {} }
        let writer = try SegmentWriter(
            library: library, folder: folder, tenant: tenant, random: database.random, catalog: DefenderSchema.catalog)
        try writer.append(rows)
        let segments = try writer.finish(importedFile: id, created: now)
        let record = ImportedFileRecord(id: id, name: name, contentHash: hash, byteCount: 0, importedTime: now)
        let isNew: Bool
        do {
            isNew = try await handle.appendSegments(segments, of: record)
        } catch {
            SegmentWriter.remove(segments.map { folder.url(ofRelativePath: $0.path) })
            throw error
        }
        if !isNew { SegmentWriter.remove(segments.map { folder.url(ofRelativePath: $0.path) }) }
        return isNew
    }
}

/// Reading and writing of one file, away from Swift's own threads: it computes for seconds.
private struct ImportJob: Sendable {
    let store: HuntingStore
    let tenant: UUID
    let file: URL
    let options: ImportOptions

    func run(
        importedFile: UUID, created: TickInstant, progress: @escaping @Sendable (RecordingProgress) -> Void
    ) async throws -> (ImportSummary.File, [TelemetrySegmentRecord]) {
        let cancellation = Latch()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                // A serial queue has a thread beyond those that Swift's tasks share.
                DispatchQueue(label: "sallyport.import").async {
                    continuation.resume(
                        with: Result { try runNow(importedFile, created, progress, cancellation) })
                }
            }
        } onCancel: {
            cancellation.set()
        }
    }

    private func runNow(
        _ importedFile: UUID, _ created: TickInstant, _ progress: @Sendable (RecordingProgress) -> Void,
        _ cancellation: Latch
    ) throws -> (ImportSummary.File, [TelemetrySegmentRecord]) {
        let writer = try SegmentWriter(
            library: store.library, folder: store.folder, tenant: tenant, random: store.database.random,
            catalog: DefenderSchema.catalog)
        let recording = Recording(file: file, options: RecordingOptions(lastEventBecomes: options.lastEventBecomes))
        let summary = try recording.read(progress: { progress($0) }) { rows in
            if cancellation.isSet { throw CancellationError() }
            try writer.append(rows)
        }
        let segments = try writer.finish(importedFile: importedFile, created: created)
        return (ImportSummary.File(summary), segments)
    }
}
