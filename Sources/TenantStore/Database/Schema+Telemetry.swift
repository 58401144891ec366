extension Schema {
    /// Imported files and the list of segments.
    static let telemetry = """
        CREATE TABLE importedFiles (
            id TEXT PRIMARY KEY NOT NULL,
            tenantID TEXT NOT NULL REFERENCES tenants ON DELETE CASCADE,
            name TEXT NOT NULL,
            contentHash TEXT NOT NULL,
            byteCount INTEGER NOT NULL,
            importedTime INTEGER NOT NULL,
            shift INTEGER NOT NULL,
            summary TEXT NOT NULL,
            UNIQUE (tenantID, id),
            UNIQUE (tenantID, contentHash)
        ) STRICT;

        CREATE TABLE telemetrySegments (
            id TEXT PRIMARY KEY NOT NULL,
            tenantID TEXT NOT NULL REFERENCES tenants ON DELETE CASCADE,
            tableName TEXT NOT NULL,
            path TEXT NOT NULL UNIQUE,
            rowCount INTEGER NOT NULL CHECK (rowCount > 0),
            byteCount INTEGER NOT NULL,
            firstTime INTEGER,
            lastTime INTEGER,
            importedFileID TEXT,
            createdTime INTEGER NOT NULL,
            FOREIGN KEY (tenantID, importedFileID) REFERENCES importedFiles (tenantID, id)
        ) STRICT;
        CREATE INDEX telemetrySegmentsByTable ON telemetrySegments (tenantID, tableName, firstTime);
        """
}
