/// What an analyst found an alert or incident to be. Specification sections B3 and C7.
public struct AlertClassification: ServiceTerm {
    /// The text as it was read.
    public let rawValue: String

    /// Keeps any text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Not classified yet.
    public static let unknown = Self(rawValue: "unknown")

    /// No threat.
    public static let falsePositive = Self(rawValue: "falsePositive")

    /// A real threat.
    public static let truePositive = Self(rawValue: "truePositive")

    /// Real, but expected, such as a test.
    public static let informationalExpectedActivity = Self(rawValue: "informationalExpectedActivity")

    /// A newer member, hidden from callers who did not ask for it.
    public static let unknownFutureValue = Self(rawValue: "unknownFutureValue")

    /// The members in the order of Graph's metadata.
    public static let vocabulary = Vocabulary([
        .term("unknown"),
        .term("falsePositive"),
        .term("truePositive"),
        .term("informationalExpectedActivity", aliases: ["Informational, expected activity"]),
        .term("unknownFutureValue"),
    ])
}
