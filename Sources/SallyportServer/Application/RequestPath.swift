/// Normalisation of request targets before routing.
enum RequestPath {
    /// Merges repeated slashes of the path and drops one at its end; the query stays byte for byte.
    ///
    /// Graph's Python SDK sends `/v1.0//security/incidents`, an authority with a final slash yields
    /// `/common//v2.0/…`; both are the same resource to the real services.
    static func normalised(_ target: String) -> String {
        let end = target.firstIndex(of: "?") ?? target.endIndex
        let path = target[..<end]
        guard path.utf8.count > 1, path.contains("//") || path.hasSuffix("/") else { return target }
        let merged = path.split(separator: "/", omittingEmptySubsequences: true).joined(separator: "/")
        return "/" + merged + target[end...]
    }
}
