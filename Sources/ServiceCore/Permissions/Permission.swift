public import Foundation

/// One permission that a resource application offers.
public struct Permission: Sendable, Hashable {
    /// Whom a permission is given to.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// For an application by itself; the claim `roles`.
        case appRole
        /// For an application that acts for a signed-in user; the claim `scp`.
        case scope
    }

    /// Identifier in registrations and grants.
    public var id: UUID

    /// Name in tokens, for example `Incident.Read.All`.
    public var value: String

    /// Application permission or delegated permission.
    public var kind: Kind

    /// Short text of consent pages.
    public var displayName: String

    /// Longer text of consent pages.
    public var detail: String

    /// Whether only an administrator can consent.
    public var needsAdmin: Bool

    /// Makes a permission.
    public init(id: UUID, value: String, kind: Kind, displayName: String, detail: String, needsAdmin: Bool) {
        self.id = id
        self.value = value
        self.kind = kind
        self.displayName = displayName
        self.detail = detail
        self.needsAdmin = needsAdmin
    }
}
