public import Foundation
import HTTPTypes

/// A demand of an API for a token with more, or newer, claims (identity B.10).
public struct ClaimsChallenge: Sendable, Hashable {
    /// The demanded claims as JSON text, to be given to the credential.
    public var claims: String

    /// Where the service wants the token from; shown to people at most, never followed.
    public var authorizationURI: String?

    /// Reads the challenge of a 401 answer.
    ///
    /// - Returns: `nil` when the answer is no such challenge, or its claims are not base64 of a JSON object.
    public init?(_ response: ServiceResponse) {
        guard response.status.code == 401 else { return nil }
        let challenges = AuthenticateHeader(response.headers).challenges
        for challenge in challenges where challenge.scheme.lowercased() == "bearer" {
            guard let encoded = challenge.parameters["claims"],
                challenge.parameters["error"].map({ $0 == "insufficient_claims" }) ?? true,
                let data = Base64Text.decode(encoded),
                (try? JSONSerialization.jsonObject(with: data)) is [String: Any]
            else { continue }
            claims = String(decoding: data, as: UTF8.self)
            authorizationURI = challenge.parameters["authorization_uri"]
            return
        }
        return nil
    }
}

/// Base64 in the forms that occur on the wire.
public enum Base64Text {
    /// Decodes the standard or the URL-safe alphabet, with or without padding; white space is ignored.
    public static func decode(_ text: some StringProtocol) -> Data? {
        var folded: [UInt8] = []
        folded.reserveCapacity(text.utf8.count + 3)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "-"): folded.append(UInt8(ascii: "+"))
            case UInt8(ascii: "_"): folded.append(UInt8(ascii: "/"))
            case UInt8(ascii: "="), 0x20, 0x09, 0x0A, 0x0D: continue
            default: folded.append(byte)
            }
        }
        guard folded.count % 4 != 1 else { return nil }
        while folded.count % 4 != 0 { folded.append(UInt8(ascii: "=")) }
        return Data(base64Encoded: Data(folded))
    }

    /// Encodes with the URL-safe alphabet and without padding, RFC 7515 §2.
    public static func urlSafe(_ bytes: some Sequence<UInt8>) -> String {
        String(
            Data(bytes).base64EncodedString().compactMap { character -> Character? in
                switch character {
                case "+": "-"
                case "/": "_"
                case "=": nil
                default: character
                }
            })
    }
}
