import Foundation
import HTTPTypes
public import ServiceCore

extension GraphClient {
    /// Presences of applications in this tenant.
    public struct ServicePrincipals: Sendable {
        let client: GraphClient

        /// Lists service principals.
        public func list(_ query: ODataQuery = ODataQuery()) -> PagedSequence<ServicePrincipal> {
            client.list("servicePrincipals", query, of: ServicePrincipal.self)
        }

        /// Gets a service principal by its object id.
        ///
        /// - Throws: ``APIError`` with code `Request_ResourceNotFound` when there is none.
        public func get(_ id: String) async throws -> ServicePrincipal {
            try await client.get("servicePrincipals/" + GraphClient.segment(id), as: ServicePrincipal.self)
        }

        /// Gets the service principal of a client id.
        ///
        /// - Throws: ``APIError`` with code `Request_ResourceNotFound` when there is none.
        public func get(appID: String) async throws -> ServicePrincipal {
            let path = "servicePrincipals" + GraphClient.alternateKey("appId", appID)
            return try await client.get(path, as: ServicePrincipal.self)
        }

        /// The service principal of a client id, or nil when there is none.
        public func find(appID: String) async throws -> ServicePrincipal? {
            let path = "servicePrincipals" + GraphClient.alternateKey("appId", appID)
            return try await client.find(path, as: ServicePrincipal.self)
        }

        /// Makes the service principal of an application.
        ///
        /// - Throws: ``APIError`` when there is one already: ``ensure(appID:)`` does not.
        public func create(_ servicePrincipal: ServicePrincipal) async throws -> ServicePrincipal {
            try await client.post("servicePrincipals", servicePrincipal, as: ServicePrincipal.self)
        }

        /// The service principal of a client id, made when it is absent.
        ///
        /// Called by two at once, both get the same one.
        public func ensure(appID: String) async throws -> ServicePrincipal {
            if let existing = try await find(appID: appID) { return existing }
            do {
                return try await create(ServicePrincipal(appID: appID))
            } catch let error as APIError where error.isAboutExistingObject {
                return try await get(appID: appID)
            }
        }

        /// Changes a service principal; a member left out stays as it is.
        public func update(_ id: String, _ change: ServicePrincipal) async throws {
            try await client.send(.patch, "servicePrincipals/" + GraphClient.segment(id), change, repeatability: .safe)
        }

        /// Deletes a service principal with all its grants; what is absent counts as deleted.
        public func delete(_ id: String) async throws {
            try await client.delete("servicePrincipals/" + GraphClient.segment(id))
        }
    }
}

extension APIError {
    /// Whether the directory refused because there is such an object already; it says so with 409 or with 400.
    var isAboutExistingObject: Bool {
        status == .conflict || code == "Request_MultipleObjectsWithSameKeyValue"
            || message.localizedCaseInsensitiveContains("already exist")
    }
}
