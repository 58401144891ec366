import Foundation
import ServiceCore

/// The scopes of a request, taken apart; identity.md B.2.
struct ScopeRequest: Sendable, Equatable {
    /// One value of the list, apart from the OpenID ones.
    struct Item: Sendable, Equatable {
        /// Exactly as it was asked for.
        let text: String
        /// The identifier of the resource as it was asked for; what a v1.0 token carries as `aud`.
        let audience: String
        /// What stands before the permission in `text`, with its slash; empty for the short form of Graph.
        let prefix: String
        /// The service principal name that matched, in lower case without a final slash; `nil` for an unknown resource.
        let resourceName: String?
        /// The permission, or `.default`.
        let permission: String

        var isDefault: Bool { permission == ScopeRequest.defaultSuffix }
    }

    static let defaultSuffix = ".default"
    static let openIDScopes: Set<String> = ["openid", "profile", "email", "offline_access"]
    /// The identifier that stands for Graph where none is named.
    static let shortFormAudience = ResourceApplication.microsoftGraph.appID.lowercaseText

    /// Those of openid, profile, email and offline_access that were asked for.
    var openID: Set<String> = []
    /// The other values in the order of the request.
    var items: [Item] = []

    /// Takes a scope list apart.
    ///
    /// - Parameters:
    ///   - names: Every name of every resource of the tenant, in lower case without a final slash.
    ///   - clientID: The caller's own ID; alone or with `/.default` it asks for a token for itself.
    /// - Throws: ``IdentityFailure`` 70011 for a value that cannot be parsed, and for `.default` beside named
    ///   permissions of the same resource.
    init(parsing text: String, names: Set<String>, clientID: UUID) throws {
        for value in text.split(separator: " ", omittingEmptySubsequences: true).map(String.init) {
            guard Self.isScopeToken(value) else { throw Self.malformed(value) }
            if Self.openIDScopes.contains(value.lowercased()) {
                openID.insert(value.lowercased())
                continue
            }
            let item = try Self.item(value, names: names, clientID: clientID)
            if !items.contains(item) { items.append(item) }
        }
        for item in items where item.isDefault {
            if let other = items.first(where: { !$0.isDefault && $0.sameResource(as: item) }) {
                throw IdentityFailure(
                    .malformedScope,
                    "The provided value for the input parameter 'scope' is not valid. \(item.text.shortened) cannot be "
                        + "combined with the resource-specific scope \(other.text.shortened).")
            }
        }
    }

    /// The one resource of a v1 request, which is `.default` of it.
    init(resource: String, names: Set<String>) {
        let name = Self.normalised(resource)
        items = [
            Item(
                text: resource, audience: resource, prefix: resource + "/",
                resourceName: names.contains(name) ? name : nil,
                permission: Self.defaultSuffix)
        ]
    }

    /// Lower case, without one final slash: identifiers differ in neither.
    static func normalised(_ identifier: String) -> String {
        let folded = identifier.lowercased()
        return folded.hasSuffix("/") ? String(folded.dropLast()) : folded
    }

    private static func item(_ value: String, names: Set<String>, clientID: UUID) throws -> Item {
        guard value.contains("/") else {
            // The habit of B2C and v1: the own client ID as the only scope.
            if UUID(uuidString: value) == clientID {
                return Item(
                    text: value, audience: value, prefix: value + "/", resourceName: clientID.lowercaseText,
                    permission: defaultSuffix)
            }
            return Item(
                text: value, audience: shortFormAudience, prefix: "", resourceName: shortFormAudience, permission: value
            )
        }
        if let found = longestName(of: value, names: names) { return try item(value, name: found) }
        let end =
            value.hasSuffix("/" + defaultSuffix)
            ? value.index(value.endIndex, offsetBy: -(defaultSuffix.count + 1))
            : value.lastIndex(of: "/") ?? value.endIndex
        let audience = String(value[..<end])
        guard !audience.isEmpty, value.last != "/" else { throw malformed(value) }
        return Item(
            text: value, audience: audience, prefix: audience + "/", resourceName: nil,
            permission: String(value[value.index(after: end)...]))
    }

    private static func item(_ value: String, name: String) throws -> Item {
        var audience = String(value.prefix(name.count))
        var permission = value.dropFirst(name.count + 1)
        // `https://management.azure.com//.default`: the identifier ends in a slash, and so does the audience.
        if permission.first == "/" {
            audience += "/"
            permission = permission.dropFirst()
        }
        guard !permission.isEmpty else { throw malformed(value) }
        return Item(
            text: value, audience: audience, prefix: audience + "/", resourceName: name, permission: String(permission))
    }

    /// The longest registered name that is a prefix: permissions may hold slashes, so the last slash proves nothing.
    private static func longestName(of value: String, names: Set<String>) -> String? {
        let folded = value.lowercased()
        guard folded.utf8.count == value.utf8.count else { return nil }
        var end = folded.endIndex
        while let slash = folded[..<end].lastIndex(of: "/") {
            let candidate = String(folded[..<slash])
            if names.contains(candidate) { return candidate }
            end = slash
        }
        return nil
    }

    /// RFC 6749 §3.3: no quote, no backslash, no control character, ASCII alone.
    private static func isScopeToken(_ value: String) -> Bool {
        value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    }

    private static func malformed(_ value: String) -> IdentityFailure {
        IdentityFailure(
            .malformedScope,
            "The provided value for the input parameter 'scope' is not valid. The scope '\(value.shortened)' is not "
                + "configured or cannot be parsed – use resource/permission or resource/.default.")
    }
}

extension ScopeRequest.Item {
    func sameResource(as other: Self) -> Bool {
        ScopeRequest.normalised(audience) == ScopeRequest.normalised(other.audience)
            || (resourceName != nil && resourceName == other.resourceName)
    }
}
