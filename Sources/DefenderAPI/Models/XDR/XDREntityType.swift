/// The kind of an ``XDREntity``; the service adds kinds and spells some of them in two ways (`MailBox`, `Mailbox`).
public struct XDREntityType: ServiceTerm {
    /// The text as it was read.
    public let rawValue: String

    /// Keeps any text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// An account.
    public static let user = Self(rawValue: "User")

    /// An IP address.
    public static let ip = Self(rawValue: "Ip")

    /// A web address.
    public static let url = Self(rawValue: "Url")

    /// A file.
    public static let file = Self(rawValue: "File")

    /// A process.
    public static let process = Self(rawValue: "Process")

    /// A mailbox.
    public static let mailBox = Self(rawValue: "MailBox")

    /// A message.
    public static let mailMessage = Self(rawValue: "MailMessage")

    /// Messages that have something in common.
    public static let mailCluster = Self(rawValue: "MailCluster")

    /// A value of the registry.
    public static let registry = Self(rawValue: "Registry")

    /// A group.
    public static let securityGroup = Self(rawValue: "SecurityGroup")

    /// The kinds that are documented.
    public static let vocabulary = Vocabulary(
        plain: "user", "ip", "url", "file", "process", "mailBox", "mailMessage", "mailCluster", "registry",
        "securityGroup"
    )
}
