extension Schema {
    /// Functions and queries that a tenant keeps for its hunts.
    static let hunting = """
        CREATE TABLE savedHunts (
            id TEXT PRIMARY KEY NOT NULL,
            tenantID TEXT NOT NULL REFERENCES tenants ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK (kind IN ('function', 'query')),
            name TEXT NOT NULL CHECK (name <> ''),
            text TEXT NOT NULL,
            summary TEXT NOT NULL,
            author TEXT NOT NULL,
            createdTime INTEGER NOT NULL,
            modifiedTime INTEGER NOT NULL,
            UNIQUE (tenantID, kind, name)
        ) STRICT;
        """
}
