/// What the sensor did when it noticed. Specification section C7.
public struct DetectionStatus: ServiceTerm {
    /// The text as it was read.
    public let rawValue: String

    /// Keeps any text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Only noticed.
    public static let detected = Self(rawValue: "detected")

    /// Stopped after the start.
    public static let blocked = Self(rawValue: "blocked")

    /// Stopped before the start.
    public static let prevented = Self(rawValue: "prevented")

    /// A newer member, hidden from callers who did not ask for it.
    public static let unknownFutureValue = Self(rawValue: "unknownFutureValue")

    /// The members in the order of Graph's metadata.
    public static let vocabulary = Vocabulary([
        .term("detected"),
        .term("blocked"),
        .term("prevented"),
        .term("unknownFutureValue"),
    ])
}
