import Crypto
import Foundation
import SwiftASN1
import X509

/// The certificate authority of one state folder: trusted by nobody until a program is told of it.
///
/// A value; making and issuing are functions of what is given, the random key material excepted.
struct LocalCertificateAuthority: Sendable {
    /// Ten years: a program that was told to trust the file keeps working as long as the state lives.
    static let lifetime: TimeInterval = 3650 * 86_400

    /// Browsers refuse leaves that live longer than 398 days.
    static let leafLifetime: TimeInterval = 365 * 86_400

    let certificate: Certificate
    let privateKey: Certificate.PrivateKey

    /// Makes a new authority with a P-256 key.
    ///
    /// - Parameter now: The instant from which the certificate counts, less one day for clocks that are behind.
    static func make(now: Date) throws -> Self {
        let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
        let name = try DistinguishedName {
            OrganizationName("Sallyport")
            CommonName("Sallyport local CA")
        }
        let identifier = SubjectKeyIdentifier(hash: key.publicKey)
        let extensions = try Certificate.Extensions {
            Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
            Critical(KeyUsage(keyCertSign: true, cRLSign: true))
            identifier
        }
        let certificate = try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: key.publicKey,
            notValidBefore: now.addingTimeInterval(-86_400),
            notValidAfter: now.addingTimeInterval(lifetime),
            issuer: name,
            subject: name,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: extensions,
            issuerPrivateKey: key
        )
        return Self(certificate: certificate, privateKey: key)
    }

    /// Issues a server certificate for exactly these names, with a fresh P-256 key.
    func issueLeaf(for names: ServerNames, now: Date) throws -> (certificate: Certificate, key: Certificate.PrivateKey)
    {
        let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
        let extensions = try Certificate.Extensions {
            Critical(BasicConstraints.notCertificateAuthority)
            Critical(KeyUsage(digitalSignature: true))
            try ExtendedKeyUsage([.serverAuth])
            SubjectKeyIdentifier(hash: key.publicKey)
            // OpenSSL's strict mode (Python 3.13 has it on) demands the pointer to the issuer's key, RFC 5280 §4.2.1.1.
            AuthorityKeyIdentifier(
                keyIdentifier: SubjectKeyIdentifier(hash: privateKey.publicKey).keyIdentifier
            )
            SubjectAlternativeNames(names.generalNames)
        }
        let certificate = try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: key.publicKey,
            notValidBefore: now.addingTimeInterval(-86_400),
            notValidAfter: now.addingTimeInterval(Self.leafLifetime),
            issuer: certificate.subject,
            subject: try DistinguishedName {
                OrganizationName("Sallyport")
                CommonName("Sallyport local tenant")
            },
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: extensions,
            issuerPrivateKey: privateKey
        )
        return (certificate, key)
    }
}
