import Crypto
import Foundation
import GRDB
import ServiceCore

// Reading and writing an application with its child rows, inside the transaction of a use case.
extension Database {
    func application(_ row: ApplicationRecord) throws -> Application {
        let id = row.id
        let permissions = try permissions(of: id)
        return Application(
            record: row,
            identifierURIs: try all(
                IdentifierURIRecord.self,
                "SELECT * FROM identifierURIs WHERE applicationID = \(id) ORDER BY position"
            ).map(\.uri),
            redirectURIs: try all(
                RedirectURIRecord.self,
                "SELECT * FROM redirectURIs WHERE applicationID = \(id) ORDER BY platform, position"),
            appRoles: permissions.filter { $0.kind == .appRole },
            scopes: permissions.filter { $0.kind == .scope },
            passwordCredentials: try all(
                PasswordCredentialRecord.self,
                "SELECT * FROM passwordCredentials WHERE applicationID = \(id) ORDER BY startDateTime, keyID"),
            keyCredentials: try keyCredentials(of: id))
    }

    /// The roles and scopes of an application, in order.
    ///
    /// Graph defines more than sixty, and every token reads them: columns are taken by index here, which is ten times as
    /// fast as decoding by coding keys.
    func permissions(of id: UUID) throws -> [PermissionDefinitionRecord] {
        let rows = try SQLRequest<Row>(
            literal: """
                SELECT kind, id, position, value, isEnabled, adminDisplayName, adminDescription, userDisplayName,
                    userDescription, needsAdmin, allowedMemberTypes
                FROM permissionDefinitions WHERE applicationID = \(id) ORDER BY position
                """, cached: true
        ).fetchCursor(self)
        var permissions: [PermissionDefinitionRecord] = []
        while let row = try rows.next() {
            guard let kind = PermissionKind(rawValue: row[0]), let permissionID = UUID(uuidString: row[1]) else {
                throw StoreError(.unusableState, "A stored permission cannot be read; restore the state from a copy.")
            }
            var permission = PermissionDefinitionRecord(
                applicationID: id, kind: kind, id: permissionID, value: row[3], isEnabled: row[4],
                adminDisplayName: row[5], adminDescription: row[6], userDisplayName: row[7], userDescription: row[8],
                needsAdmin: row[9], allowedMemberTypes: try Self.memberTypes(row[10]))
            permission.position = row[2]
            permissions.append(permission)
        }
        return permissions
    }

    private static func memberTypes(_ json: String) throws -> [String] {
        switch json {
        case "[]": []
        case #"["Application"]"#: ["Application"]
        default: try JSONDecoder().decode([String].self, from: Data(json.utf8))
        }
    }

    func keyCredentials(of id: UUID) throws -> [KeyCredentialRecord] {
        try all(
            KeyCredentialRecord.self, "SELECT * FROM keyCredentials WHERE applicationID = \(id) ORDER BY position")
    }

    /// The row of an application that is not deleted.
    func applicationRow(_ id: UUID, tenant: UUID) throws -> ApplicationRecord {
        guard
            let row = try one(
                ApplicationRecord.self,
                "SELECT * FROM applications WHERE tenantID = \(tenant) AND id = \(id) AND deletedDateTime IS NULL")
        else { throw StoreError.absent("application", id.text) }
        return row
    }

    /// An application wherever it is registered, unless deleted.
    func application(appID: UUID) throws -> Application? {
        try one(
            ApplicationRecord.self, "SELECT * FROM applications WHERE appID = \(appID) AND deletedDateTime IS NULL"
        ).map(application)
    }

    func replaceIdentifierURIs(of row: ApplicationRecord, with uris: [String]) throws {
        try run("DELETE FROM identifierURIs WHERE applicationID = \(row.id)")
        for (position, uri) in uris.enumerated() {
            try checkIdentifierURI(uri, of: row)
            try insert(IdentifierURIRecord(tenantID: row.tenantID, applicationID: row.id, position: position, uri: uri))
        }
    }

    /// `api://{client ID}` is always fine, else the URI must lie in the tenant; identity.md D.1.
    private func checkIdentifierURI(_ uri: String, of row: ApplicationRecord) throws {
        guard row.tenantID != TenantRecord.platformID else { return }
        guard let parts = URLComponents(string: uri), let scheme = parts.scheme, let host = parts.host, !host.isEmpty,
            parts.fragment == nil, uri.utf8.count <= 255
        else {
            throw StoreError(.invalidValue, "'\(uri)' is no valid identifier URI.", target: "identifierUris")
        }
        if scheme == "api", let id = UUID(uuidString: host), id == row.appID || id == row.tenantID { return }
        let isOwn = try value(
            Bool.self,
            """
            SELECT EXISTS (SELECT 1 FROM verifiedDomains WHERE tenantID = \(row.tenantID)
                AND (name = \(host) OR \(host) LIKE '%.' || name))
            """)
        guard isOwn == true, scheme == "api" || scheme == "https" else {
            throw StoreError(
                .unverifiedDomain,
                "Values of identifierUris property must use a verified domain of the organization or its subdomain: '\(uri)'",
                target: "identifierUris")
        }
    }

