/// What the service thinks of one piece of evidence. Specification section C7.
public struct EvidenceVerdict: ServiceTerm {
    /// The text as it was read.
    public let rawValue: String

    /// Keeps any text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Not known.
    public static let unknown = Self(rawValue: "unknown")

    /// Suspicious.
    public static let suspicious = Self(rawValue: "suspicious")

    /// Harmful.
    public static let malicious = Self(rawValue: "malicious")

    /// Looked at, harmless.
    public static let noThreatsFound = Self(rawValue: "noThreatsFound")

    /// A newer member, hidden from callers who did not ask for it.
    public static let unknownFutureValue = Self(rawValue: "unknownFutureValue")

    /// The members in the order of Graph's metadata.
    public static let vocabulary = Vocabulary([
        .term("unknown"),
        .term("suspicious"),
        .term("malicious"),
        .term("noThreatsFound"),
        .term("unknownFutureValue"),
    ])
}
