import DefenderAPI
import TenantStore

extension XDREntity {
    /// The evidence as one flat record; nil for devices, which stand in a list of their own.
    init?(_ record: EvidenceRecord) {
        switch record.entity {
        case .device: return nil
        case .process(let process): self.init(process)
        case .file(let file): self.init(file)
        case .user(let user):
            self.init(entityType: .user)
            setAccount(user)
        case .ip(let ip):
            self.init(entityType: .ip)
            ipAddress = ip.address
        case .url(let address):
            self.init(entityType: .url)
            url = address.url
        case .registryKey(let registry), .registryValue(let registry): self.init(registry)
        case .mailbox(let mailbox): self.init(mailbox)
        case .analyzedMessage(let message): self.init(message)
        }
        evidenceCreationTime = Timestamp(record.createdTime)
        verdict = .xdr(record.verdict.rawValue)
        remediationStatus = .xdr(record.remediationStatus.rawValue)
    }

    private init(_ process: ProcessEntity) {
        self.init(entityType: .process)
        setFile(process.imageFile)
        processID = process.processID
        processCommandLine = process.commandLine
        processCreationTime = .optional(process.createdTime)
        parentProcessID = process.parentProcessID
        parentProcessCreationTime = .optional(process.parentCreatedTime)
        parentProcessFileName = process.parentImageFile?.fileName
        parentProcessFilePath = process.parentImageFile?.folderPath
        if let user = process.user { setAccount(user) }
        deviceID = process.deviceID
        detectionStatus = process.detectionStatus.map { .xdr($0) }
    }

    private init(_ file: FileEntity) {
        self.init(entityType: .file)
        setFile(file)
        deviceID = file.deviceID
        detectionStatus = file.detectionStatus.map { .xdr($0) }
    }

    private init(_ registry: RegistryEntity) {
        self.init(entityType: .registry)
        registryHive = registry.hive
        registryKey = registry.key
        registryValueType = registry.valueType
        registryValue = registry.valueData
        deviceID = registry.deviceID
    }

    private init(_ mailbox: MailboxEntity) {
        self.init(entityType: .mailBox)
        mailboxAddress = mailbox.primaryAddress
        mailboxDisplayName = mailbox.displayName
        if let user = mailbox.user { setAccount(user) }
    }

    private init(_ message: MessageEntity) {
        self.init(entityType: .mailMessage)
        sender = message.sender
        recipient = message.recipient
        subject = message.subject
        deliveryAction = message.deliveryAction
        internetMessageID = message.internetMessageID
        networkMessageID = message.networkMessageID
    }

    private mutating func setFile(_ file: FileEntity) {
        sha1 = file.sha1
        sha256 = file.sha256
        fileName = file.fileName
        filePath = file.folderPath
    }

    private mutating func setAccount(_ user: UserEntity) {
        accountName = user.accountName
        domainName = user.domainName
        userSID = user.userSID
        aadUserID = user.azureADUserID
        userPrincipalName = user.userPrincipalName
    }
}
