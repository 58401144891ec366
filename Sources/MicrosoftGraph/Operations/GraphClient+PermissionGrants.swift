import Foundation
import HTTPTypes
public import ServiceCore

extension GraphClient {
    /// Delegated permissions that were granted.
    public struct PermissionGrants: Sendable {
        let client: GraphClient

        /// Lists grants of the tenant.
        public func list(_ query: ODataQuery = ODataQuery()) -> PagedSequence<OAuth2PermissionGrant> {
            client.list("oauth2PermissionGrants", query, of: OAuth2PermissionGrant.self)
        }

        /// Lists grants of a client, by its service principal.
        public func list(ofClient id: String, _ query: ODataQuery = ODataQuery()) -> PagedSequence<
            OAuth2PermissionGrant
        > {
            let path = "servicePrincipals/" + GraphClient.segment(id) + "/oauth2PermissionGrants"
            return client.list(path, query, of: OAuth2PermissionGrant.self)
        }

        /// Grants delegated permissions.
        ///
        /// - Throws: ``APIError`` when there is a grant of this client, API and consent already: ``ensure(_:)`` widens it.
        public func create(_ grant: OAuth2PermissionGrant) async throws -> OAuth2PermissionGrant {
            try await client.post("oauth2PermissionGrants", grant, as: OAuth2PermissionGrant.self)
        }

        /// Sets the permissions of a grant.
        ///
        /// - Parameter scope: Names separated by blanks; they replace the old ones.
        public func update(_ id: String, scope: String) async throws {
            let path = "oauth2PermissionGrants/" + GraphClient.segment(id)
            try await client.send(.patch, path, ScopeBody(scope: scope), repeatability: .safe)
        }

        /// Takes a grant away; what is absent counts as deleted.
        public func delete(_ id: String) async throws {
            try await client.delete("oauth2PermissionGrants/" + GraphClient.segment(id))
        }

        /// The grant with at least the permissions asked for: made when absent, widened when it has fewer.
        public func ensure(_ grant: OAuth2PermissionGrant) async throws -> OAuth2PermissionGrant {
            guard var existing = try await find(like: grant) else {
                do {
                    return try await create(grant)
                } catch let error as APIError where error.isAboutExistingObject {
                    return try await find(like: grant) ?? grant
                }
            }
            let granted = existing.scopeNames
            let missing = grant.scopeNames.filter { !granted.contains($0) }
            guard !missing.isEmpty, let id = existing.id else { return existing }
            existing.scope = (granted + missing).joined(separator: " ")
            try await update(id, scope: existing.scope ?? "")
            return existing
        }

        private func find(like grant: OAuth2PermissionGrant) async throws -> OAuth2PermissionGrant? {
            for try await existing in list(ofClient: grant.clientID)
            where existing.resourceID.lowercased() == grant.resourceID.lowercased()
                && existing.consentType == grant.consentType
                && existing.principalID?.lowercased() == grant.principalID?.lowercased()
            {
                return existing
            }
            return nil
        }
    }
}

extension OAuth2PermissionGrant {
    /// The names of the permissions.
    public var scopeNames: [String] { (scope ?? "").split(separator: " ").map(String.init) }
}

struct ScopeBody: Encodable {
    var scope: String
}
