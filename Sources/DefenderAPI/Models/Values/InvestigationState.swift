/// How far an automated investigation came. Specification sections B5 and C7.
public struct InvestigationState: ServiceTerm {
    /// The text as it was read.
    public let rawValue: String

    /// Keeps any text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Not known.
    public static let unknown = Self(rawValue: "unknown")

    /// Ended early.
    public static let terminated = Self(rawValue: "terminated")

    /// Threats found and removed.
    public static let successfullyRemediated = Self(rawValue: "successfullyRemediated")

    /// No threat found.
    public static let benign = Self(rawValue: "benign")

    /// The investigation failed.
    public static let failed = Self(rawValue: "failed")

    /// Some threats removed.
    public static let partiallyRemediated = Self(rawValue: "partiallyRemediated")

    /// Under way.
    public static let running = Self(rawValue: "running")

    /// An action waits for approval.
    public static let pendingApproval = Self(rawValue: "pendingApproval")

    /// The device cannot be reached.
    public static let pendingResource = Self(rawValue: "pendingResource")

    /// Not begun.
    public static let queued = Self(rawValue: "queued")

    /// The service failed.
    public static let innerFailure = Self(rawValue: "innerFailure")

    /// Belongs to another alert.
    public static let preexistingAlert = Self(rawValue: "preexistingAlert")

    /// The system of the device is not supported.
    public static let unsupportedOs = Self(rawValue: "unsupportedOs")

    /// The kind of alert is not supported.
    public static let unsupportedAlertType = Self(rawValue: "unsupportedAlertType")

    /// The alert was suppressed.
    public static let suppressedAlert = Self(rawValue: "suppressedAlert")

    /// Not everything could be looked at.
    public static let partiallyInvestigated = Self(rawValue: "partiallyInvestigated")

    /// Ended by a user.
    public static let terminatedByUser = Self(rawValue: "terminatedByUser")

    /// Ended by the service.
    public static let terminatedBySystem = Self(rawValue: "terminatedBySystem")

    /// A newer member, hidden from callers who did not ask for it.
    public static let unknownFutureValue = Self(rawValue: "unknownFutureValue")

    /// The members in the order of Graph's metadata.
    public static let vocabulary = Vocabulary([
        .term("unknown"),
        .term("terminated"),
        .term("successfullyRemediated"),
        .term("benign"),
        .term("failed"),
        .term("partiallyRemediated"),
        .term("running"),
        .term("pendingApproval"),
        .term("pendingResource"),
        .term("queued"),
        .term("innerFailure"),
        .term("preexistingAlert"),
        .term("unsupportedOs"),
        .term("unsupportedAlertType"),
        .term("suppressedAlert"),
        .term("partiallyInvestigated"),
        .term("terminatedByUser"),
        .term("terminatedBySystem"),
        .term("unknownFutureValue"),
    ])
}
