import GRDB
import ServiceCore

extension TenantHandle {
    /// What the tenant keeps of a kind, by name.
    package func savedHunts(_ kind: SavedHuntRecord.Kind) async throws -> [SavedHuntRecord] {
        try await read { database in
            try database.all(
                SavedHuntRecord.self,
                "SELECT * FROM savedHunts WHERE tenantID = \(tenantID) AND kind = \(kind.rawValue) ORDER BY name")
        }
    }

    /// The function or query of a name; `nil` when there is none.
    package func savedHunt(_ kind: SavedHuntRecord.Kind, named name: String) async throws -> SavedHuntRecord? {
        try await read { database in try find(kind, name, database) }
    }

    /// Saves functions and queries, all of them or none.
    ///
    /// - Parameter replaces: Whether what exists under a name is replaced; it keeps its identifier and its beginning.
    /// - Throws: ``StoreError`` with `conflict` that names what exists already, where it is not to be replaced.
    /// - Returns: What is stored now, in the order of the drafts.
    @discardableResult
    package func save(_ drafts: [SavedHuntDraft], replaces: Bool) async throws -> [SavedHuntRecord] {
        let instant = TickInstant(now)
        return try await write { database in
            try drafts.map { draft in
                let old = try find(draft.kind, draft.name, database)
                if old != nil, !replaces {
                    throw StoreError(
                        .conflict, "A \(draft.kind.rawValue) '\(draft.name)' exists already.", target: draft.name)
                }
                let record = SavedHuntRecord(
                    id: old?.id ?? random.uuid(), tenantID: tenantID, kind: draft.kind, name: draft.name,
                    text: draft.text, summary: draft.summary, author: draft.author,
                    createdTime: old?.createdTime ?? instant, modifiedTime: instant)
                if old == nil { try database.insert(record) } else { try database.update(record) }
                return record
            }
        }
    }

    /// Removes a function or a query; of one that is absent nothing is said but the answer.
    ///
    /// - Returns: Whether it was there.
    @discardableResult
    package func removeSavedHunt(_ kind: SavedHuntRecord.Kind, named name: String) async throws -> Bool {
        try await write { database in
            try database.run(
                "DELETE FROM savedHunts WHERE tenantID = \(tenantID) AND kind = \(kind.rawValue) AND name = \(name)")
                > 0
        }
    }

    private func find(
        _ kind: SavedHuntRecord.Kind, _ name: String, _ database: Database
    ) throws -> SavedHuntRecord? {
        try database.one(
            SavedHuntRecord.self,
            """
            SELECT * FROM savedHunts
            WHERE tenantID = \(tenantID) AND kind = \(kind.rawValue) AND name = \(name)
            """)
    }
}
