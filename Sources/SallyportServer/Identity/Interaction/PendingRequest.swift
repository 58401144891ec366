import Foundation
import TenantStore

/// A request that waits for a person, with what the person did so far. It is kept by the server: nothing that a browser
/// sends between two pages can change it; identity.md H.17.
struct PendingRequest: Sendable, Codable {
    enum Subject: Sendable, Codable {
        case authorize(AuthorizationRequest)
        case adminConsent(AdminConsentRequest)
        case device(DeviceRequest)
    }

    /// The permissions that a consent page showed.
    struct ShownConsent: Sendable, Codable, Equatable {
        struct Resource: Sendable, Codable, Equatable {
            let appID: UUID
            let scopes: [String]
            let roleIDs: [UUID]
        }

        let tenantID: UUID
        let userID: UUID
        let resources: [Resource]
        /// An administrator is needed for it.
        let needsAdmin: Bool
        /// The page said that it is for everybody.
        var isForOrganisation = false
    }

    var subject: Subject
    let began: Date
    /// The session that the person picked.
    var sessionID: UUID?
    /// The session that the person made for this request by signing in.
    var signedInSessionID: UUID?
    /// The person asked for a sign-in with another account.
    var wantsOtherAccount = false
    /// Consent was given since the request began.
    var hasConsented = false
    /// The person agreed that the device is hers; H.40.
    var hasConfirmedDevice = false
    var shown: ShownConsent?

    init(subject: Subject, began: Date) {
        self.subject = subject
        self.began = began
    }

    var segment: String {
        switch subject {
        case .authorize(let request): request.segment
        case .adminConsent(let request): request.segment
        case .device(let request): request.segment
        }
    }

    var clientID: UUID? {
        switch subject {
        case .authorize(let request): request.clientID
        case .adminConsent(let request): request.clientID
        case .device(let request): request.clientID
        }
    }
}

/// A request for consent on behalf of an organisation; identity.md B.6.
struct AdminConsentRequest: Sendable, Codable, Equatable {
    var isVersion1: Bool
    var segment: String
    var clientID: UUID
    /// Absent when the application has none: the end is a page.
    var redirectURI: String?
    /// v2: what is asked for; v1 takes the whole registration.
    var scope: String?
    var state: String?
}

/// A person at the verification page; identity.md B.4.
struct DeviceRequest: Sendable, Codable, Equatable {
    var segment = "organizations"
    /// Known once the code was typed.
    var userCode: String?
    var clientID: UUID?
    var scopes: String?
    var resource: String?
}
