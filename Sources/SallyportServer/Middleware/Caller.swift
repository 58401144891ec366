import Foundation
import HTTPTypes
import ServiceCore

/// Who calls an API: what a validated access token says.
struct Caller: Sendable, Hashable {
    /// The tenant whose data the call may see, and no other.
    let tenantID: UUID
    /// The client ID (`appid`, `azp`).
    let clientAppID: UUID
    /// The object ID of the client's service principal; only in app-only tokens.
    let servicePrincipalObjectID: UUID?
    /// The object ID of the signed-in user; only in delegated tokens.
    let userObjectID: UUID?
    /// Whose permissions `roles` and `scopes` are.
    let audience: ResourceApplication
    /// App roles (`roles`).
    let roles: Set<String>
    /// Delegated permissions (`scp`).
    let scopes: Set<String>
    /// Template IDs of directory roles, in lower case.
    let wids: Set<String>
    let isAppOnly: Bool
    /// `uti`, for the log.
    let tokenID: String
    /// The client announced that it can answer claims challenges (`xms_cc` holds CP1).
    let understandsChallenges: Bool
    let userPrincipalName: String?
    /// `iat`, in seconds since 1970.
    var issuedAt: Int64 = 0

    /// The object that acts: the user, or the service principal.
    var objectID: UUID? { userObjectID ?? servicePrincipalObjectID }
}

extension Caller {
    /// Passes when the token holds one of the permissions that the operation demands; defender-api.md A5, F4.
    ///
    /// - Throws: ``APIFailure`` 403 `Forbidden` in the service's words, B9.
    func require(_ requirement: OperationRequirement) throws {
        guard !allows(requirement) else { return }
        let kind = isAppOnly ? "roles" : "scopes"
        let needed = (isAppOnly ? requirement.roles : requirement.scopes).sorted().joined(separator: ",")
        let held = (isAppOnly ? roles : scopes).sorted().joined(separator: ",")
        throw APIFailure(
            .forbidden, code: "Forbidden",
            message: "Missing application \(kind). API required \(kind): \(needed), application \(kind): \(held).")
    }

    /// The same check with the directory's wording; identity.md D.6.
    ///
    /// - Throws: ``APIFailure`` 403 `Authorization_RequestDenied`.
    func requireInDirectory(_ requirement: OperationRequirement) throws {
        guard !allows(requirement) else { return }
        throw Self.denied
    }

    /// Passes when the caller is app-only, or the signed-in user holds one of the directory roles (template IDs).
    func requireUserRole(anyOf templates: Set<String>) throws {
        guard !isAppOnly, wids.isDisjoint(with: templates) else { return }
        throw APIFailure(
            .forbidden, code: "Forbidden",
            message: "The signed-in user has no directory role that allows the operation.")
    }

    func allows(_ requirement: OperationRequirement) -> Bool {
        isAppOnly ? !roles.isDisjoint(with: requirement.roles) : !scopes.isDisjoint(with: requirement.scopes)
    }

    static var denied: APIFailure {
        APIFailure(
            .forbidden, code: "Authorization_RequestDenied",
            message: "Insufficient privileges to complete the operation.")
    }
}

extension TenantContext {
    /// The caller of an authenticated route.
    func requireCaller() throws -> Caller {
        guard let caller else {
            throw APIFailure(.unauthorized, code: "Unauthorized", message: "The request carries no valid token.")
        }
        return caller
    }
}
