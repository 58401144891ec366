import TenantStore

extension FindingBuilder {
    /// The evidence that a rule gives of a row; `nil` when the row does not tell it.
    func evidence(_ rule: EvidenceRule, _ row: FindingRow) -> EvidenceDraft? {
        switch rule {
        case .device: return device(row).map { draft(.device($0), .unknown, roles: ["compromised"]) }
        case .process: return process(row, "").map { draft(.process($0), .suspicious) }
        case .initiatingProcess: return process(row, "InitiatingProcess").map { draft(.process($0), .suspicious) }
        case .file: return file(row, "").map { draft(.file($0), .suspicious) }
        case .user: return user(row, "").map { draft(.user($0), .unknown) }
        case .initiatingUser: return user(row, "InitiatingProcess").map { draft(.user($0), .unknown) }
        case .registryValue: return registry(row).map { draft(.registryValue($0), .suspicious) }
        case .ip(let column):
            let address = row.text(column)
            return address.isEmpty ? nil : draft(.ip(IPEntity(address: address)), .suspicious)
        case .mailbox(let column):
            let address = row.text(column)
            return address.isEmpty ? nil : draft(.mailbox(MailboxEntity(primaryAddress: address)), .unknown)
        case .url(let column):
            let url = row.text(column)
            return url.isEmpty ? nil : draft(.url(URLEntity(url: url)), .suspicious)
        }
    }

    private func draft(
        _ entity: EvidenceEntity, _ verdict: EvidenceVerdict, roles: [String] = []
    ) -> EvidenceDraft {
        var draft = EvidenceDraft(entity, verdict: verdict)
        draft.roles = roles
        return draft
    }

    private func device(_ row: FindingRow) -> DeviceEntity? {
        let id = row.text("DeviceId")
        guard !id.isEmpty else { return nil }
        let machine = machines[id]
        var entity = DeviceEntity(
            deviceID: id, dnsName: row.text("DeviceName"), osPlatform: machine?.osPlatform ?? "",
            firstSeen: machine?.firstSeen ?? TickInstant(ticks: row.ticks("Timestamp") ?? 0)
        )
        entity.osVersion = machine?.osVersion
        entity.osBuild = machine?.osBuild
        entity.lastIPAddress = machine?.lastIPAddress
        entity.loggedOnUsers = machine?.loggedOnUsers ?? []
        return entity
    }

    private func process(_ row: FindingRow, _ prefix: String) -> ProcessEntity? {
        let idColumn = prefix.isEmpty ? "ProcessId" : prefix + "Id"
        guard let id = row.ticks(idColumn), let file = file(row, prefix) else { return nil }
        var entity = ProcessEntity(processID: id, imageFile: file)
        entity.commandLine = Self.some(row.text(prefix.isEmpty ? "ProcessCommandLine" : prefix + "CommandLine"))
        entity.createdTime = row.ticks(prefix.isEmpty ? "ProcessCreationTime" : prefix + "CreationTime").map {
            TickInstant(ticks: $0)
        }
        if prefix.isEmpty {
            entity.parentProcessID = row.ticks("InitiatingProcessId")
            entity.parentCreatedTime = row.ticks("InitiatingProcessCreationTime").map { TickInstant(ticks: $0) }
            entity.parentImageFile = self.file(row, "InitiatingProcess")
        }
        entity.user = user(row, prefix)
        entity.deviceID = Self.some(row.text("DeviceId"))
        return entity
    }

    private func file(_ row: FindingRow, _ prefix: String) -> FileEntity? {
        let name = row.text(prefix + "FileName")
        guard !name.isEmpty else { return nil }
        let path = row.text(prefix + "FolderPath")
        var entity = FileEntity(fileName: name, folderPath: Self.some(Self.folder(of: path)))
        entity.sha1 = Self.some(row.text(prefix + "SHA1"))
        entity.sha256 = Self.some(row.text(prefix + "SHA256"))
        entity.deviceID = Self.some(row.text("DeviceId"))
        entity.detectionStatus = "detected"
        return entity
    }

    private func user(_ row: FindingRow, _ prefix: String) -> UserEntity? {
        var name = row.text(prefix + "AccountName")
        let isCloud = name.isEmpty && prefix.isEmpty
        if isCloud { name = row.text("AccountDisplayName") }
        guard !name.isEmpty else { return nil }
        var entity = UserEntity(
            accountName: name, domainName: Self.some(row.text(prefix + "AccountDomain")),
            userSID: Self.some(row.text(prefix + "AccountSid"))
        )
        entity.azureADUserID = Self.some(row.text(prefix + "AccountObjectId"))
        entity.userPrincipalName =
            Self.some(row.text(prefix + "AccountUpn")) ?? (isCloud ? Self.some(row.text("AccountId")) : nil)
        entity.displayName = Self.some(row.text(prefix + "AccountDisplayName"))
        return entity
    }

    private func registry(_ row: FindingRow) -> RegistryEntity? {
        let path = row.text("RegistryKey")
        guard !path.isEmpty else { return nil }
        let parts = path.split(separator: "\\", maxSplits: 1)
        var entity = RegistryEntity(
            hive: parts.count == 2 ? String(parts[0]) : nil, key: String(parts.last ?? "")
        )
        entity.valueName = Self.some(row.text("RegistryValueName"))
        entity.valueData = Self.some(row.text("RegistryValueData"))
        entity.valueType = "String"
        entity.deviceID = Self.some(row.text("DeviceId"))
        return entity
    }

    private static func some(_ text: String) -> String? { text.isEmpty ? nil : text }

    /// The folder of a path, without the file's name.
    private static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: 0x5C) else { return "" }
        return String(path[..<slash])
    }
}
