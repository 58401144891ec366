/// How much risk a device carries. Specification sections B6 and C7.
public struct DeviceRiskScore: ServiceTerm {
    /// The text as it was read.
    public let rawValue: String

    /// Keeps any text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// None.
    public static let none = Self(rawValue: "none")

    /// Perhaps none.
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
        .term("none"),
        .term("informational"),
        .term("low"),
        .term("medium"),
        .term("high"),
        .term("unknownFutureValue"),
    ])
}
