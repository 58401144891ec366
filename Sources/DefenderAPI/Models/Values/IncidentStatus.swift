/// Where an incident stands. Specification sections B4 and C7.
public struct IncidentStatus: ServiceTerm {
    /// The text as it was read.
    public let rawValue: String

    /// Keeps any text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Open.
    public static let active = Self(rawValue: "active")

    /// Closed.
    public static let resolved = Self(rawValue: "resolved")

    /// Somebody works on it.
    public static let inProgress = Self(rawValue: "inProgress")

    /// Merged into another incident.
    public static let redirected = Self(rawValue: "redirected")

    /// A newer member, hidden from callers who did not ask for it.
    public static let unknownFutureValue = Self(rawValue: "unknownFutureValue")

    /// Waiting for somebody.
    public static let awaitingAction = Self(rawValue: "awaitingAction")

    /// The members in the order of Graph's metadata.
    public static let vocabulary = Vocabulary([
        .term("active"),
        .term("resolved"),
        .term("inProgress"),
        .term("redirected"),
        .term("unknownFutureValue"),
        .term("awaitingAction", hidden: true),
    ])
}
