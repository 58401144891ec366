package import Foundation

/// The presence of an application in one tenant; identity.md D.1.
package struct ServicePrincipalRecord: StoredRecord, Equatable, Identifiable {
    package static let table = "servicePrincipals"

    /// The object ID of the service principal.
    package var id: UUID
    package var tenantID: UUID
    /// The object ID of the application, which may be of another tenant.
    package var applicationID: UUID
    package var accountEnabled: Bool
    package var appRoleAssignmentRequired: Bool
    /// `Application`, `ManagedIdentity`, `Legacy` or `SocialIdp`.
    package var servicePrincipalType: String
    package var tags: [String]
    package var notes: String?
    package var createdDateTime: Date
}

/// A service principal together with the definition it follows.
package struct ServicePrincipal: Sendable, Equatable, Identifiable {
    package var record: ServicePrincipalRecord
    package var application: Application

    package var id: UUID { record.id }
    package var appID: UUID { application.appID }
    package var displayName: String { application.displayName }
}

/// A partial update of a service principal.
package struct ServicePrincipalChanges: Sendable {
    package var accountEnabled: Change<Bool> = .keep
    package var appRoleAssignmentRequired: Change<Bool> = .keep
    package var tags: Change<[String]> = .keep
    package var notes: Change<String?> = .keep

    package init() {}
}

/// An app role held by a service principal or a user.
package struct AppRoleAssignmentRecord: StoredRecord, Equatable, Identifiable {
    package static let table = "appRoleAssignments"

    /// base64url of the principal's GUID bytes and 16 further bytes.
    package var id: String
    package var tenantID: UUID
    /// The all-zero GUID stands for access as such, where the resource defines no role.
    package var appRoleID: UUID
    var principalServicePrincipalID: UUID?
    var principalUserID: UUID?
    /// The object ID of the API's service principal.
    package var resourceID: UUID
    package var createdDateTime: Date

    package var principalType: PrincipalType { principalUserID == nil ? .servicePrincipal : .user }
    package var principalID: UUID { principalUserID ?? principalServicePrincipalID ?? UUID.zero }
}

/// An assignment with the names that Graph prints beside the identifiers.
package struct AppRoleAssignment: Sendable, Equatable, Identifiable {
    package var record: AppRoleAssignmentRecord
    package var principalDisplayName: String
    package var resourceDisplayName: String

    package var id: String { record.id }
}

/// Stored delegated consent.
package struct OAuth2PermissionGrantRecord: StoredRecord, Equatable, Identifiable {
    /// For whom a grant speaks.
    package enum ConsentType: String, Codable, Hashable, Sendable {
        case allPrincipals = "AllPrincipals"
        case principal = "Principal"
    }

    package static let table = "oauth2PermissionGrants"

    /// base64url of client, resource and, for a single user, principal GUID bytes.
    package var id: String
    package var tenantID: UUID
    /// The object ID of the client's service principal. Not its client ID.
    package var clientID: UUID
    package var consentType: ConsentType
    package var principalID: UUID?
    package var resourceID: UUID
    /// The granted scope values, joined by blanks.
    package var scope: String
    package var createdDateTime: Date

    /// The granted scope values.
    package var scopes: Set<String> { Set(scope.split(separator: " ").map(String.init)) }
}

extension UUID {
    /// The GUID of sixteen zero bytes.
    package static let zero = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))

    /// The bytes in the layout of Windows GUIDs: the first three groups little-endian.
    package var guidBytes: [UInt8] {
        let u = uuid
        return [u.3, u.2, u.1, u.0, u.5, u.4, u.7, u.6, u.8, u.9, u.10, u.11, u.12, u.13, u.14, u.15]
    }

    /// Reads sixteen bytes in the layout of Windows GUIDs.
    package init?(guidBytes b: [UInt8]) {
        guard b.count == 16 else { return nil }
        self.init(
            uuid: (b[3], b[2], b[1], b[0], b[5], b[4], b[7], b[6], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15])
        )
    }
}

/// The identifiers of assignments and grants; identity.md D.1.
package enum DirectoryObjectID {
    /// base64url of the GUID bytes of each part, one after the other.
    package static func joined(_ parts: UUID...) -> String {
        Data(parts.flatMap(\.guidBytes)).base64URLText
    }

    /// The parts of an identifier, or nil when the text is no identifier of this form.
    package static func parts(of text: String) -> [UUID]? {
        guard let data = Data(base64URLText: text), !data.isEmpty, data.count % 16 == 0 else { return nil }
        let bytes = Array(data)
        return stride(from: 0, to: bytes.count, by: 16).compactMap { UUID(guidBytes: Array(bytes[$0..<$0 + 16])) }
    }
}
