import Foundation

/// Textual encodings of RFC 7468, as far as a registration needs them.
enum PEM {
    /// The DER bytes of the first certificate in a text; `nil` when there is none.
    static func certificate(in text: String) -> Data? {
        guard let begin = text.range(of: "-----BEGIN CERTIFICATE-----"),
            let end = text.range(of: "-----END CERTIFICATE-----", range: begin.upperBound..<text.endIndex)
        else { return nil }
        return Data(base64Encoded: String(text[begin.upperBound..<end.lowerBound]), options: .ignoreUnknownCharacters)
    }
}
