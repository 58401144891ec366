import Foundation
import HTTPTypes
public import ServiceCore

extension GraphClient {
    /// Application permissions and roles that were given.
    public struct AppRoleAssignments: Sendable {
        let client: GraphClient

        /// Lists what a service principal has been given.
        public func list(ofPrincipal id: String, _ query: ODataQuery = ODataQuery()) -> PagedSequence<AppRoleAssignment>
        {
            client.list(
                "servicePrincipals/" + GraphClient.segment(id) + "/appRoleAssignments", query,
                of: AppRoleAssignment.self
            )
        }

        /// Lists to whom roles of an API have been given.
        public func list(ofResource id: String, _ query: ODataQuery = ODataQuery()) -> PagedSequence<AppRoleAssignment>
        {
            client.list(
                "servicePrincipals/" + GraphClient.segment(id) + "/appRoleAssignedTo", query,
                of: AppRoleAssignment.self
            )
        }

        /// Gives a role.
        ///
        /// - Throws: ``APIError`` when it has been given already: ``ensure(_:)`` does not.
        public func create(_ assignment: AppRoleAssignment) async throws -> AppRoleAssignment {
            let path = "servicePrincipals/" + GraphClient.segment(assignment.resourceID) + "/appRoleAssignedTo"
            return try await client.post(path, assignment, as: AppRoleAssignment.self)
        }

        /// The assignment of a role, made when it is absent.
        public func ensure(_ assignment: AppRoleAssignment) async throws -> AppRoleAssignment {
            if let existing = try await find(assignment) { return existing }
            do {
                return try await create(assignment)
            } catch let error as APIError where error.isAboutExistingObject {
                return try await find(assignment) ?? assignment
            }
        }

        /// Takes a role away; what is absent counts as deleted.
        public func delete(_ id: String, ofResource resourceID: String) async throws {
            let path = "servicePrincipals/" + GraphClient.segment(resourceID) + "/appRoleAssignedTo/"
            try await client.delete(path + GraphClient.segment(id))
        }

        private func find(_ assignment: AppRoleAssignment) async throws -> AppRoleAssignment? {
            for try await existing in list(ofPrincipal: assignment.principalID)
            where existing.resourceID.lowercased() == assignment.resourceID.lowercased()
                && existing.appRoleID.lowercased() == assignment.appRoleID.lowercased()
            {
                return existing
            }
            return nil
        }
    }
}
