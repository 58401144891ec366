import Foundation
import ServiceCore
import TenantStore

/// A request to the authorize endpoint that passed the checks which need no user; identity.md B.1.
struct AuthorizationRequest: Sendable, Codable, Equatable {
    enum ResponseMode: String, Sendable, Codable {
        case query, fragment
        case formPost = "form_post"
    }

    /// The first version takes a resource, the second scopes.
    var isVersion1: Bool
    /// The tenant segment as it was sent.
    var segment: String
    var clientID: UUID
    /// As sent; a redemption has to repeat it.
    var redirectURI: String?
    /// Where the answer goes.
    var effectiveRedirectURI: String
    var platform: RedirectURIRecord.Platform
    var responseTypes: Set<String>
    var responseMode: ResponseMode
    var scope: String?
    var resource: String?
    var state: String?
    var nonce: String?
    var prompts: Set<String>
    var loginHint: String?
    var domainHint: String?
    var codeChallenge: String?
    var codeChallengeMethod: String?
    var claims: String?
    var maximumAge: Int?
    var wantsClientInfo: Bool

    var version: ProtocolVersion { isVersion1 ? .v1 : .v2 }

    func prompts(_ name: String) -> Bool { prompts.contains(name) }

    /// The static consent of v1: whatever the registration wishes for; defender-api.md F3.
    var asksRegistration: Bool { isVersion1 && resource == nil }
}

/// A refusal that may be told to the client, because its redirect URI was checked.
struct RedirectedFailure: Error, Sendable {
    let destination: AuthorizationDestination
    let failure: IdentityFailure
    /// The person pressed cancel.
    var isCancelled = false
}

/// Where answers of the authorize endpoint go.
struct AuthorizationDestination: Sendable, Equatable {
    let redirectURI: String
    let mode: AuthorizationRequest.ResponseMode
    let state: String?
}
