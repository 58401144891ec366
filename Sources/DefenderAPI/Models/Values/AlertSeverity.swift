/// How much harm an alert or incident may do. Specification sections B4 and C7.
public struct AlertSeverity: ServiceTerm {
    /// The text as it was read.
    public let rawValue: String

    /// Keeps any text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Not rated.
    public static let unknown = Self(rawValue: "unknown")

    /// Perhaps harmless.
    public static let informational = Self(rawValue: "informational")

    /// Low.
    public static let low = Self(rawValue: "low")

    /// Medium.
    public static let medium = Self(rawValue: "medium")

    /// High.
    public static let high = Self(rawValue: "high")

    /// A newer member, hidden from callers who did not ask for it.
    public static let unknownFutureValue = Self(rawValue: "unknownFutureValue")

    /// The members in the order of Graph's metadata.
    public static let vocabulary = Vocabulary([
        .term("unknown", xdr: "UnSpecified"),
        .term("informational"),
        .term("low"),
        .term("medium"),
        .term("high"),
        .term("unknownFutureValue"),
    ])
}
