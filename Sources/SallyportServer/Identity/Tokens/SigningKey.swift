import Crypto
import CryptoExtras
import Foundation
import ServiceCore
import SwiftASN1
import X509

/// A key that signs tokens, with the self-signed certificate under whose thumbprint it is published; identity.md A.5.
struct SigningKey: Sendable {
    /// base64url of the certificate's SHA-1; also the `x5t`.
    let keyID: String
    let privateKey: _RSA.Signing.PrivateKey
    let certificate: [UInt8]
    /// The entry of the key list, without `issuer`.
    let publicMembers: JSONTree.Members

    init(privateKeyPEM: Secret, certificateDER: Data) throws {
        privateKey = try _RSA.Signing.PrivateKey(pemRepresentation: privateKeyPEM.reveal)
        certificate = Array(certificateDER)
        keyID = Base64URL.encode(Insecure.SHA1.hash(data: certificateDER))
        let primitives = try privateKey.publicKey.getKeyPrimitives()
        var members = JSONTree.Members()
        members["kty"] = "RSA"
        members["use"] = "sig"
        members["kid"] = .string(keyID)
        members["x5t"] = .string(keyID)
        members["n"] = .string(Base64URL.encode(primitives.modulus.drop { $0 == 0 }))
        members["e"] = .string(Base64URL.encode(primitives.publicExponent.drop { $0 == 0 }))
        members["x5c"] = .array([.string(certificateDER.base64EncodedString())])
        publicMembers = members
    }

    /// Makes key material: RSA 2048 and a certificate that names it, for as long as the key may be published.
    static func generate(now: Date, lifetime: TimeInterval) throws -> (privateKeyPEM: Secret, certificate: Data) {
        let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let name = try DistinguishedName { CommonName("Sallyport token signing") }
        let certificateKey = Certificate.PrivateKey(key)
        let certificate = try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: certificateKey.publicKey,
            notValidBefore: now.addingTimeInterval(-86_400),
            notValidAfter: now.addingTimeInterval(lifetime),
            issuer: name,
            subject: name,
            signatureAlgorithm: .sha256WithRSAEncryption,
            extensions: try Certificate.Extensions { Critical(KeyUsage(digitalSignature: true)) },
            issuerPrivateKey: certificateKey
        )
        var serializer = DER.Serializer()
        try serializer.serialize(certificate)
        return (Secret(key.pemRepresentation), Data(serializer.serializedBytes))
    }

    /// The compact JWS of a payload. `x5t` stands beside `kid` in v1 tokens only.
    func sign(_ payload: JSONTree, withThumbprint: Bool) throws -> String {
        var header = JSONTree.Members()
        header["typ"] = "JWT"
        header["alg"] = "RS256"
        if withThumbprint { header["x5t"] = .string(keyID) }
        header["kid"] = .string(keyID)
        let text = Base64URL.encode(JSONTree.object(header).bytes) + "." + Base64URL.encode(payload.bytes)
        let digest = SHA256.hash(data: Data(text.utf8))
        let signature = try privateKey.signature(for: digest, padding: .insecurePKCS1v1_5)
        return text + "." + Base64URL.encode(signature.rawRepresentation)
    }
}
