/// A piece of evidence in an alert: members that all kinds share, and those of its kind.
///
/// A kind that this version does not know is kept whole as ``Content/other(_:)``, so that it survives a round trip.
public struct AlertEvidence: Sendable, Hashable {
    /// When the evidence was added.
    public var createdDateTime: Timestamp?

    /// What the service thinks of it.
    public var verdict: EvidenceVerdict

    /// What was done about it.
    public var remediationStatus: EvidenceRemediationStatus

    /// Why the status is as it is.
    public var remediationStatusDetails: String?

    /// The parts it plays.
    public var roles: [EvidenceRole]

    /// The parts it plays, in free text, such as `PrimaryDevice`.
    public var detailedRoles: [String]

    /// Tags of the customer.
    public var tags: [String]

    /// What the evidence is.
    public var content: Content

    /// Makes a piece of evidence.
    public init(
        _ content: Content,
        createdDateTime: Timestamp? = nil,
        verdict: EvidenceVerdict = .unknown,
        remediationStatus: EvidenceRemediationStatus = .none,
        remediationStatusDetails: String? = nil,
        roles: [EvidenceRole] = [],
        detailedRoles: [String] = [],
        tags: [String] = []
    ) {
        self.createdDateTime = createdDateTime
        self.verdict = verdict
        self.remediationStatus = remediationStatus
        self.remediationStatusDetails = remediationStatusDetails
        self.roles = roles
        self.detailedRoles = detailedRoles
        self.tags = tags
        self.content = content
    }
}

extension AlertEvidence {
    /// What a piece of evidence is; the service adds kinds, so a `switch` needs a `default`.
    public enum Content: Sendable, Hashable {
        /// A message.
        case analyzedMessage(AnalyzedMessageEvidence)
        /// A resource of Azure.
        case azureResource(AzureResourceEvidence)
        /// A cloud application.
        case cloudApplication(CloudApplicationEvidence)
        /// A sign-in.
        case cloudLogonRequest(CloudLogonRequestEvidence)
        /// A device.
        case device(DeviceEvidence)
        /// A file.
        case file(FileEvidence)
        /// An IP address.
        case ip(IPEvidence)
        /// Messages that have something in common.
        case mailCluster(MailClusterEvidence)
        /// A mailbox.
        case mailbox(MailboxEvidence)
        /// An application that users consented to.
        case oauthApplication(OAuthApplicationEvidence)
        /// A process.
        case process(ProcessEvidence)
        /// A key of the registry.
        case registryKey(RegistryKeyEvidence)
        /// A value of the registry.
        case registryValue(RegistryValueEvidence)
        /// A group.
        case securityGroup(SecurityGroupEvidence)
        /// A web address.
        case url(URLEvidence)
        /// An account.
        case user(UserEvidence)
        /// A kind that this version has no type for.
        case other(OtherEvidence)
    }
}

/// Evidence of a kind that this version has no type for.
public struct OtherEvidence: Sendable, Hashable {
    /// The kind, `@odata.type` without `#microsoft.graph.security.`, such as `kubernetesPodEvidence`.
    public var type: String

    /// The members of the kind.
    public var members: [String: JSONValue]

    /// Makes evidence of any kind.
    public init(type: String, members: [String: JSONValue]) {
        self.type = type
        self.members = members
    }
}
