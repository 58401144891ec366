package import Foundation
import GRDB

/// A file that was imported: the unit of all or nothing.
package struct ImportedFileRecord: StoredRecord, Equatable, Identifiable {
    package static let table = "importedFiles"

    package var id: UUID
    var tenantID: UUID
    /// The name without folders.
    package var name: String
    /// What makes two files the same one: SHA-256 of the content, in hexadecimal.
    package var contentHash: String
    package var byteCount: Int64
    package var importedTime: TickInstant
    /// Ticks by which the recording's times were moved.
    package var shift: Int64
    /// The counts of the import as JSON text.
    package var summary: String

    package init(
        id: UUID, name: String, contentHash: String, byteCount: Int64, importedTime: TickInstant, shift: Int64 = 0,
        summary: String = "{}"
    ) {
        self.id = id
        tenantID = .zero
        self.name = name
        self.contentHash = contentHash
        self.byteCount = byteCount
        self.importedTime = importedTime
        self.shift = shift
        self.summary = summary
    }
}

/// A Parquet file with rows of one hunting table. It exists when it is in this list; design decision 6.
package struct TelemetrySegmentRecord: StoredRecord, Equatable, Identifiable {
    package static let table = "telemetrySegments"

    package var id: UUID
    var tenantID: UUID
    package var tableName: String
    /// Relative to the state folder.
    package var path: String
    package var rowCount: Int64
    package var byteCount: Int64
    /// The earliest and the latest time column of its rows; nil for a table without one.
    package var firstTime: TickInstant?
    package var lastTime: TickInstant?
    /// The file it came from; nil after compaction of several.
    package var importedFileID: UUID?
    package var createdTime: TickInstant

    package init(
        id: UUID, tableName: String, path: String, rowCount: Int64, byteCount: Int64, firstTime: TickInstant?,
        lastTime: TickInstant?, importedFileID: UUID?, createdTime: TickInstant
    ) {
        self.id = id
        tenantID = .zero
        self.tableName = tableName
        self.path = path
        self.rowCount = rowCount
        self.byteCount = byteCount
        self.firstTime = firstTime
        self.lastTime = lastTime
        self.importedFileID = importedFileID
        self.createdTime = createdTime
    }
}

extension TenantHandle {
    /// The files imported so far, in the order of import.
    package func importedFiles() async throws -> [ImportedFileRecord] {
        try await read { database in
            try database.all(
                ImportedFileRecord.self,
                "SELECT * FROM importedFiles WHERE tenantID = \(tenantID) ORDER BY importedTime, rowid")
        }
    }

    /// The import of a content, when there was one.
    package func importedFile(contentHash: String) async throws -> ImportedFileRecord? {
        try await read { database in
            try database.one(
                ImportedFileRecord.self,
                "SELECT * FROM importedFiles WHERE tenantID = \(tenantID) AND contentHash = \(contentHash)")
        }
    }

    /// Enters a file with all of its segments, in one transaction.
    ///
    /// - Returns: False, and nothing is entered, when the same content was imported meanwhile.
    package func appendSegments(
        _ segments: [TelemetrySegmentRecord],
        of file: ImportedFileRecord
    ) async throws -> Bool {
        try await write { database in
            let isKnown = try database.value(
                Bool.self,
                """
                SELECT EXISTS (SELECT 1 FROM importedFiles
                    WHERE tenantID = \(tenantID) AND contentHash = \(file.contentHash))
                """)
            guard isKnown != true else { return false }
            var file = file
            file.tenantID = tenantID
            try database.insert(file)
            try insert(segments, database)
            return true
        }
    }

    /// Replaces segments by others with the same rows, as compaction does.
    ///
    /// - Throws: ``StoreError`` with `not_found` when one of the old ones is gone already; nothing changes then.
    package func replaceSegments(removing old: [UUID], adding new: [TelemetrySegmentRecord]) async throws {
        try await write { database in
            for id in old {
                guard try database.run("DELETE FROM telemetrySegments WHERE tenantID = \(tenantID) AND id = \(id)") == 1
                else { throw StoreError.absent("segment", id.text) }
            }
            try insert(new, database)
        }
    }

    private func insert(_ segments: [TelemetrySegmentRecord], _ database: Database) throws {
        for var segment in segments {
            segment.tenantID = tenantID
            try database.insert(segment)
        }
        _ = try database.nextNumber("segmentGeneration", tenant: tenantID)
    }

    /// The segments of a table whose times may lie in a range, oldest first; without limits all of them.
    package func segments(
        table: String,
        from: TickInstant? = nil,
        through: TickInstant? = nil
    ) async throws -> [TelemetrySegmentRecord] {
        let (from, through) = (from?.ticks, through?.ticks)
        return try await read { database in
            try database.all(
                TelemetrySegmentRecord.self,
                """
                SELECT * FROM telemetrySegments WHERE tenantID = \(tenantID) AND tableName = \(table)
                AND (\(from) IS NULL OR lastTime IS NULL OR lastTime >= \(from))
                AND (\(through) IS NULL OR firstTime IS NULL OR firstTime <= \(through))
                ORDER BY firstTime, id
                """)
        }
    }

    /// The tables that have rows, with their number.
    package func rowCounts() async throws -> [String: Int64] {
        try await read { database in
            let rows = try SQLRequest<Row>(
                literal: """
                    SELECT tableName, sum(rowCount) FROM telemetrySegments WHERE tenantID = \(tenantID) GROUP BY tableName
                    """
            ).fetchAll(database)
            return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as String, $0[1] as Int64) })
        }
    }

    /// A number that changes whenever the tenant's list of segments does; equal numbers mean equal lists.
    package func segmentGeneration() async throws -> Int64 {
        try await read { database in
            try database.value(
                Int64.self,
                "SELECT value FROM counters WHERE tenantID = \(tenantID) AND name = 'segmentGeneration'") ?? 0
        }
    }
}

extension TenantDatabase {
    /// The paths of every segment of every tenant, so that start-up can remove files that no list names.
    package func segmentPaths() async throws -> Set<String> {
        try await read { database in
            Set(try SQLRequest<String>(literal: "SELECT path FROM telemetrySegments").fetchAll(database))
        }
    }
}
