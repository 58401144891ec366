import Foundation
import HTTPTypes
public import ServiceCore

extension GraphClient {
    /// Registrations of applications, in their home tenant.
    public struct Applications: Sendable {
        let client: GraphClient

        /// Lists registrations, for example with `$filter=displayName eq 'x'`.
        public func list(_ query: ODataQuery = ODataQuery()) -> PagedSequence<Application> {
            client.list("applications", query, of: Application.self)
        }

        /// Gets a registration by its object id.
        ///
        /// - Throws: ``APIError`` with code `Request_ResourceNotFound` when there is none.
        public func get(_ id: String) async throws -> Application {
            try await client.get("applications/" + GraphClient.segment(id), as: Application.self)
        }

        /// Gets a registration by its client id.
        ///
        /// - Throws: ``APIError`` with code `Request_ResourceNotFound` when there is none.
        public func get(appID: String) async throws -> Application {
            try await client.get("applications" + GraphClient.alternateKey("appId", appID), as: Application.self)
        }

        /// The registration of a client id, or nil when there is none.
        public func find(appID: String) async throws -> Application? {
            try await client.find("applications" + GraphClient.alternateKey("appId", appID), as: Application.self)
        }

        /// Registers an application. Its service principal is not made: ``ServicePrincipals/ensure(appID:)``.
        public func create(_ application: Application) async throws -> Application {
            try await client.post("applications", application, as: Application.self)
        }

        /// Changes a registration; a member left out stays as it is, a list replaces the whole list.
        public func update(_ id: String, _ change: Application) async throws {
            try await client.send(.patch, "applications/" + GraphClient.segment(id), change, repeatability: .safe)
        }

        /// Deletes a registration; what is absent counts as deleted. It can be restored for 30 days.
        public func delete(_ id: String) async throws {
            try await client.delete("applications/" + GraphClient.segment(id))
        }

        /// Makes a client secret. The answer alone holds its text.
        ///
        /// - Parameter credential: Name, start and end; the service chooses the secret.
        public func addPassword(
            to id: String,
            _ credential: PasswordCredential = PasswordCredential()
        ) async throws -> PasswordCredential {
            try await client.post(
                "applications/" + GraphClient.segment(id) + "/addPassword",
                AddPasswordBody(passwordCredential: credential),
                as: PasswordCredential.self
            )
        }

        /// Takes a client secret away.
        public func removePassword(from id: String, keyID: String) async throws {
            let path = "applications/" + GraphClient.segment(id) + "/removePassword"
            try await client.send(.post, path, KeyIDBody(keyID: keyID, proof: nil))
        }

        /// Adds a certificate; the first one is set with ``update(_:_:)``, since there is nothing to prove with.
        ///
        /// - Parameter proof: A token that the application signed with a certificate that it has; it has the object id as
        ///   `iss`, `00000002-0000-0000-c000-000000000000` as `aud`, and lives at most ten minutes.
        public func addKey(to id: String, _ credential: KeyCredential, proof: String) async throws -> KeyCredential {
            try await client.post(
                "applications/" + GraphClient.segment(id) + "/addKey",
                AddKeyBody(keyCredential: credential, proof: proof),
                as: KeyCredential.self
            )
        }

        /// Takes a certificate away, with a proof as ``addKey(to:_:proof:)`` has it.
        public func removeKey(from id: String, keyID: String, proof: String) async throws {
            let path = "applications/" + GraphClient.segment(id) + "/removeKey"
            try await client.send(.post, path, KeyIDBody(keyID: keyID, proof: proof))
        }
    }
}

struct AddPasswordBody: Encodable {
    var passwordCredential: PasswordCredential
}

struct AddKeyBody: Encodable {
    var keyCredential: KeyCredential
    var proof: String
}

struct KeyIDBody: Encodable {
    var keyID: String
    var proof: String?

    enum CodingKeys: String, CodingKey {
        case keyID = "keyId"
        case proof
    }
}
