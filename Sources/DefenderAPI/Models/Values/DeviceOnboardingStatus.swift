/// Whether a device is under the service's protection. Specification section C7.
public struct DeviceOnboardingStatus: ServiceTerm {
    /// The text as it was read.
    public let rawValue: String

    /// Keeps any text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Too little is known.
    public static let insufficientInfo = Self(rawValue: "insufficientInfo")

    /// Protected.
    public static let onboarded = Self(rawValue: "onboarded")

    /// Could be protected.
    public static let canBeOnboarded = Self(rawValue: "canBeOnboarded")

    /// Cannot be protected.
    public static let unsupported = Self(rawValue: "unsupported")

    /// A newer member, hidden from callers who did not ask for it.
    public static let unknownFutureValue = Self(rawValue: "unknownFutureValue")

    /// The members in the order of Graph's metadata.
    public static let vocabulary = Vocabulary([
        .term("insufficientInfo"),
        .term("onboarded"),
        .term("canBeOnboarded"),
        .term("unsupported"),
        .term("unknownFutureValue"),
    ])
}
