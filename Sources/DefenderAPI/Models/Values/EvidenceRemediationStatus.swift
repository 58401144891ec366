/// What was done about one piece of evidence. Specification section C7.
public struct EvidenceRemediationStatus: ServiceTerm {
    /// The text as it was read.
    public let rawValue: String

    /// Keeps any text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Nothing.
    public static let none = Self(rawValue: "none")

    /// Removed.
    public static let remediated = Self(rawValue: "remediated")

    /// Prevented.
    public static let prevented = Self(rawValue: "prevented")

    /// Blocked.
    public static let blocked = Self(rawValue: "blocked")

    /// No longer there.
    public static let notFound = Self(rawValue: "notFound")

    /// A newer member, hidden from callers who did not ask for it.
    public static let unknownFutureValue = Self(rawValue: "unknownFutureValue")

    /// Still active.
    public static let active = Self(rawValue: "active")

    /// An action waits for approval.
    public static let pendingApproval = Self(rawValue: "pendingApproval")

    /// The action was declined.
    public static let declined = Self(rawValue: "declined")

    /// Not removed.
    public static let unremediated = Self(rawValue: "unremediated")

    /// Under way.
    public static let running = Self(rawValue: "running")

    /// Removed in part.
    public static let partiallyRemediated = Self(rawValue: "partiallyRemediated")

    /// The members in the order of Graph's metadata.
    public static let vocabulary = Vocabulary([
        .term("none"),
        .term("remediated"),
        .term("prevented"),
        .term("blocked"),
        .term("notFound"),
        .term("unknownFutureValue"),
        .term("active", hidden: true),
        .term("pendingApproval", hidden: true),
        .term("declined", hidden: true),
        .term("unremediated", hidden: true),
        .term("running", hidden: true),
        .term("partiallyRemediated", hidden: true),
    ])
}
