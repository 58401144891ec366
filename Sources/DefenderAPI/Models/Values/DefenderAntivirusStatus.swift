/// State of a device's antivirus program. Specification section C7.
public struct DefenderAntivirusStatus: ServiceTerm {
    /// The text as it was read.
    public let rawValue: String

    /// Keeps any text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Does not report.
    public static let notReporting = Self(rawValue: "notReporting")

    /// Switched off.
    public static let disabled = Self(rawValue: "disabled")

    /// Out of date.
    public static let notUpdated = Self(rawValue: "notUpdated")

    /// Up to date.
    public static let updated = Self(rawValue: "updated")

    /// Not known.
    public static let unknown = Self(rawValue: "unknown")

    /// Not supported.
    public static let notSupported = Self(rawValue: "notSupported")

    /// A newer member, hidden from callers who did not ask for it.
    public static let unknownFutureValue = Self(rawValue: "unknownFutureValue")

    /// The members in the order of Graph's metadata.
    public static let vocabulary = Vocabulary([
        .term("notReporting"),
        .term("disabled"),
        .term("notUpdated"),
        .term("updated"),
        .term("unknown"),
        .term("notSupported"),
        .term("unknownFutureValue"),
    ])
}
