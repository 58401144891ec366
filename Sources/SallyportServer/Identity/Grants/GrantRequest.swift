import Foundation
import HTTPTypes
import Hummingbird
import ServiceCore
import TenantStore

/// A request to a token endpoint, after its client was checked.
struct GrantRequest: Sendable {
    let version: ProtocolVersion
    let segment: TenantSegment
    let segmentText: String
    let form: FormFields
    let client: Application
    let proof: ClientProof
    let context: TenantContext
    let origin: String?
    /// The instant of the request: one for all its checks.
    let now: Date
    /// The `claims` parameter, of this request or of the one that the grant began with.
    var claims: String?

    /// The client announced that it can answer claims challenges; identity.md B.10.
    var announcesChallenges: Bool { ClaimsParameter.announcesChallenges(claims) }

    var wantsClientInfo: Bool { form["client_info"] == "1" }

    /// A public client must not show a credential, a confidential one must; identity.md B.2.
    func requireProof(isPublic: Bool) throws {
        if isPublic {
            guard proof == .none else {
                throw IdentityFailure(
                    .publicClientWithCredential,
                    "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.")
            }
        } else if proof == .none {
            throw IdentityFailure(
                .credentialMissing,
                "The request body must contain the following parameter: 'client_assertion' or 'client_secret'. A native "
                    + "application has to be registered as a public client (isFallbackPublicClient).")
        }
    }
}

/// The `claims` parameter of authorize, token and device code requests; OpenID Connect Core §5.5.
enum ClaimsParameter {
    /// - Throws: ``IdentityFailure`` 50027 for text that is no JSON object.
    static func parse(_ text: String?) throws -> JSONTree? {
        guard let text else { return nil }
        guard let tree = try? JSONReader.read(text.utf8), tree.objectValue != nil else {
            throw IdentityFailure(.malformedToken, "The 'claims' parameter is not a JSON object.")
        }
        return tree
    }

    static func announcesChallenges(_ text: String?) -> Bool {
        guard let text, let tree = try? JSONReader.read(text.utf8) else { return false }
        let values = tree["access_token"]?["xms_cc"]?["values"]?.arrayValue ?? []
        return values.contains { $0.stringValue?.uppercased() == "CP1" }
    }

    /// The instant after which the user must have signed in, from a challenge for a revoked session.
    static func notBefore(_ text: String?) -> Int64? {
        guard let text, let tree = try? JSONReader.read(text.utf8) else { return nil }
        return tree["access_token"]?["nbf"]?["value"]?.stringValue.flatMap { Int64($0) }
    }
}
