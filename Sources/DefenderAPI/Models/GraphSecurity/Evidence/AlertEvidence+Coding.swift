extension AlertEvidence: Codable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case odataType = "@odata.type"
        case createdDateTime
        case verdict
        case remediationStatus
        case remediationStatusDetails
        case roles
        case detailedRoles
        case tags
    }

    static let typePrefix = "#microsoft.graph.security."

    /// The kind's name in the metadata, such as `deviceEvidence`.
    public var type: String {
        switch content {
        case .analyzedMessage: "analyzedMessageEvidence"
        case .azureResource: "azureResourceEvidence"
        case .cloudApplication: "cloudApplicationEvidence"
        case .cloudLogonRequest: "cloudLogonRequestEvidence"
        case .device: "deviceEvidence"
        case .file: "fileEvidence"
        case .ip: "ipEvidence"
        case .mailCluster: "mailClusterEvidence"
        case .mailbox: "mailboxEvidence"
        case .oauthApplication: "oauthApplicationEvidence"
        case .process: "processEvidence"
        case .registryKey: "registryKeyEvidence"
        case .registryValue: "registryValueEvidence"
        case .securityGroup: "securityGroupEvidence"
        case .url: "urlEvidence"
        case .user: "userEvidence"
        case .other(let evidence): evidence.type
        }
    }

    /// Reads the shared members, and those of the kind that `@odata.type` names.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let name = try container.decodeIfPresent(String.self, forKey: .odataType) ?? ""
        self.init(
            try Content(type: Self.shortType(name), from: decoder),
            createdDateTime: try container.decodeIfPresent(Timestamp.self, forKey: .createdDateTime),
            verdict: try container.decodeIfPresent(EvidenceVerdict.self, forKey: .verdict) ?? .unknown,
            remediationStatus: try container.decodeIfPresent(
                EvidenceRemediationStatus.self,
                forKey: .remediationStatus
            ) ?? EvidenceRemediationStatus.none,
            remediationStatusDetails: try container.decodeIfPresent(String.self, forKey: .remediationStatusDetails),
            roles: try container.decodeIfPresent([EvidenceRole].self, forKey: .roles) ?? [],
            detailedRoles: try container.decodeIfPresent([String].self, forKey: .detailedRoles) ?? [],
            tags: try container.decodeIfPresent([String].self, forKey: .tags) ?? []
        )
    }

    /// Writes the shared members, then those of the kind.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.typePrefix + type, forKey: .odataType)
        try container.encodeIfPresent(createdDateTime, forKey: .createdDateTime)
        try container.encode(verdict, forKey: .verdict)
        try container.encode(remediationStatus, forKey: .remediationStatus)
        try container.encodeIfPresent(remediationStatusDetails, forKey: .remediationStatusDetails)
        try container.encode(roles, forKey: .roles)
        try container.encode(detailedRoles, forKey: .detailedRoles)
        try container.encode(tags, forKey: .tags)
        try content.encodeMembers(to: encoder)
    }

    private static func shortType(_ name: String) -> String {
        name.hasPrefix(typePrefix) ? String(name.dropFirst(typePrefix.count)) : name
    }
}

extension AlertEvidence.Content {
    init(type: String, from decoder: any Decoder) throws {
        switch type {
        case "analyzedMessageEvidence": self = .analyzedMessage(try AnalyzedMessageEvidence(from: decoder))
        case "azureResourceEvidence": self = .azureResource(try AzureResourceEvidence(from: decoder))
        case "cloudApplicationEvidence": self = .cloudApplication(try CloudApplicationEvidence(from: decoder))
        case "cloudLogonRequestEvidence": self = .cloudLogonRequest(try CloudLogonRequestEvidence(from: decoder))
        case "deviceEvidence": self = .device(try DeviceEvidence(from: decoder))
        case "fileEvidence": self = .file(try FileEvidence(from: decoder))
        case "ipEvidence": self = .ip(try IPEvidence(from: decoder))
        case "mailClusterEvidence": self = .mailCluster(try MailClusterEvidence(from: decoder))
        case "mailboxEvidence": self = .mailbox(try MailboxEvidence(from: decoder))
        case "oauthApplicationEvidence": self = .oauthApplication(try OAuthApplicationEvidence(from: decoder))
        case "processEvidence": self = .process(try ProcessEvidence(from: decoder))
        case "registryKeyEvidence": self = .registryKey(try RegistryKeyEvidence(from: decoder))
        case "registryValueEvidence": self = .registryValue(try RegistryValueEvidence(from: decoder))
        case "securityGroupEvidence": self = .securityGroup(try SecurityGroupEvidence(from: decoder))
        case "urlEvidence": self = .url(try URLEvidence(from: decoder))
        case "userEvidence": self = .user(try UserEvidence(from: decoder))
        default: self = .other(try OtherEvidence(type: type, from: decoder))
        }
    }

    func encodeMembers(to encoder: any Encoder) throws {
        switch self {
        case .analyzedMessage(let members): try members.encode(to: encoder)
        case .azureResource(let members): try members.encode(to: encoder)
        case .cloudApplication(let members): try members.encode(to: encoder)
        case .cloudLogonRequest(let members): try members.encode(to: encoder)
        case .device(let members): try members.encode(to: encoder)
        case .file(let members): try members.encode(to: encoder)
        case .ip(let members): try members.encode(to: encoder)
        case .mailCluster(let members): try members.encode(to: encoder)
        case .mailbox(let members): try members.encode(to: encoder)
        case .oauthApplication(let members): try members.encode(to: encoder)
        case .process(let members): try members.encode(to: encoder)
        case .registryKey(let members): try members.encode(to: encoder)
        case .registryValue(let members): try members.encode(to: encoder)
        case .securityGroup(let members): try members.encode(to: encoder)
        case .url(let members): try members.encode(to: encoder)
        case .user(let members): try members.encode(to: encoder)
        case .other(let evidence): try evidence.members.encode(to: encoder)
        }
    }
}

extension OtherEvidence {
    init(type: String, from decoder: any Decoder) throws {
        let shared = Set(AlertEvidence.CodingKeys.allCases.map(\.rawValue))
        let members = try [String: JSONValue](from: decoder)
        self.init(type: type, members: members.filter { !shared.contains($0.key) })
    }
}
