import Foundation
import HTTPTypes
import ServiceCore

/// What a request shows to prove which client sends it; identity.md B.2.
struct ClientCredentials: Sendable {
    enum Proof: Sendable {
        case none
        case secret(Secret)
        case assertion(String)
    }

    static let assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

    let clientID: UUID
    let proof: Proof
    let usesBasic: Bool

    /// Reads body and `Authorization` field; one request uses one way, H.26.
    ///
    /// - Throws: ``IdentityFailure`` 900144, 700016, 9002313 with `invalid_request`.
    init(form: FormFields, headers: HTTPFields) throws {
        let basic = try Self.basic(headers)
        usesBasic = basic != nil
        let named = form["client_id"]
        if let basic, let named, named.lowercased() != basic.clientID.lowercased() {
            throw IdentityFailure(
                .malformedRequest,
                "Invalid request. client_id in the body differs from the one in the Authorization header.")
        }
        guard let text = named ?? basic?.clientID else {
            throw IdentityFailure(
                .parameterMissing, "The request body must contain the following parameter: 'client_id'.")
        }
        guard let clientID = UUID(uuidString: text) else {
            throw IdentityFailure(
                .unknownApplication,
                "Application with identifier '\(text.shortened)' was not found in the directory – a client ID is a GUID."
            )
        }
        self.clientID = clientID
        var proofs: [Proof] = []
        if let basic { proofs.append(.secret(basic.secret)) }
        if let secret = form["client_secret"] { proofs.append(.secret(Secret(secret))) }
        if let assertion = form["client_assertion"] {
            guard form["client_assertion_type"] == Self.assertionType else {
                throw IdentityFailure(
                    .parameterMissing,
                    "The request body must contain the following parameter: 'client_assertion_type' with the value "
                        + "\(Self.assertionType).")
            }
            proofs.append(.assertion(assertion))
        } else if form["client_assertion_type"] != nil {
            throw IdentityFailure(
                .parameterMissing, "The request body must contain the following parameter: 'client_assertion'.")
        }
        guard proofs.count <= 1 else {
            throw IdentityFailure(
                .malformedRequest, "Invalid request. Use one way of client authentication, not several at once.")
        }
        proof = proofs.first ?? .none
    }

    /// RFC 6749 §2.3.1: both parts are form-encoded before they are joined.
    private static func basic(_ headers: HTTPFields) throws -> (clientID: String, secret: Secret)? {
        guard let field = headers[.authorization] else { return nil }
        let parts = field.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "basic" else { return nil }
        guard let data = Data(base64Encoded: parts[1].trimmingCharacters(in: .whitespaces)),
            let colon = data.firstIndex(of: UInt8(ascii: ":"))
        else {
            throw IdentityFailure(.malformedRequest, "Invalid request. The Authorization header cannot be decoded.")
        }
        let clientID = try FormFields.decode(data[..<colon])
        let secret = try FormFields.decode(data[data.index(after: colon)...])
        return (clientID, Secret(secret))
    }
}
