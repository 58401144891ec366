/// A message in an alert.
public struct AnalyzedMessageEvidence: Sendable, Hashable, Codable {
    /// The service's id of the message.
    public var networkMessageID: String?

    /// The message's own id.
    public var internetMessageID: String?

    /// The subject.
    public var subject: String?

    /// The language.
    public var language: String?

    /// The sender of the envelope.
    public var p1Sender: EmailSender?

    /// The sender that the reader sees.
    public var p2Sender: EmailSender?

    /// The address it came from.
    public var senderIP: String?

    /// Who received it.
    public var recipientEmailAddress: String?

    /// When it came.
    public var receivedDateTime: Timestamp?

    /// Its direction.
    public var antiSpamDirection: String?

    /// What became of it.
    public var deliveryAction: String?

    /// Where it lies.
    public var deliveryLocation: String?

    /// Its name in the service.
    public var urn: String?

    /// Threats found in it.
    public var threats: [String]

    /// How they were found.
    public var threatDetectionMethods: [String]

    /// Web addresses in it.
    public var urls: [String]

    /// How many web addresses it has.
    public var urlCount: Int64?

    /// How many attachments it has.
    public var attachmentsCount: Int64?

    enum CodingKeys: String, CodingKey {
        case networkMessageID = "networkMessageId"
        case internetMessageID = "internetMessageId"
        case subject
        case language
        case p1Sender
        case p2Sender
        case senderIP = "senderIp"
        case recipientEmailAddress
        case receivedDateTime
        case antiSpamDirection
        case deliveryAction
        case deliveryLocation
        case urn
        case threats
        case threatDetectionMethods
        case urls
        case urlCount
        case attachmentsCount
    }

    /// Makes a value of its members.
    public init(
        networkMessageID: String? = nil,
        internetMessageID: String? = nil,
        subject: String? = nil,
        language: String? = nil,
        p1Sender: EmailSender? = nil,
        p2Sender: EmailSender? = nil,
        senderIP: String? = nil,
        recipientEmailAddress: String? = nil,
        receivedDateTime: Timestamp? = nil,
        antiSpamDirection: String? = nil,
        deliveryAction: String? = nil,
        deliveryLocation: String? = nil,
        urn: String? = nil,
        threats: [String] = [],
        threatDetectionMethods: [String] = [],
        urls: [String] = [],
        urlCount: Int64? = nil,
        attachmentsCount: Int64? = nil
    ) {
        self.networkMessageID = networkMessageID
        self.internetMessageID = internetMessageID
        self.subject = subject
        self.language = language
        self.p1Sender = p1Sender
        self.p2Sender = p2Sender
        self.senderIP = senderIP
        self.recipientEmailAddress = recipientEmailAddress
        self.receivedDateTime = receivedDateTime
        self.antiSpamDirection = antiSpamDirection
        self.deliveryAction = deliveryAction
        self.deliveryLocation = deliveryLocation
        self.urn = urn
        self.threats = threats
        self.threatDetectionMethods = threatDetectionMethods
        self.urls = urls
        self.urlCount = urlCount
        self.attachmentsCount = attachmentsCount
    }

    /// Reads the members that are known; absent lists are empty.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        networkMessageID = try container.decodeIfPresent(String.self, forKey: .networkMessageID)
        internetMessageID = try container.decodeIfPresent(String.self, forKey: .internetMessageID)
        subject = try container.decodeIfPresent(String.self, forKey: .subject)
        language = try container.decodeIfPresent(String.self, forKey: .language)
        p1Sender = try container.decodeIfPresent(EmailSender.self, forKey: .p1Sender)
        p2Sender = try container.decodeIfPresent(EmailSender.self, forKey: .p2Sender)
        senderIP = try container.decodeIfPresent(String.self, forKey: .senderIP)
        recipientEmailAddress = try container.decodeIfPresent(String.self, forKey: .recipientEmailAddress)
        receivedDateTime = try container.decodeIfPresent(Timestamp.self, forKey: .receivedDateTime)
        antiSpamDirection = try container.decodeIfPresent(String.self, forKey: .antiSpamDirection)
        deliveryAction = try container.decodeIfPresent(String.self, forKey: .deliveryAction)
        deliveryLocation = try container.decodeIfPresent(String.self, forKey: .deliveryLocation)
        urn = try container.decodeIfPresent(String.self, forKey: .urn)
        threats = try container.decodeIfPresent([String].self, forKey: .threats) ?? []
        threatDetectionMethods = try container.decodeIfPresent([String].self, forKey: .threatDetectionMethods) ?? []
        urls = try container.decodeIfPresent([String].self, forKey: .urls) ?? []
        urlCount = try container.decodeIfPresent(Int64.self, forKey: .urlCount)
        attachmentsCount = try container.decodeIfPresent(Int64.self, forKey: .attachmentsCount)
    }
}
