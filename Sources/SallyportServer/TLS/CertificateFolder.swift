import Crypto
import Foundation
import SwiftASN1
import X509

/// The certificates of a state folder: `ca/ca.pem`, `ca/ca.key`, `ca/server.pem`, `ca/server.key`.
///
/// The authority is made once. The server's certificate is made again when it ends within thirty days, when its
/// names are not the wanted ones, or when the authority did not sign it. Key files carry mode 0600.
struct CertificateFolder: Sendable {
    /// What a TLS listener needs.
    struct Material: Sendable {
        let certificatePEM: String
        let keyPEM: String
        let authorityPEM: String
    }

    static let renewalMargin: TimeInterval = 30 * 86_400

    let folder: URL

    init(state: URL) {
        folder = state.appendingPathComponent("ca", isDirectory: true)
    }

    var authorityFile: URL { folder.appendingPathComponent("ca.pem") }
    private var authorityKeyFile: URL { folder.appendingPathComponent("ca.key") }
    private var leafFile: URL { folder.appendingPathComponent("server.pem") }
    private var leafKeyFile: URL { folder.appendingPathComponent("server.key") }

    /// Reads what is there, makes what is missing or no longer fits, and returns the result.
    func prepare(names: ServerNames, now: Date) throws -> Material {
        try PrivateFile.createFolder(at: folder)
        let authority = try loadAuthority(now: now) ?? makeAuthority(now: now)
        if let material = try? loadLeaf(names: names, authority: authority, now: now) { return material }
        let leaf = try authority.issueLeaf(for: names, now: now)
        let authorityPEM = try authority.certificate.serializeAsPEM().pemString
        let material = Material(
            certificatePEM: try leaf.certificate.serializeAsPEM().pemString,
            keyPEM: try leaf.key.serializeAsPEM().pemString,
            authorityPEM: authorityPEM
        )
        try PrivateFile.write(Data(material.keyPEM.utf8), to: leafKeyFile)
        try PrivateFile.write(Data(material.certificatePEM.utf8), to: leafFile, mode: 0o644)
        return material
    }

    private func loadAuthority(now: Date) throws -> LocalCertificateAuthority? {
        guard FileManager.default.fileExists(atPath: authorityFile.path) else { return nil }
        do {
            let certificate = try Certificate(pemEncoded: String(contentsOf: authorityFile, encoding: .utf8))
            let key = try Certificate.PrivateKey(pemEncoded: String(contentsOf: authorityKeyFile, encoding: .utf8))
            guard key.publicKey == certificate.publicKey else {
                throw ServerError(
                    code: .damagedState,
                    message: "The CA key does not belong to the CA certificate – delete the folder \(folder.path) "
                        + "to make both again, and tell every program that trusted the old file"
                )
            }
            return certificate.notValidAfter > now.addingTimeInterval(Self.renewalMargin)
                ? LocalCertificateAuthority(certificate: certificate, privateKey: key) : nil
        } catch let error as ServerError {
            throw error
        } catch {
            throw ServerError(
                code: .damagedState,
                message: "The local CA cannot be read – delete the folder \(folder.path) to make it again",
                cause: error
            )
        }
    }

    private func makeAuthority(now: Date) throws -> LocalCertificateAuthority {
        let authority = try LocalCertificateAuthority.make(now: now)
        try PrivateFile.write(Data(authority.privateKey.serializeAsPEM().pemString.utf8), to: authorityKeyFile)
        try PrivateFile.write(
            Data(authority.certificate.serializeAsPEM().pemString.utf8), to: authorityFile, mode: 0o644)
        return authority
    }

    /// Returns the stored leaf when it still serves; `nil` or an error when a new one is due.
    private func loadLeaf(names: ServerNames, authority: LocalCertificateAuthority, now: Date) throws -> Material? {
        let certificatePEM = try String(contentsOf: leafFile, encoding: .utf8)
        let keyPEM = try String(contentsOf: leafKeyFile, encoding: .utf8)
        let certificate = try Certificate(pemEncoded: certificatePEM)
        let key = try Certificate.PrivateKey(pemEncoded: keyPEM)
        let present = try certificate.extensions.subjectAlternativeNames.map { Set($0) } ?? []
        guard
            certificate.notValidAfter > now.addingTimeInterval(Self.renewalMargin),
            certificate.notValidBefore < now,
            present == Set(names.generalNames),
            key.publicKey == certificate.publicKey,
            authority.certificate.publicKey.isValidSignature(certificate.signature, for: certificate)
        else { return nil }
        return Material(
            certificatePEM: certificatePEM,
            keyPEM: keyPEM,
            authorityPEM: try authority.certificate.serializeAsPEM().pemString
        )
    }
}
