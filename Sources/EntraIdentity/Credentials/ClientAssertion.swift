import Foundation
import ServiceCore

/// The signed statement by which a client proves that it has a private key, RFC 7523 §2.2 (identity B.2).
enum ClientAssertion {
    /// Life of an assertion.
    static let lifetime = Duration.seconds(600)

    /// RFC 7515 §4.1.6 wants a list of certificates also for one.
    private struct Header: Encodable {
        var alg: String
        var typ = "JWT"
        var thumbprintSHA1: String?
        var thumbprintSHA256: String?
        var x5c: [String]?

        enum CodingKeys: String, CodingKey {
            case alg, typ, x5c
            case thumbprintSHA1 = "x5t"
            case thumbprintSHA256 = "x5t#S256"
        }
    }

    private struct Claims: Encodable {
        var aud: String
        var iss: String
        var sub: String
        var jti: String
        var nbf: Int64
        var iat: Int64
        var exp: Int64
    }

    /// Makes an assertion for one request.
    ///
    /// - Parameter endpoint: The endpoint that it is posted to, which is its audience.
    static func make(
        clientID: String,
        endpoint: URL,
        certificate: ClientCertificate,
        algorithm: ClientCertificate.Algorithm,
        sendsChain: Bool,
        now: Date,
        random: any RandomSource
    ) throws -> Secret {
        let header = Header(
            alg: algorithm.rawValue,
            thumbprintSHA1: algorithm == .rs256 ? certificate.thumbprintSHA1 : nil,
            thumbprintSHA256: algorithm == .ps256 ? certificate.thumbprintSHA256 : nil,
            x5c: sendsChain ? certificate.chain.map { $0.base64EncodedString() } : nil
        )
        let issuedAt = EpochSeconds(now).rawValue
        let claims = Claims(
            aud: endpoint.absoluteString, iss: clientID, sub: clientID, jti: random.uuid().uuidString.lowercased(),
            nbf: issuedAt, iat: issuedAt, exp: issuedAt + lifetime.components.seconds)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let input =
            Base64Text.urlSafe(try encoder.encode(header)) + "." + Base64Text.urlSafe(try encoder.encode(claims))
        let signature = try certificate.signature(of: Data(input.utf8), algorithm)
        return Secret(input + "." + Base64Text.urlSafe(signature))
    }
}

/// How a credential proves its client, made anew for each request.
enum ClientProof: Sendable {
    case none
    case secret(Secret)
    case certificate(ClientCertificate, ClientCertificate.Algorithm, sendsChain: Bool)

    func authentication(clientID: String, endpoint: URL, context: IdentityContext) throws -> ClientAuthentication {
        switch self {
        case .none:
            return .none
        case .secret(let secret):
            return .secretPost(secret)
        case .certificate(let certificate, let algorithm, let sendsChain):
            let assertion = try ClientAssertion.make(
                clientID: clientID, endpoint: endpoint, certificate: certificate, algorithm: algorithm,
                sendsChain: sendsChain, now: context.time.now, random: context.random)
            return .assertion(type: ClientAuthentication.jwtBearer, assertion)
        }
    }
}
