import CryptoExtras
public import Foundation
import SwiftASN1
import X509

/// A key with a self-signed certificate, made when the test runs.
public struct TestCertificate: Sendable {
    /// The private key, PKCS #8 in PEM.
    public let keyPEM: String
    /// The certificate in PEM.
    public let certificatePEM: String
    /// The certificate in DER.
    public let certificateDER: Data

    private let key: _RSA.Signing.PrivateKey

    /// Makes a key of 2048 bits.
    ///
    /// - Parameters:
    ///   - commonName: Name in subject and issuer.
    ///   - notBefore: Start of validity.
    ///   - days: Length of validity.
    ///   - dnsNames: Host names, for a server.
    /// - Throws: What the libraries throw.
    public init(
        commonName: String = "test",
        notBefore: Date = Date(timeIntervalSince1970: 1_700_000_000), days: Int = 3_650,
        dnsNames: [String] = []
    ) throws {
        key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let name = try DistinguishedName { CommonName(commonName) }
        let certificate = try Certificate(
            version: .v3,
            serialNumber: .init(bytes: [1, 2, 3, 4]),
            publicKey: .init(key.publicKey),
            notValidBefore: notBefore,
            notValidAfter: notBefore.addingTimeInterval(TimeInterval(days) * 86_400),
            issuer: name,
            subject: name,
            signatureAlgorithm: .sha256WithRSAEncryption,
            extensions: try Certificate.Extensions {
                if !dnsNames.isEmpty { SubjectAlternativeNames(dnsNames.map { .dnsName($0) }) }
            },
            issuerPrivateKey: .init(key)
        )
        let document = try certificate.serializeAsPEM()
        certificatePEM = document.pemString
        certificateDER = Data(document.derBytes)
        keyPEM = key.pkcs8PEMRepresentation
    }

    /// Key and certificate in one text, as credentials take it.
    public var pem: String { keyPEM + "\n" + certificatePEM + "\n" }

    /// Modulus and exponent, for a key set.
    public func primitives() throws -> (modulus: Data, exponent: Data) {
        let primitives = try key.publicKey.getKeyPrimitives()
        return (primitives.modulus, primitives.publicExponent)
    }

    /// Signs with RS256.
    public func signRS256(_ data: Data) throws -> Data {
        try key.signature(for: data, padding: .insecurePKCS1v1_5).rawRepresentation
    }

    /// Whether a signature of this key is right, by PS256 or else RS256.
    public func isValid(_ signature: Data, for data: Data, isPSS: Bool) -> Bool {
        key.publicKey.isValidSignature(
            _RSA.Signing.RSASignature(rawRepresentation: signature), for: data,
            padding: isPSS ? .PSS : .insecurePKCS1v1_5)
    }
}
