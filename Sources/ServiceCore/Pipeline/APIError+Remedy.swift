import Foundation
import HTTPTypes

extension APIError {
    /// What to do about a refusal, from its status, code and text; `nil` when nothing better is known than the message.
    static func remedy(for error: APIError) -> String? {
        let text = error.message.lowercased()
        switch error.status?.code {
        case 401 where text.contains("account mode is inactive"):
            return """
                Either Defender is not set up in this tenant, or the token was made for the other Defender API: ask for \
                the scope of the API you call.
                """
        case 401 where text.contains("audience"):
            return "Ask for a token of the API you call: its App ID URI followed by /.default."
        case 401 where text.contains("expired") || text.contains("lifetime"):
            return "Get a new token."
        case 401:
            return "Sign in again and check that the token's audience is the API you call (sally doctor shows both)."
        case 403 where text.contains("missing application roles") || text.contains("missing application scopes"):
            let wanted = error.requiredPermissions
            guard !wanted.isEmpty else { return "Grant the application the permission that the API names." }
            return """
                Grant the application one of \(wanted.joined(separator: ", ")), have an administrator consent, and get \
                a new token: one that exists keeps its permissions.
                """
        case 403 where text.contains("not provisioned"):
            return "Set up Microsoft Defender in this tenant, or check the tenant ID."
        case 403:
            return
                "Check the token's roles or scp against what the operation needs (sally doctor lists what is missing)."
        case 404:
            return "Check the identifier; an object of another tenant cannot be seen, and a new one may take a minute."
        case 429:
            return "Wait as long as the service asks and send fewer requests at a time."
        case 400 where error.code == .invalidRequestBody:
            return "Check the names of the body's members: their letter case counts."
        case .some(500...):
            return "Try again later; if it stays, quote the request ID to support."
        default:
            return nil
        }
    }

    /// Permissions of which the service wants one, read from the text of a 403; empty when it names none.
    public var requiredPermissions: [String] {
        for marker in ["API required roles:", "API required scopes:"] {
            guard let start = message.range(of: marker) else { continue }
            let rest = message[start.upperBound...]
            let end = rest.range(of: ", application ")?.lowerBound ?? rest.endIndex
            return rest[..<end].split(separator: ",")
                .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " .")) }
                .filter { !$0.isEmpty }
        }
        return []
    }
}
