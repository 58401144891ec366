import CryptoExtras
import Foundation
import HTTPTypes
import MicrosoftGraph
import ServiceCore
import SwiftASN1
import TenantStore
import X509

/// Reads the certificates of key credentials; identity.md D.4, H.23.
enum CertificateReader {
    /// What the store keeps of a credential.
    ///
    /// - Throws: ``APIFailure`` 400 for a key that is no certificate, is too short, or has dates beyond it.
    static func draft(_ wire: KeyCredential) throws -> KeyCredentialDraft {
        let keyID = try wire.keyID.map { try ApplicationBody.id($0, "keyCredentials/keyId") }
        guard let text = wire.key else {
            // An existing credential, sent again without its material.
            return KeyCredentialDraft(
                keyID: keyID, displayName: wire.displayName, certificate: Data(), startDateTime: .distantPast,
                endDateTime: .distantFuture)
        }
        guard let der = der(text), let certificate = try? Certificate(derEncoded: Array(der)) else {
            throw refusal("KeyCredentialsInvalidValue", "The key is no X.509 certificate in base64.")
        }
        guard let key = _RSA.Signing.PublicKey(certificate.publicKey), key.keySizeInBits >= 2048 else {
            throw refusal("KeyCredentialsInvalidValue", "The certificate's key must be RSA of at least 2048 bits.")
        }
        let start = wire.startDateTime?.date ?? certificate.notValidBefore
        let end = wire.endDateTime?.date ?? certificate.notValidAfter
        guard end <= certificate.notValidAfter else {
            throw refusal(
                "KeyCredentialsInvalidEndDate", "Key credential end date is invalid: the certificate ends earlier.")
        }
        guard start < end, start >= certificate.notValidBefore else {
            throw refusal("KeyCredentialsInvalidStartDate", "Key credential start date is invalid.")
        }
        var draft = KeyCredentialDraft(
            keyID: keyID, displayName: wire.displayName, customKeyIdentifier: wire.customKeyIdentifier,
            certificate: der, startDateTime: start, endDateTime: end)
        draft.type = wire.type ?? draft.type
        draft.usage = wire.usage ?? draft.usage
        return draft
    }

    /// base64 of DER, or of the text of a PEM file, which people send as well.
    private static func der(_ text: String) -> Data? {
        guard let data = Data(base64Encoded: text, options: .ignoreUnknownCharacters), !data.isEmpty else { return nil }
        guard data.starts(with: Array("-----BEGIN CERTIFICATE-----".utf8)) else { return data }
        let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
        let body = lines.drop { !$0.hasPrefix("-----BEGIN CERTIFICATE") }.dropFirst().prefix {
            !$0.hasPrefix("-----END")
        }
        return Data(base64Encoded: body.joined())
    }

    private static func refusal(_ code: String, _ message: String) -> APIFailure {
        APIFailure(.badRequest, code: code, message: message)
    }
}
