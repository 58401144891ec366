/// One scope token of OAuth 2.0, as a rule `{resource identifier}/{permission}` or an OpenID Connect scope.
public struct Scope: RawRepresentable, Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    /// The text on the wire.
    public let rawValue: String

    /// Makes a scope of a text that is known to be one token; ``list(parsing:)`` checks the grammar.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Signs in with OpenID Connect and asks for an ID token.
    public static let openID = Scope(rawValue: "openid")
    /// Basic facts about the user in the ID token.
    public static let profile = Scope(rawValue: "profile")
    /// The user's mail address in the ID token.
    public static let email = Scope(rawValue: "email")
    /// Asks for a refresh token.
    public static let offlineAccess = Scope(rawValue: "offline_access")

    /// The scopes that belong to sign-in and not to an API.
    public static let openIDScopes: Set<Scope> = [.openID, .profile, .email, .offlineAccess]

    /// The scope for everything that is assigned or consented on a resource.
    ///
    /// A resource identifier that ends in a slash gives a double slash, which the service wants (identity B.2).
    public static func defaultScope(of resource: String) -> Scope { Scope(rawValue: resource + "/.default") }

    /// Reads a space-separated list.
    ///
    /// - Throws: ``ParsingError`` with code ``ParsingError/Code/scope`` for what RFC 6749 §3.3 does not allow.
    public static func list(parsing text: String) throws -> [Scope] {
        func refuse(_ reason: String, at offset: Int) -> ParsingError {
            ParsingError(code: .scope, message: "The scope list \(reason) (RFC 6749 §3.3).", offset: offset)
        }
        guard !text.isEmpty else { throw refuse("is empty", at: 0) }
        var scopes: [Scope] = []
        var current: [UInt8] = []
        for (offset, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: " "):
                guard !current.isEmpty else { throw refuse("has a space where a scope must begin", at: offset) }
                scopes.append(Scope(rawValue: String(decoding: current, as: UTF8.self)))
                current.removeAll()
            case 0x21, 0x23...0x5B, 0x5D...0x7E:
                current.append(byte)
            default:
                throw refuse("has a character that is not allowed", at: offset)
            }
        }
        guard !current.isEmpty else { throw refuse("ends with a space", at: text.utf8.count) }
        scopes.append(Scope(rawValue: String(decoding: current, as: UTF8.self)))
        return scopes
    }

    /// The text on the wire.
    public var description: String { rawValue }

    /// Compares by text, so that lists of scopes have one order.
    public static func < (left: Scope, right: Scope) -> Bool { left.rawValue < right.rawValue }
}

extension Scope {
    /// Splits the scope into resource identifier and permission.
    ///
    /// Permission values may contain slashes, so the **longest** known identifier that is a prefix wins; without a
    /// known one, the last slash divides. A scope without a slash belongs to Microsoft Graph (identity B.2).
    ///
    /// - Parameter identifiers: Resource identifiers that are known; letter case is ignored.
    /// - Returns: The identifier as written here, `nil` for a Graph permission without prefix, and the permission.
    public func parts(knownIdentifiers identifiers: some Sequence<String>) -> (identifier: String?, permission: String)
    {
        let text = rawValue
        let folded = Array(text.lowercased().utf8)
        var best = 0
        for identifier in identifiers {
            let prefix = Array((identifier + "/").lowercased().utf8)
            if prefix.count > best, folded.starts(with: prefix) { best = prefix.count }
        }
        let bytes = Array(text.utf8)
        if best > 0, best <= bytes.count {
            return (
                String(decoding: bytes[..<(best - 1)], as: UTF8.self), String(decoding: bytes[best...], as: UTF8.self)
            )
        }
        guard let slash = text.lastIndex(of: "/") else { return (nil, text) }
        return (String(text[..<slash]), String(text[text.index(after: slash)...]))
    }

    /// Whether the scope is `{resource}/.default`.
    public var isDefault: Bool { rawValue.hasSuffix("/.default") }
}

extension Sequence<Scope> {
    /// The list on the wire, sorted, so that equal sets give equal texts.
    public var scopeList: String { map(\.rawValue).sorted().joined(separator: " ") }
}
