/// What a piece of evidence is about. The members are the union of what the Graph and the XDR form print.
package enum EvidenceEntity: Codable, Hashable, Sendable {
    case device(DeviceEntity)
    case process(ProcessEntity)
    case file(FileEntity)
    case user(UserEntity)
    case ip(IPEntity)
    case url(URLEntity)
    case registryKey(RegistryEntity)
    case registryValue(RegistryEntity)
    case mailbox(MailboxEntity)
    case analyzedMessage(MessageEntity)

    /// The kind as a word, for the table's column.
    package var kind: String {
        switch self {
        case .device: "device"
        case .process: "process"
        case .file: "file"
        case .user: "user"
        case .ip: "ip"
        case .url: "url"
        case .registryKey: "registryKey"
        case .registryValue: "registryValue"
        case .mailbox: "mailbox"
        case .analyzedMessage: "analyzedMessage"
        }
    }
}

/// A device as it was when the alert was raised.
package struct DeviceEntity: Codable, Hashable, Sendable {
    /// 40 hexadecimal digits; `DeviceId` of hunting tables.
    package var deviceID: String
    package var aadDeviceID: String?
    package var dnsName: String
    package var osPlatform: String
    package var osVersion: String?
    package var osProcessor: String?
    package var osBuild: Int?
    package var healthStatus = "active"
    package var riskScore = "none"
    package var onboardingStatus = "onboarded"
    package var defenderAvStatus = "updated"
    package var rbacGroupID: Int?
    package var rbacGroupName: String?
    package var lastIPAddress: String?
    package var lastExternalIPAddress: String?
    package var ipInterfaces: [String] = []
    package var firstSeen: TickInstant
    package var loggedOnUsers: [LoggedOnUser] = []

    package init(deviceID: String, dnsName: String, osPlatform: String, firstSeen: TickInstant) {
        self.deviceID = deviceID
        self.dnsName = dnsName
        self.osPlatform = osPlatform
        self.firstSeen = firstSeen
    }
}

/// An account that was signed in on a device.
package struct LoggedOnUser: Codable, Hashable, Sendable {
    package var accountName: String
    package var domainName: String

    package init(accountName: String, domainName: String) {
        self.accountName = accountName
        self.domainName = domainName
    }
}

/// A file on disk.
package struct FileEntity: Codable, Hashable, Sendable {
    package var fileName: String
    /// The folder, without the name.
    package var folderPath: String?
    package var sha1: String?
    package var sha256: String?
    package var md5: String?
    package var size: Int64?
    package var publisher: String?
    package var signer: String?
    package var issuer: String?
    package var deviceID: String?
    /// `detected`, `blocked` or `prevented`.
    package var detectionStatus: String?

    package init(fileName: String, folderPath: String? = nil) {
        self.fileName = fileName
        self.folderPath = folderPath
    }
}

/// A process.
package struct ProcessEntity: Codable, Hashable, Sendable {
    package var processID: Int64
    package var commandLine: String?
    package var createdTime: TickInstant?
    package var imageFile: FileEntity
    package var parentProcessID: Int64?
    package var parentCreatedTime: TickInstant?
    package var parentImageFile: FileEntity?
    /// The account under which it ran.
    package var user: UserEntity?
    package var deviceID: String?
    package var detectionStatus: String? = "detected"

    package init(processID: Int64, imageFile: FileEntity) {
        self.processID = processID
        self.imageFile = imageFile
    }
}

/// An account.
package struct UserEntity: Codable, Hashable, Sendable {
    package var accountName: String
    package var domainName: String?
    package var userSID: String?
    package var azureADUserID: String?
    package var userPrincipalName: String?
    package var displayName: String?

    package init(accountName: String, domainName: String? = nil, userSID: String? = nil) {
        self.accountName = accountName
        self.domainName = domainName
        self.userSID = userSID
    }
}

/// An address.
package struct IPEntity: Codable, Hashable, Sendable {
    package var address: String
    package var countryLetterCode: String?

    package init(address: String) { self.address = address }
}

/// A URL.
package struct URLEntity: Codable, Hashable, Sendable {
    package var url: String

    package init(url: String) { self.url = url }
}

/// A registry key, or a value in one.
package struct RegistryEntity: Codable, Hashable, Sendable {
    /// `HKEY_LOCAL_MACHINE` and so on.
    package var hive: String?
    package var key: String
    package var valueName: String?
    package var valueData: String?
    package var valueType: String?
    package var deviceID: String?

    package init(hive: String?, key: String) {
        self.hive = hive
        self.key = key
    }
}

/// A mailbox.
package struct MailboxEntity: Codable, Hashable, Sendable {
    package var primaryAddress: String
    package var displayName: String?
    package var user: UserEntity?

    package init(primaryAddress: String) { self.primaryAddress = primaryAddress }
}

/// An e-mail message.
package struct MessageEntity: Codable, Hashable, Sendable {
    package var networkMessageID: String?
    package var internetMessageID: String?
    package var sender: String?
    package var senderIP: String?
    package var recipient: String?
    package var subject: String?
    package var deliveryAction: String?
    package var receivedTime: TickInstant?

    package init() {}
}
