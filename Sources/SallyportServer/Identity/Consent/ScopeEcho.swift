/// The `scope` of a token answer; identity.md B.2, "Spelling of scope in responses".
///
/// MSAL stores it as the target of the cached token and looks for the scopes it asked for in it, letter by letter.
enum ScopeEcho {
    /// - Parameters:
    ///   - items: What was asked of the token's resource.
    ///   - granted: The permissions in the token, as the resource spells them.
    ///   - openID: The OpenID scopes that were granted.
    static func text(items: [ScopeRequest.Item], granted: [String], openID: Set<String>) -> String {
        let isGraph = items.allSatisfy { $0.prefix.isEmpty }
        var output: [String] = []
        var covered: Set<String> = []
        for item in items {
            let name = item.permission.lowercased()
            guard item.isDefault || granted.contains(where: { $0.lowercased() == name }) else { continue }
            output.append(item.text)
            covered.insert(name)
        }
        let prefix = items.first?.prefix ?? ""
        for value in granted where !covered.contains(value.lowercased()) && value != "offline_access" {
            // On Graph the OpenID scopes are permissions like others, and are written without a prefix below.
            if ScopeRequest.openIDScopes.contains(value) { continue }
            output.append((isGraph ? "" : prefix) + value)
        }
        for value in ["openid", "profile", "email"] where openID.contains(value) || granted.contains(value) {
            output.append(value)
        }
        return output.joined(separator: " ")
    }
}
