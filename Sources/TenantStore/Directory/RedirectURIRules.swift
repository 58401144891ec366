import Foundation

/// What may be registered as a redirect URI; identity.md D.3, H.3.
enum RedirectURIRules {
    static let mostURIs = 256
    static let longestURI = 256

    static func check(_ uris: [RedirectURIRecord.Platform: [String]]) throws {
        guard uris.values.reduce(0, { $0 + $1.count }) <= mostURIs else {
            throw refusal("An application may have at most \(mostURIs) redirect URIs.")
        }
        for (platform, list) in uris {
            var loopbacks: [String: String] = [:]
            for uri in list {
                try check(uri, platform: platform)
                // The port of a loopback URI is ignored in comparisons, so two ports would both match.
                guard let key = loopbackKey(uri) else { continue }
                if let other = loopbacks[key], other != uri {
                    throw refusal(
                        "The redirect URIs '\(other)' and '\(uri)' differ in the port alone; register one of them.")
                }
                loopbacks[key] = uri
            }
        }
    }

    private static func check(_ uri: String, platform: RedirectURIRecord.Platform) throws {
        let forbidden = Set("!$'(),;*\\<>\" \u{7f}")
        guard uri.utf8.count <= longestURI, !uri.contains("#"),
            !uri.contains(where: { forbidden.contains($0) || !$0.isASCII || ($0.asciiValue ?? 0) < 0x20 }),
            let parts = URLComponents(string: uri), let scheme = parts.scheme?.lowercased(), parts.user == nil,
            parts.password == nil
        else { throw refusal("'\(uri)' is no acceptable redirect URI.") }
        let host = parts.host ?? ""
        switch (scheme, platform) {
        case ("https", _) where !host.isEmpty: return
        case ("http", _) where host == "localhost" || host == "127.0.0.1": return
        case ("http", _), ("https", _):
            throw refusal("'\(uri)' must use https, or http on localhost.")
        case ("javascript", _), ("data", _), ("vbscript", _), ("file", _), ("blob", _), ("about", _):
            throw refusal("The scheme '\(scheme)' is not allowed in a redirect URI.")
        case ("urn", .publicClient) where uri == "urn:ietf:wg:oauth:2.0:oob": return
        case (_, .publicClient) where uri.dropFirst(scheme.utf8.count).hasPrefix("://"): return
        default: throw refusal("The scheme '\(scheme)' is not allowed for the platform \(platform.rawValue).")
        }
    }

    private static func loopbackKey(_ uri: String) -> String? {
        guard var parts = URLComponents(string: uri), parts.scheme?.lowercased() == "http" else { return nil }
        parts.port = nil
        return parts.string
    }

    private static func refusal(_ message: String) -> StoreError {
        StoreError(.invalidValue, message, target: "redirectUris")
    }
}
