/// The part that a piece of evidence plays in an alert. Specification section C7.
public struct EvidenceRole: ServiceTerm {
    /// The text as it was read.
    public let rawValue: String

    /// Keeps any text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Not known.
    public static let unknown = Self(rawValue: "unknown")

    /// Context.
    public static let contextual = Self(rawValue: "contextual")

    /// Was scanned.
    public static let scanned = Self(rawValue: "scanned")

    /// Where it came from.
    public static let source = Self(rawValue: "source")

    /// Where it went.
    public static let destination = Self(rawValue: "destination")

    /// Was created.
    public static let created = Self(rawValue: "created")

    /// Was added.
    public static let added = Self(rawValue: "added")

    /// Is in foreign hands.
    public static let compromised = Self(rawValue: "compromised")

    /// Was changed.
    public static let edited = Self(rawValue: "edited")

    /// Was attacked.
    public static let attacked = Self(rawValue: "attacked")

    /// Attacked.
    public static let attacker = Self(rawValue: "attacker")

    /// Gave orders to the attacker's program.
    public static let commandAndControl = Self(rawValue: "commandAndControl")

    /// Was loaded.
    public static let loaded = Self(rawValue: "loaded")

    /// Is suspicious.
    public static let suspicious = Self(rawValue: "suspicious")

    /// Broke a policy.
    public static let policyViolator = Self(rawValue: "policyViolator")

    /// A newer member, hidden from callers who did not ask for it.
    public static let unknownFutureValue = Self(rawValue: "unknownFutureValue")

    /// The members in the order of Graph's metadata.
    public static let vocabulary = Vocabulary([
        .term("unknown"),
        .term("contextual"),
        .term("scanned"),
        .term("source"),
        .term("destination"),
        .term("created"),
        .term("added"),
        .term("compromised"),
        .term("edited"),
        .term("attacked"),
        .term("attacker"),
        .term("commandAndControl"),
        .term("loaded"),
        .term("suspicious"),
        .term("policyViolator"),
        .term("unknownFutureValue"),
    ])
}
