import DefenderAPI
import TenantStore

extension AlertEvidence {
    /// The evidence as Graph shows it.
    init(_ record: EvidenceRecord, origin: WireOrigin) {
        self.init(
            Content(record.entity, origin: origin),
            createdDateTime: Timestamp(record.createdTime),
            verdict: .graph(record.verdict.rawValue, for: origin),
            remediationStatus: .graph(record.remediationStatus.rawValue, for: origin),
            roles: record.roles.map { .graph($0, for: origin) },
            detailedRoles: record.detailedRoles,
            tags: record.tags
        )
    }
}

extension AlertEvidence.Content {
    init(_ entity: EvidenceEntity, origin: WireOrigin) {
        switch entity {
        case .device(let device):
            self = .device(DeviceEvidence(device))
        case .process(let process):
            self = .process(ProcessEvidence(process, origin: origin))
        case .file(let file):
            self = .file(
                FileEvidence(
                    detectionStatus: file.detectionStatus.map(DetectionStatus.init(rawValue:)),
                    mdeDeviceID: file.deviceID,
                    fileDetails: FileDetails(file)
                )
            )
        case .user(let user):
            self = .user(UserEvidence(userAccount: UserAccount(user, origin: origin)))
        case .ip(let ip):
            self = .ip(IPEvidence(ipAddress: ip.address, countryLetterCode: ip.countryLetterCode))
        case .url(let address):
            self = .url(URLEvidence(url: address.url))
        case .registryKey(let registry):
            self = .registryKey(RegistryKeyEvidence(registryHive: registry.hive, registryKey: registry.key))
        case .registryValue(let registry):
            self = .registryValue(
                RegistryValueEvidence(
                    mdeDeviceID: registry.deviceID,
                    registryHive: registry.hive,
                    registryKey: registry.key,
                    registryValue: registry.valueData,
                    registryValueName: registry.valueName,
                    registryValueType: registry.valueType
                )
            )
        case .mailbox(let mailbox):
            self = .mailbox(
                MailboxEvidence(
                    primaryAddress: mailbox.primaryAddress,
                    displayName: mailbox.displayName,
                    upn: mailbox.user?.userPrincipalName,
                    userAccount: mailbox.user.map { UserAccount($0, origin: origin) }
                )
            )
        case .analyzedMessage(let message):
            self = .analyzedMessage(AnalyzedMessageEvidence(message))
        }
    }
}

extension DeviceEvidence {
    init(_ device: DeviceEntity) {
        let labels = device.dnsName.split(separator: ".", maxSplits: 1)
        self.init(
            firstSeenDateTime: Timestamp(device.firstSeen),
            mdeDeviceID: device.deviceID,
            azureADDeviceID: device.aadDeviceID,
            deviceDNSName: device.dnsName,
            hostName: labels.first.map(String.init),
            dnsDomain: labels.count > 1 ? String(labels[1]) : nil,
            osPlatform: device.osPlatform,
            osBuild: device.osBuild.map(Int64.init),
            version: device.osVersion,
            healthStatus: DeviceHealthStatus(rawValue: device.healthStatus),
            riskScore: DeviceRiskScore(rawValue: device.riskScore),
            rbacGroupID: device.rbacGroupID,
            rbacGroupName: device.rbacGroupName,
            onboardingStatus: DeviceOnboardingStatus(rawValue: device.onboardingStatus),
            defenderAVStatus: DefenderAntivirusStatus(rawValue: device.defenderAvStatus),
            lastIPAddress: device.lastIPAddress,
            lastExternalIPAddress: device.lastExternalIPAddress,
            ipInterfaces: device.ipInterfaces,
            loggedOnUsers: device.loggedOnUsers.map {
                DefenderAPI.LoggedOnUser(accountName: $0.accountName, domainName: $0.domainName)
            }
        )
    }
}

extension ProcessEvidence {
    init(_ process: ProcessEntity, origin: WireOrigin) {
        self.init(
            processID: process.processID,
            parentProcessID: process.parentProcessID,
            processCommandLine: process.commandLine,
            processCreationDateTime: .optional(process.createdTime),
            parentProcessCreationDateTime: .optional(process.parentCreatedTime),
            detectionStatus: process.detectionStatus.map(DetectionStatus.init(rawValue:)),
            mdeDeviceID: process.deviceID,
            imageFile: FileDetails(process.imageFile),
            parentProcessImageFile: process.parentImageFile.map(FileDetails.init),
            userAccount: process.user.map { UserAccount($0, origin: origin) }
        )
    }
}

extension FileDetails {
    init(_ file: FileEntity) {
        self.init(
            sha1: file.sha1,
            sha256: file.sha256,
            md5: file.md5,
            fileName: file.fileName,
            filePath: file.folderPath,
            fileSize: file.size,
            filePublisher: file.publisher,
            signer: file.signer,
            issuer: file.issuer
        )
    }
}

extension UserAccount {
    init(_ user: UserEntity, origin: WireOrigin) {
        self.init(
            accountName: user.accountName,
            domainName: user.domainName,
            userSID: user.userSID,
            azureADUserID: user.azureADUserID,
            userPrincipalName: user.userPrincipalName,
            displayName: user.displayName,
            tenantID: origin.tenantID.lowercaseText
        )
    }
}

extension AnalyzedMessageEvidence {
    init(_ message: MessageEntity) {
        self.init(
            networkMessageID: message.networkMessageID,
            internetMessageID: message.internetMessageID,
            subject: message.subject,
            p1Sender: message.sender.map { EmailSender(emailAddress: $0) },
            p2Sender: message.sender.map { EmailSender(emailAddress: $0) },
            senderIP: message.senderIP,
            recipientEmailAddress: message.recipient,
            receivedDateTime: .optional(message.receivedTime),
            deliveryAction: message.deliveryAction
        )
    }
}