    func replaceRedirectURIs(of id: UUID, with uris: [RedirectURIRecord.Platform: [String]]) throws {
        for (platform, list) in uris {
            try run("DELETE FROM redirectURIs WHERE applicationID = \(id) AND platform = \(platform.rawValue)")
            for (position, uri) in list.enumerated() {
                try insert(RedirectURIRecord(applicationID: id, platform: platform, position: position, uri: uri))
            }
        }
        let rows = try all(RedirectURIRecord.self, "SELECT * FROM redirectURIs WHERE applicationID = \(id)")
        try RedirectURIRules.check(Dictionary(grouping: rows, by: \.platform).mapValues { $0.map(\.uri) })
    }

    func replacePermissions(of id: UUID, kind: PermissionKind, with permissions: [PermissionDefinitionRecord]) throws {
        let old = try all(
            PermissionDefinitionRecord.self,
            "SELECT * FROM permissionDefinitions WHERE applicationID = \(id) AND kind = \(kind.rawValue)")
        for permission in old where permission.isEnabled && !permissions.contains(where: { $0.id == permission.id }) {
            throw StoreError(
                .enabledEntitlement,
                "Property value cannot be deleted unless it is disabled first.",
                target: kind == .scope ? "oauth2PermissionScopes" : "appRoles")
        }
        try run("DELETE FROM permissionDefinitions WHERE applicationID = \(id) AND kind = \(kind.rawValue)")
        for (position, permission) in permissions.enumerated() {
            var row = permission
            (row.applicationID, row.kind, row.position) = (id, kind, position)
            try check(row)
            try insert(row)
        }
    }

    private func check(_ permission: PermissionDefinitionRecord) throws {
        let target = permission.kind == .scope ? "oauth2PermissionScopes" : "appRoles"
        if let value = permission.value {
            guard !value.isEmpty, value.count <= 120, !value.hasPrefix("."), !value.contains(where: \.isWhitespace)
            else {
                throw StoreError(.invalidValue, "'\(value)' is no valid permission value.", target: target)
            }
        }
        guard permission.kind == .scope || !permission.allowedMemberTypes.isEmpty,
            permission.allowedMemberTypes.allSatisfy({ $0 == "User" || $0 == "Application" })
        else {
            throw StoreError(
                .invalidValue, "allowedMemberTypes must hold User, Application or both.", target: "allowedMemberTypes")
        }
    }

    func replaceKeyCredentials(of id: UUID, with drafts: [KeyCredentialDraft], random: any RandomSource) throws {
        let old = Dictionary(uniqueKeysWithValues: try keyCredentials(of: id).map { ($0.keyID, $0) })
        try run("DELETE FROM keyCredentials WHERE applicationID = \(id)")
        for (position, draft) in drafts.enumerated() {
            if draft.certificate.isEmpty {
                guard let keyID = draft.keyID, var kept = old[keyID] else {
                    throw StoreError(
                        .invalidValue, "A new key credential needs the member key.", target: "keyCredentials")
                }
                kept.position = position
                try insert(kept)
            } else {
                try insert(keyCredential(draft, of: id, position: position, random: random))
            }
        }
    }

    func keyCredential(
        _ draft: KeyCredentialDraft, of id: UUID, position: Int, random: any RandomSource
    ) throws -> KeyCredentialRecord {
        guard draft.type == "AsymmetricX509Cert", draft.usage == "Verify" else {
            throw StoreError(
                .invalidValue, "Only key credentials of type AsymmetricX509Cert with usage Verify are accepted.",
                target: "keyCredentials")
        }
        let sha1 = Data(Insecure.SHA1.hash(data: draft.certificate))
        return KeyCredentialRecord(
            applicationID: id, keyID: draft.keyID ?? random.uuid(), position: position, type: draft.type,
            usage: draft.usage, displayName: draft.displayName,
            customKeyIdentifier: draft.customKeyIdentifier ?? sha1.base64EncodedString(),
            certificate: draft.certificate, thumbprintSHA1: sha1,
            thumbprintSHA256: Data(SHA256.hash(data: draft.certificate)), startDateTime: draft.startDateTime,
            endDateTime: draft.endDateTime)
    }
}
