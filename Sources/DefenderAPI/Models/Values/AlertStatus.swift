/// Where an alert stands. Specification sections B5 and C7.
public struct AlertStatus: ServiceTerm {
    /// The text as it was read.
    public let rawValue: String

    /// Keeps any text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Not known.
    public static let unknown = Self(rawValue: "unknown")

    /// Nobody has looked yet.
    public static let new = Self(rawValue: "new")

    /// Somebody works on it.
    public static let inProgress = Self(rawValue: "inProgress")

    /// Closed.
    public static let resolved = Self(rawValue: "resolved")

    /// A newer member, hidden from callers who did not ask for it.
    public static let unknownFutureValue = Self(rawValue: "unknownFutureValue")

    /// Named by the Microsoft 365 Defender API alone.
    public static let active = Self(rawValue: "active")

    /// The members in the order of Graph's metadata.
    public static let vocabulary = Vocabulary([
        .term("unknown"),
        .term("new"),
        .term("inProgress"),
        .term("resolved"),
        .term("unknownFutureValue"),
        .term("active"),
    ])
}
