import Crypto
import CryptoExtras
public import Foundation
public import ServiceCore
import SwiftASN1
import X509

/// A certificate with its private key, for client assertions.
public struct ClientCertificate: Sendable, CustomStringConvertible {
    /// The signature algorithm of assertions.
    public enum Algorithm: String, Sendable, Hashable {
        /// RSA-PSS with SHA-256; the thumbprint is SHA-256.
        case ps256 = "PS256"
        /// RSA PKCS #1 v1.5 with SHA-256; the thumbprint is SHA-1. For keys in hardware without PSS.
        case rs256 = "RS256"
    }

    private let privateKey: _RSA.Signing.PrivateKey

    /// The certificates in DER, the client's own first.
    public let chain: [Data]

    /// End of the certificate's validity.
    public let notValidAfter: Date

    /// Start of the certificate's validity.
    public let notValidBefore: Date

    /// Reads PEM text with one private key and its certificate, in any order; further certificates are the chain.
    ///
    /// - Parameters:
    ///   - pem: The text; keys in PKCS #8 or PKCS #1 form.
    ///   - passphrase: For an encrypted key.
    /// - Throws: ``AuthenticationError`` with code ``OAuthErrorCode/invalidConfiguration`` when key or certificate is
    ///   missing, no RSA of 2048 bits or more, or one does not belong to the other.
    public init(pem: String, passphrase: Secret? = nil) throws {
        guard let documents = try? PEMDocument.parseMultiple(pemString: pem), !documents.isEmpty else {
            throw Self.refusal("it is no PEM text", "Give a PEM file with certificate and private key.")
        }
        let keys = documents.filter { $0.discriminator.hasSuffix("PRIVATE KEY") }
        guard let keyDocument = keys.first, keys.count == 1 else {
            throw Self.refusal(
                keys.isEmpty ? "it has no private key" : "it has more than one private key",
                "Put the certificate and its private key into one PEM file.")
        }
        privateKey = try Self.key(keyDocument, passphrase: passphrase)
        let certificates = documents.filter { $0.discriminator == "CERTIFICATE" }
        let spki = privateKey.publicKey.derRepresentation
        var own: (index: Int, certificate: Certificate)?
        for (index, document) in certificates.enumerated() {
            guard let certificate = try? Certificate(pemDocument: document) else {
                throw Self.refusal("a certificate in it cannot be read", "Make the PEM file again.")
            }
            if own == nil, Self.publicKeyDER(certificate) == spki { own = (index, certificate) }
        }
        guard let own else {
            throw Self.refusal(
                certificates.isEmpty ? "it has no certificate" : "no certificate in it belongs to the private key",
                "Put the certificate and its private key into one PEM file.")
        }
        var ordered = certificates.map { Data($0.derBytes) }
        ordered.insert(ordered.remove(at: own.index), at: 0)
        chain = ordered
        notValidAfter = own.certificate.notValidAfter
        notValidBefore = own.certificate.notValidBefore
    }

    /// Reads a PEM file.
    ///
    /// - Parameters:
    ///   - file: The file; a private key must not be readable by others (identity H.27).
    ///   - passphrase: For an encrypted key.
    ///   - allowsReadableByOthers: Takes a file that others may read, for example in a container's secret store.
    /// - Throws: ``AuthenticationError``.
    public init(file: URL, passphrase: Secret? = nil, allowsReadableByOthers: Bool = false) throws {
        guard let data = try PrivateFile.read(file, allowsReadableByOthers: allowsReadableByOthers) else {
            throw Self.refusal(
                "there is no file \(file.path(percentEncoded: false))", "Check the path of the certificate.")
        }
        try self.init(pem: String(decoding: data, as: UTF8.self), passphrase: passphrase)
    }

    /// SHA-1 of the certificate, base64url: the member `x5t`.
    public var thumbprintSHA1: String { Base64Text.urlSafe(Insecure.SHA1.hash(data: chain.first ?? Data())) }

    /// SHA-256 of the certificate, base64url: the member `x5t#S256`.
    public var thumbprintSHA256: String { Base64Text.urlSafe(SHA256.hash(data: chain.first ?? Data())) }

    /// The certificate in DER, as registrations take it.
    public var certificate: Data { chain.first ?? Data() }

    /// The thumbprint; never the key.
    public var description: String { "certificate \(thumbprintSHA256)" }

    /// Signs text for a JWS.
    func signature(of input: Data, _ algorithm: Algorithm) throws -> Data {
        let padding: _RSA.Signing.Padding = algorithm == .ps256 ? .PSS : .insecurePKCS1v1_5
        return try privateKey.signature(for: input, padding: padding).rawRepresentation
    }

    private static func key(_ document: PEMDocument, passphrase: Secret?) throws -> _RSA.Signing.PrivateKey {
        do {
            guard document.discriminator == "ENCRYPTED PRIVATE KEY" else {
                return try _RSA.Signing.PrivateKey(pemRepresentation: document.pemString)
            }
            guard let passphrase else {
                throw refusal("its private key is encrypted", "Give the passphrase of the key.")
            }
            let key = try _RSA.Signing.PrivateKey(encryptedPEMRepresentation: document.pemString) { set in
                set(Array(passphrase.reveal.utf8))
            }
            guard key.keySizeInBits >= 2_048 else { throw refusal("its key is too short", "Use RSA of 2048 bits.") }
            return key
        } catch let error as AuthenticationError {
            throw error
        } catch {
            // The error underneath is left out: nothing of a private key may get into texts.
            throw refusal(
                "its private key cannot be used",
                "Use an RSA key of 2048 bits or more in PKCS #8 form, and the right passphrase.")
        }
    }

    private static func publicKeyDER(_ certificate: Certificate) -> Data? {
        _RSA.Signing.PublicKey(certificate.publicKey)?.derRepresentation
    }

    private static func refusal(_ reason: String, _ remedy: String) -> AuthenticationError {
        AuthenticationError(
            code: .invalidConfiguration, message: "The client certificate is not used: \(reason).", remedy: remedy)
    }
}
