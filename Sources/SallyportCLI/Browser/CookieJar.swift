import Foundation

/// The cookies of one browser session, RFC 6265 as far as one origin family needs it.
struct CookieJar: Sendable {
    private struct Cookie: Sendable {
        var name: String
        var value: String
        /// Without a Domain attribute the cookie goes back to this host only.
        var host: String
        var includesSubdomains: Bool
        var path: String
        var isSecure: Bool
    }

    private var cookies: [Cookie] = []

    /// Takes a `Set-Cookie` field of an answer from `url`.
    mutating func store(_ field: String, from url: URL) {
        let parts = field.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
        guard let first = parts.first, let equals = first.firstIndex(of: "="), let host = url.host()?.lowercased()
        else { return }
        var cookie = Cookie(
            name: String(first[..<equals]), value: String(first[first.index(after: equals)...]), host: host,
            includesSubdomains: false, path: "/", isSecure: false)
        var isExpired = false
        for attribute in parts.dropFirst() {
            let pair = attribute.split(separator: "=", maxSplits: 1).map(String.init)
            let value = pair.count > 1 ? pair[1] : ""
            switch pair.first?.lowercased() {
            case "domain":
                let domain = (value.hasPrefix(".") ? String(value.dropFirst()) : value).lowercased()
                // A host may widen a cookie to a parent of its own, and to nothing else.
                guard host == domain || host.hasSuffix("." + domain) else { return }
                cookie.host = domain
                cookie.includesSubdomains = true
            case "path": cookie.path = value.hasPrefix("/") ? value : "/"
            case "secure": cookie.isSecure = true
            case "max-age": isExpired = (Int(value) ?? 1) <= 0
            default: break
            }
        }
        if cookie.isSecure, url.scheme != "https" { return }
        cookies.removeAll { $0.name == cookie.name && $0.host == cookie.host && $0.path == cookie.path }
        if !isExpired { cookies.append(cookie) }
    }

    /// The `Cookie` field for a request, or nil when there is nothing to send.
    func field(for url: URL) -> String? {
        guard let host = url.host()?.lowercased() else { return nil }
        let path = url.path().isEmpty ? "/" : url.path()
        let sent = cookies.filter { cookie in
            let isHost = cookie.host == host || (cookie.includesSubdomains && host.hasSuffix("." + cookie.host))
            let isPath =
                path == cookie.path || (path.hasPrefix(cookie.path) && cookie.path.hasSuffix("/"))
                || path.hasPrefix(cookie.path + "/")
            return isHost && isPath && (!cookie.isSecure || url.scheme == "https")
        }
        return sent.isEmpty ? nil : sent.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")
    }
}
