/// Why a classification was chosen. The services' pages spell six members in several ways; every spelling is read.
/// Specification sections B3, C7 and G2.
public struct AlertDetermination: ServiceTerm {
    /// The text as it was read.
    public let rawValue: String

    /// Keeps any text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Not determined.
    public static let unknown = Self(rawValue: "unknown")

    /// Withdrawn in 2022, still on old incidents.
    public static let apt = Self(rawValue: "apt")

    /// Harmful program.
    public static let malware = Self(rawValue: "malware")

    /// Withdrawn in 2022, still on old incidents.
    public static let securityPersonnel = Self(rawValue: "securityPersonnel")

    /// A test by the defenders.
    public static let securityTesting = Self(rawValue: "securityTesting")

    /// Unwanted, not harmful program.
    public static let unwantedSoftware = Self(rawValue: "unwantedSoftware")

    /// None of the others.
    public static let other = Self(rawValue: "other")

    /// An attack of several stages.
    public static let multiStagedAttack = Self(rawValue: "multiStagedAttack")

    /// An account in foreign hands.
    public static let compromisedAccount = Self(rawValue: "compromisedAccount")

    /// A lure for credentials.
    public static let phishing = Self(rawValue: "phishing")

    /// A user who does harm.
    public static let maliciousUserActivity = Self(rawValue: "maliciousUserActivity")

    /// Harmless.
    public static let notMalicious = Self(rawValue: "notMalicious")

    /// Nothing to decide by.
    public static let notEnoughDataToValidate = Self(rawValue: "notEnoughDataToValidate")

    /// The user confirmed the activity.
    public static let confirmedActivity = Self(rawValue: "confirmedActivity")

    /// A program of the business.
    public static let lineOfBusinessApplication = Self(rawValue: "lineOfBusinessApplication")

    /// A newer member, hidden from callers who did not ask for it.
    public static let unknownFutureValue = Self(rawValue: "unknownFutureValue")

    /// The members in the order of Graph's metadata.
    public static let vocabulary = Vocabulary([
        .term("unknown", xdr: "NotAvailable"),
        .term("apt"),
        .term("malware"),
        .term("securityPersonnel"),
        .term("securityTesting"),
        .term("unwantedSoftware"),
        .term("other"),
        .term("multiStagedAttack"),
        .term("compromisedAccount", aliases: ["compromisedUser"]),
        .term("phishing"),
        .term("maliciousUserActivity"),
        .term("notMalicious", xdr: "Clean"),
        .term("notEnoughDataToValidate", xdr: "NoEnoughDataToValidate", aliases: ["insufficientData"]),
        .term("confirmedActivity", aliases: ["confirmedUserActivity"]),
        .term("lineOfBusinessApplication"),
        .term("unknownFutureValue"),
    ])
}
