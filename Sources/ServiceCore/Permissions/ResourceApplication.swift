public import Foundation

/// An API of the service as Entra ID knows it: its names, app roles and scopes.
///
/// The one catalogue behind registration, consent pages, token contents, the checks of the resource servers,
/// `doctor` and the documentation (design 13).
public struct ResourceApplication: Sendable, Hashable {
    /// The application's ID, the same in every tenant.
    public var appID: UUID

    /// The name that the portal's list of APIs shows.
    public var displayName: String

    /// App ID URIs; the first is the preferred one.
    public var identifiers: [String]

    /// Permissions for applications by themselves.
    public var appRoles: [Permission]

    /// Permissions for applications that act for a user.
    public var scopes: [Permission]

    /// Makes a resource application.
    public init(
        appID: UUID, displayName: String, identifiers: [String], appRoles: [Permission], scopes: [Permission]
    ) {
        self.appID = appID
        self.displayName = displayName
        self.identifiers = identifiers
        self.appRoles = appRoles
        self.scopes = scopes
    }

    /// The resources of this package.
    public static let all: [ResourceApplication] = [.microsoftGraph, .microsoftThreatProtection, .windowsDefenderATP]

    /// The resource with an application ID or App ID URI, also of a scope that begins with one.
    ///
    /// Letter case and one final slash are ignored; the longest identifier that fits wins (identity B.2).
    public static func named(_ identifierOrAppID: String) -> ResourceApplication? {
        let wanted = normalized(identifierOrAppID)
        var best: (length: Int, resource: ResourceApplication)?
        for resource in all {
            for name in resource.identifiers + [resource.appID.uuidString] {
                let candidate = normalized(name)
                guard wanted == candidate || wanted.hasPrefix(candidate + "/") else { continue }
                if candidate.utf8.count > best?.length ?? 0 { best = (candidate.utf8.count, resource) }
            }
        }
        return best?.resource
    }

    /// Whether a text names this resource exactly; letter case and one final slash are ignored.
    public func isNamed(_ identifierOrAppID: String) -> Bool {
        let wanted = Self.normalized(identifierOrAppID)
        return (identifiers + [appID.uuidString]).contains { Self.normalized($0) == wanted }
    }

    /// The app role with a value; letter case is ignored.
    public func appRole(_ value: String) -> Permission? {
        let wanted = value.lowercased()
        return appRoles.first { $0.value.lowercased() == wanted }
    }

    /// The scope with a value; letter case is ignored.
    public func scope(_ value: String) -> Permission? {
        let wanted = value.lowercased()
        return scopes.first { $0.value.lowercased() == wanted }
    }

    /// The permission with an identifier, of either kind.
    public func permission(id: UUID) -> Permission? {
        appRoles.first { $0.id == id } ?? scopes.first { $0.id == id }
    }

    private static func normalized(_ text: String) -> String {
        let folded = text.lowercased()
        return folded.hasSuffix("/") ? String(folded.dropLast()) : folded
    }
}
