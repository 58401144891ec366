import Foundation

/// The parameter `claims` of OpenID Connect §5.5: what the client can, merged with what an API demands (identity B.10).
enum ClaimsRequest {
    /// The JSON text to send; `nil` when there is nothing to say.
    ///
    /// - Parameters:
    ///   - capabilities: For example `CP1`: the client understands claims challenges.
    ///   - challenge: JSON text of a challenge.
    /// - Throws: ``AuthenticationError`` when the challenge is no JSON object.
    static func merged(capabilities: [String], challenge: String?) throws -> String? {
        var root: [String: JSONValue] = [:]
        if let challenge {
            guard let parsed = try? JSONDecoder().decode([String: JSONValue].self, from: Data(challenge.utf8)) else {
                throw AuthenticationError(
                    code: .invalidConfiguration, message: "The claims challenge is no JSON object.",
                    remedy: "Pass on the claims as the API sent them, decoded from base64.")
            }
            root = parsed
        }
        if !capabilities.isEmpty {
            var accessToken: [String: JSONValue] = [:]
            if case .object(let existing) = root["access_token"] { accessToken = existing }
            accessToken["xms_cc"] = .object(["values": .list(capabilities.map { .text($0) })])
            root["access_token"] = .object(accessToken)
        }
        guard !root.isEmpty else { return nil }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(root), as: UTF8.self)
    }
}
