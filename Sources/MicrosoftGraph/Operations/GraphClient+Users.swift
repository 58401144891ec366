import Foundation
public import ServiceCore

extension GraphClient {
    /// Users of the tenant.
    public struct Users: Sendable {
        let client: GraphClient

        /// Lists users.
        public func list(_ query: ODataQuery = ODataQuery()) -> PagedSequence<User> {
            client.list("users", query, of: User.self)
        }

        /// Gets a user by object id or sign-in name.
        ///
        /// - Throws: ``APIError`` with code `Request_ResourceNotFound` when there is none.
        public func get(_ idOrUserPrincipalName: String) async throws -> User {
            try await client.get("users/" + GraphClient.segment(idOrUserPrincipalName), as: User.self)
        }

        /// Gets the signed-in user.
        ///
        /// - Throws: ``APIError`` with status 400 when the token stands for an application.
        public func me() async throws -> User {
            try await client.get("me", as: User.self)
        }
    }

    /// The tenant itself.
    public struct OrganizationInformation: Sendable {
        let client: GraphClient

        /// Gets the tenant of the token.
        ///
        /// - Throws: ``APIError`` when the service refuses, or answers without a tenant.
        public func get() async throws -> Organization {
            let list = try await client.get("organization", as: GraphList<Organization>.self)
            guard let organization = list.value.first else {
                throw APIError(
                    code: .malformedResponse,
                    message: "The directory named no tenant.",
                    remedy: "Check the permission Organization.Read.All, or User.Read for a user."
                )
            }
            return organization
        }
    }
}
