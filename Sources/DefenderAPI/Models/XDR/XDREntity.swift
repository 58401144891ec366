/// A piece of evidence of the Microsoft 365 Defender API: one flat record for all kinds, of which each kind uses some
/// members.
public struct XDREntity: Sendable, Hashable, Codable {
    /// The kind of evidence; it says which members are there.
    public var entityType: XDREntityType

    /// When the evidence was added.
    public var evidenceCreationTime: Timestamp?

    /// What the service thinks of it.
    public var verdict: EvidenceVerdict?

    /// What was done about it.
    public var remediationStatus: EvidenceRemediationStatus?

    /// What the sensor did.
    public var detectionStatus: DetectionStatus?

    /// Hash of the file.
    public var sha1: String?

    /// Hash of the file.
    public var sha256: String?

    /// Name of the file.
    public var fileName: String?

    /// Folder of the file.
    public var filePath: String?

    /// Process id on the device.
    public var processID: Int64?

    /// Command line of the process.
    public var processCommandLine: String?

    /// Start of the process.
    public var processCreationTime: Timestamp?

    /// Process id of the parent.
    public var parentProcessID: Int64?

    /// Start of the parent.
    public var parentProcessCreationTime: Timestamp?

    /// Program of the parent.
    public var parentProcessFileName: String?

    /// Folder of the parent's program.
    public var parentProcessFilePath: String?

    /// The address.
    public var ipAddress: String?

    /// The address of a page.
    public var url: String?

    /// Name of the account.
    public var accountName: String?

    /// Domain of the account.
    public var domainName: String?

    /// Security identifier of the account.
    public var userSID: String?

    /// Object id of the account in Entra ID.
    public var aadUserID: String?

    /// Sign-in name of the account.
    public var userPrincipalName: String?

    /// Name of the mailbox.
    public var mailboxDisplayName: String?

    /// Address of the mailbox.
    public var mailboxAddress: String?

    /// By what the messages were put together.
    public var clusterBy: String?

    /// The value they have in common.
    public var clusterByValue: String?

    /// How many messages there are.
    public var emailCount: Int64?

    /// Who sent the message.
    public var sender: String?

    /// Who received the message.
    public var recipient: String?

    /// Subject of the message.
    public var subject: String?

    /// What became of the message.
    public var deliveryAction: String?

    /// The message's own id.
    public var internetMessageID: String?

    /// The service's id of the message.
    public var networkMessageID: String?

    /// Id of the group.
    public var securityGroupID: String?

    /// Name of the group.
    public var securityGroupName: String?

    /// Hive of the registry.
    public var registryHive: String?

    /// Key in the registry.
    public var registryKey: String?

    /// Type of the value.
    public var registryValueType: String?

    /// Data of the value.
    public var registryValue: String?

    /// The device where it was seen, 40 hexadecimal digits.
    public var deviceID: String?

    enum CodingKeys: String, CodingKey {
        case entityType
        case evidenceCreationTime
        case verdict
        case remediationStatus
        case detectionStatus
        case sha1
        case sha256
        case fileName
        case filePath
        case processID = "processId"
        case processCommandLine
        case processCreationTime
        case parentProcessID = "parentProcessId"
        case parentProcessCreationTime
        case parentProcessFileName
        case parentProcessFilePath
        case ipAddress
        case url
        case accountName
        case domainName
        case userSID = "userSid"
        case aadUserID = "aadUserId"
        case userPrincipalName
        case mailboxDisplayName
        case mailboxAddress
        case clusterBy
        case clusterByValue
        case emailCount
        case sender
        case recipient
        case subject
        case deliveryAction
        case internetMessageID = "internetMessageId"
        case networkMessageID = "networkMessageId"
        case securityGroupID = "securityGroupId"
        case securityGroupName
        case registryHive
        case registryKey
        case registryValueType
        case registryValue
        case deviceID = "deviceId"
    }

    /// Makes a value of its members.
    public init(
        entityType: XDREntityType,
        evidenceCreationTime: Timestamp? = nil,
        verdict: EvidenceVerdict? = nil,
        remediationStatus: EvidenceRemediationStatus? = nil,
        detectionStatus: DetectionStatus? = nil,
        sha1: String? = nil,
        sha256: String? = nil,
        fileName: String? = nil,
        filePath: String? = nil,
        processID: Int64? = nil,
        processCommandLine: String? = nil,
        processCreationTime: Timestamp? = nil,
        parentProcessID: Int64? = nil,
        parentProcessCreationTime: Timestamp? = nil,
        parentProcessFileName: String? = nil,
        parentProcessFilePath: String? = nil,
        ipAddress: String? = nil,
        url: String? = nil,
        accountName: String? = nil,
        domainName: String? = nil,
        userSID: String? = nil,
        aadUserID: String? = nil,
        userPrincipalName: String? = nil,
        mailboxDisplayName: String? = nil,
        mailboxAddress: String? = nil,
        clusterBy: String? = nil,
        clusterByValue: String? = nil,
        emailCount: Int64? = nil,
        sender: String? = nil,
        recipient: String? = nil,
        subject: String? = nil,
        deliveryAction: String? = nil,
        internetMessageID: String? = nil,
        networkMessageID: String? = nil,
        securityGroupID: String? = nil,
        securityGroupName: String? = nil,
        registryHive: String? = nil,
        registryKey: String? = nil,
        registryValueType: String? = nil,
        registryValue: String? = nil,
        deviceID: String? = nil
    ) {
        self.entityType = entityType
        self.evidenceCreationTime = evidenceCreationTime
        self.verdict = verdict
        self.remediationStatus = remediationStatus
        self.detectionStatus = detectionStatus
        self.sha1 = sha1
        self.sha256 = sha256
        self.fileName = fileName
        self.filePath = filePath
        self.processID = processID
        self.processCommandLine = processCommandLine
        self.processCreationTime = processCreationTime
        self.parentProcessID = parentProcessID
        self.parentProcessCreationTime = parentProcessCreationTime
        self.parentProcessFileName = parentProcessFileName
        self.parentProcessFilePath = parentProcessFilePath
        self.ipAddress = ipAddress
        self.url = url
        self.accountName = accountName
        self.domainName = domainName
        self.userSID = userSID
        self.aadUserID = aadUserID
        self.userPrincipalName = userPrincipalName
        self.mailboxDisplayName = mailboxDisplayName
        self.mailboxAddress = mailboxAddress
        self.clusterBy = clusterBy
        self.clusterByValue = clusterByValue
        self.emailCount = emailCount
        self.sender = sender
        self.recipient = recipient
        self.subject = subject
        self.deliveryAction = deliveryAction
        self.internetMessageID = internetMessageID
        self.networkMessageID = networkMessageID
        self.securityGroupID = securityGroupID
        self.securityGroupName = securityGroupName
        self.registryHive = registryHive
        self.registryKey = registryKey
        self.registryValueType = registryValueType
        self.registryValue = registryValue
        self.deviceID = deviceID
    }
}
