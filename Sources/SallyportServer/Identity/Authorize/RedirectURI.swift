import Foundation

/// Comparison of redirect URIs; identity.md D.3, H.1, H.3.
enum RedirectURI {
    /// Whether a requested URI is a registered one: equal text, or equal but for the port on loopback.
    ///
    /// Nothing is normalised: `..`, `%2e`, user information and backslashes only ever match themselves.
    static func matches(_ requested: String, registered: String) -> Bool {
        if requested == registered { return true }
        // MSAL asks for `http://localhost:port` or with a final slash, whatever the registration says about it.
        guard let wanted = loopbackParts(requested), let known = loopbackParts(registered) else { return false }
        return wanted.host == known.host && wanted.rest == known.rest
    }

    /// Scheme and host of a loopback URI apart from its port; `nil` for every other URI.
    private static func loopbackParts(_ text: String) -> (host: String, rest: String)? {
        for host in ["localhost", "127.0.0.1"] {
            let start = "http://" + host
            guard text.hasPrefix(start) else { continue }
            var rest = text.dropFirst(start.count)
            if rest.first == ":" {
                let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
                guard !digits.isEmpty, digits.count <= 5, let port = Int(digits), port <= 65_535 else { return nil }
                rest = rest[digits.endIndex...]
            }
            guard rest.isEmpty || rest.first == "/" || rest.first == "?" else { return nil }
            return (host, rest.isEmpty ? "/" : String(rest))
        }
        return nil
    }

    /// Whether anything may ever be sent there; a registration that slipped in does not help. H.3.
    static func isSafe(_ text: String) -> Bool {
        guard let end = text.firstIndex(of: ":") else { return false }
        let scheme = text[..<end].lowercased()
        guard !scheme.isEmpty,
            scheme.utf8.allSatisfy({
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || "+-.".utf8.contains($0)
            })
        else { return false }
        switch scheme {
        case "javascript", "data", "vbscript", "file", "blob", "about": return false
        case "http": return loopbackParts(text) != nil
        default: return !text.contains(where: { $0.isNewline || $0 == "\u{0}" })
        }
    }

    /// The origin for `form-action` of a content security policy; for schemes without one, the scheme itself.
    static func origin(of text: String) -> String {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased() else { return "'none'" }
        guard scheme == "http" || scheme == "https", let host = parts.host else { return scheme + ":" }
        return scheme + "://" + host.lowercased() + (parts.port.map { ":\($0)" } ?? "")
    }

    /// The URI with parameters added to its query or as its fragment.
    static func adding(_ pairs: [(String, String)], to text: String, inFragment: Bool) -> String {
        let query = FormFields.query(pairs)
        // The service gives a URI without a path a slash, in both modes; B.1.
        var base = text
        if let scheme = base.range(of: "://"), base.hasPrefix("http") {
            let rest = base[scheme.upperBound...]
            if let mark = rest.firstIndex(where: { $0 == "/" || $0 == "?" }) {
                if base[mark] == "?" { base.insert("/", at: mark) }
            } else {
                base += "/"
            }
        }
        if inFragment { return base + "#" + query }
        return base + (base.contains("?") ? "&" : "?") + query
    }
}
