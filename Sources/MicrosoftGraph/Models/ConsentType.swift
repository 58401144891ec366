/// For whom a delegated permission was granted.
public struct ConsentType: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    /// The name on the wire.
    public let rawValue: String

    /// Keeps any name, so that one we do not know survives a round trip.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// For every user of the tenant, by an administrator.
    public static let allPrincipals = Self(rawValue: "AllPrincipals")

    /// For one user.
    public static let principal = Self(rawValue: "Principal")

    /// The name on the wire.
    public var description: String { rawValue }
}
