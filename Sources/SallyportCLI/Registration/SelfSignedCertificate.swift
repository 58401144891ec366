import CryptoExtras
import Foundation
import SwiftASN1
import X509

/// A key with a certificate of its own, for an application to sign in with.
struct SelfSignedCertificate: Sendable {
    /// Private key and certificate in PEM. A secret.
    let pem: String
    /// The certificate in DER, for the registration.
    let certificate: Data

    /// Makes a key of 2048 bits and a certificate that is valid from `now` for some days.
    static func make(name: String, now: Date, days: Int, serial: [UInt8]) throws -> SelfSignedCertificate {
        let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let subject = try DistinguishedName { CommonName(name) }
        let certificate = try Certificate(
            version: .v3,
            serialNumber: .init(bytes: serial),
            publicKey: .init(key.publicKey),
            notValidBefore: now.addingTimeInterval(-300),
            notValidAfter: now.addingTimeInterval(Double(days) * 86400),
            issuer: subject,
            subject: subject,
            signatureAlgorithm: .sha256WithRSAEncryption,
            extensions: Certificate.Extensions { Critical(KeyUsage(digitalSignature: true)) },
            issuerPrivateKey: .init(key)
        )
        let document = try certificate.serializeAsPEM()
        return SelfSignedCertificate(
            pem: key.pkcs8PEMRepresentation + "\n" + document.pemString + "\n", certificate: Data(document.derBytes))
    }
}
