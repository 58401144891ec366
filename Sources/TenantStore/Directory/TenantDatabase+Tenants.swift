package import Foundation
import GRDB

// Tenants are found before one is known, hence on the database.
extension TenantDatabase {
    /// The tenants of the world, partners first, without the platform's own.
    package func tenants() async throws -> [TenantRecord] {
        try await read { database in
            try database.all(
                TenantRecord.self,
                """
                SELECT * FROM tenants WHERE kind <> 'platform'
                ORDER BY kind = 'partner' DESC, createdDateTime, displayName, id
                """)
        }
    }

    /// The tenant with an identifier; the platform's own tenant is found too.
    package func tenant(id: UUID) async throws -> TenantRecord? {
        try await read { try $0.one(TenantRecord.self, "SELECT * FROM tenants WHERE id = \(id)") }
    }

    /// The tenant that a path segment names by GUID or by a verified domain, in any letter case.
    ///
    /// - Returns: Nil for a segment that names none; `common`, `organizations` and `consumers` are for the caller.
    package func tenant(matching segment: String) async throws -> TenantRecord? {
        if let id = UUID(uuidString: segment) {
            let tenant = try await tenant(id: id)
            return tenant?.kind == .platform ? nil : tenant
        }
        return try await read { database in
            try database.one(
                TenantRecord.self,
                """
                SELECT tenants.* FROM tenants JOIN verifiedDomains ON verifiedDomains.tenantID = tenants.id
                WHERE verifiedDomains.name = \(segment) AND tenants.kind <> 'platform'
                """)
        }
    }

    /// The tenant in whose domain a user principal name lies.
    package func tenant(ofUserPrincipalName name: String) async throws -> TenantRecord? {
        guard let at = name.lastIndex(of: "@") else { return nil }
        let domain = String(name[name.index(after: at)...])
        // A domain that looks like a GUID must not be taken for a tenant ID.
        guard UUID(uuidString: domain) == nil else { return nil }
        return try await tenant(matching: domain)
    }

    /// The view of one tenant. It does not check that the tenant exists; reads of an unknown tenant find nothing.
    package func handle(for tenantID: UUID) -> TenantHandle {
        TenantHandle(database: self, tenantID: tenantID)
    }

    /// Enters a tenant with its domains; the first domain is the initial one, and the default one.
    ///
    /// - Throws: ``StoreError`` with `conflict` when the identifier or a domain is taken.
    package func createTenant(_ tenant: TenantRecord, domains: [String]) async throws {
        try await write { database in
            try database.insert(tenant)
            for (index, name) in domains.enumerated() {
                try database.insert(
                    VerifiedDomainRecord(name: name, tenantID: tenant.id, isDefault: index == 0, isInitial: index == 0))
            }
        }
    }

    /// A value that belongs to the state as a whole, such as the fingerprint of the seed it was made from.
    package func stateValue(_ name: String) async throws -> String? {
        try await read { try $0.value(String.self, "SELECT value FROM stateValues WHERE name = \(name)") }
    }

    /// Sets a value of the state as a whole.
    package func setStateValue(_ name: String, to value: String) async throws {
        try await write { database in
            try database.run(
                """
                INSERT INTO stateValues (name, value) VALUES (\(name), \(value))
                ON CONFLICT (name) DO UPDATE SET value = excluded.value
                """)
        }
    }
}

extension TenantHandle {
    /// The tenant itself.
    ///
    /// - Throws: ``StoreError`` with `not_found` when the state has no such tenant.
    package func tenant() async throws -> TenantRecord {
        guard let tenant = try await database.tenant(id: tenantID) else {
            throw StoreError.absent("tenant", tenantID.text)
        }
        return tenant
    }

    /// The tenant's domains, the default one first.
    package func verifiedDomains() async throws -> [VerifiedDomainRecord] {
        try await read { database in
            try database.all(
                VerifiedDomainRecord.self,
                "SELECT * FROM verifiedDomains WHERE tenantID = \(tenantID) ORDER BY isDefault DESC, name")
        }
    }

    /// Replaces the settings of the tenant; identifier and kind stay.
    package func updateTenant(_ change: @Sendable @escaping (inout TenantRecord) -> Void) async throws {
        try await write { database in
            guard let old = try database.one(TenantRecord.self, "SELECT * FROM tenants WHERE id = \(tenantID)") else {
                throw StoreError.absent("tenant", tenantID.text)
            }
            var new = old
            change(&new)
            (new.id, new.kind) = (old.id, old.kind)
            try database.update(new)
        }
    }
}
