/// Whether a wished permission is delegated or an application's own.
public struct ResourceAccessType: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    /// The name on the wire.
    public let rawValue: String

    /// Keeps any name, so that one we do not know survives a round trip.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Delegated: the application acts for a user.
    public static let scope = Self(rawValue: "Scope")

    /// The application acts as itself.
    public static let role = Self(rawValue: "Role")

    /// The name on the wire.
    public var description: String { rawValue }
}
