import Foundation

/// What `sally app create` and `sally app consent` print; the JSON shape is stable.
struct RegisteredApplication: Sendable, Encodable {
    struct Secret: Sendable, Encodable {
        var keyID: String
        /// Shown here and never again.
        var value: String
        var endDateTime: Date?

        enum CodingKeys: String, CodingKey {
            case keyID = "keyId"
            case value
            case endDateTime
        }
    }

    struct Certificate: Sendable, Encodable {
        var keyID: String?
        var endDateTime: Date?

        enum CodingKeys: String, CodingKey {
            case keyID = "keyId"
            case endDateTime
        }
    }

    struct GrantedPermission: Sendable, Encodable {
        /// Name of the API.
        var resource: String
        var resourceAppID: String
        var value: String
        /// `Role` or `Scope`.
        var type: String

        enum CodingKeys: String, CodingKey {
            case resource
            case resourceAppID = "resourceAppId"
            case value
            case type
        }
    }

    struct Consent: Sendable, Encodable {
        /// Whether the tenant's administrator has consented to all of it.
        var granted: Bool
        /// The page where an administrator does it.
        var url: String
    }

    var tenantID: String
    var clientID: String
    var objectID: String?
    var servicePrincipalID: String
    var secret: Secret?
    var certificate: Certificate?
    var permissions: [GrantedPermission]
    var consent: Consent

    enum CodingKeys: String, CodingKey {
        case tenantID = "tenantId"
        case clientID = "clientId"
        case objectID = "objectId"
        case servicePrincipalID = "servicePrincipalId"
        case secret
        case certificate
        case permissions
        case consent
    }

    var fields: [(title: String, text: String)] {
        [
            ("Tenant", tenantID), ("Client ID", clientID), ("Object ID", objectID ?? ""),
            ("Service principal", servicePrincipalID), ("Secret", secret?.value ?? ""),
            ("Secret ends", secret?.endDateTime?.formatted(.iso8601) ?? ""),
            ("Certificate", certificate?.keyID ?? ""),
            ("Permissions", permissions.map { "\($0.resource)/\($0.value)" }.joined(separator: ", ")),
            ("Consent", consent.granted ? "granted" : "needed"), ("Consent page", consent.granted ? "" : consent.url),
        ]
    }
}
