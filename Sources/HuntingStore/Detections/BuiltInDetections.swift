/// The detections that come with the local tenant.
package enum BuiltInDetections {
    /// All detections; identifiers are unique.
    package static let all: [Detection] =
        credentialAccess + execution + persistence + movement + discovery + cloud

    /// Columns that queries over DeviceProcessEvents return.
    static let processColumns = """
        | project Timestamp, DeviceId, DeviceName, ReportId, FileName, FolderPath, SHA1, SHA256, ProcessId, \
        ProcessCommandLine, ProcessCreationTime, AccountDomain, AccountName, AccountSid, InitiatingProcessFileName, \
        InitiatingProcessFolderPath, InitiatingProcessSHA1, InitiatingProcessSHA256, InitiatingProcessId, \
        InitiatingProcessCommandLine, InitiatingProcessCreationTime, InitiatingProcessAccountDomain, \
        InitiatingProcessAccountName, InitiatingProcessAccountSid
        """

    /// Columns that queries over DeviceEvents return.
    static let eventColumns = """
        | project Timestamp, DeviceId, DeviceName, ReportId, ActionType, FileName, FolderPath, SHA1, SHA256, \
        ProcessId, ProcessCommandLine, ProcessCreationTime, AccountDomain, AccountName, AccountSid, AdditionalFields, \
        InitiatingProcessFileName, InitiatingProcessFolderPath, InitiatingProcessSHA1, InitiatingProcessSHA256, \
        InitiatingProcessId, InitiatingProcessCommandLine, InitiatingProcessCreationTime, \
        InitiatingProcessAccountDomain, InitiatingProcessAccountName, InitiatingProcessAccountSid
        """

    /// Columns that queries over DeviceRegistryEvents return.
    static let registryColumns = """
        | project Timestamp, DeviceId, DeviceName, ReportId, RegistryKey, RegistryValueName, RegistryValueData, \
        InitiatingProcessFileName, InitiatingProcessFolderPath, InitiatingProcessSHA1, InitiatingProcessSHA256, \
        InitiatingProcessId, InitiatingProcessCommandLine, InitiatingProcessCreationTime, \
        InitiatingProcessAccountDomain, InitiatingProcessAccountName, InitiatingProcessAccountSid
        """

    /// What tells one created process from another.
    static let processIdentity = ["DeviceId", "ProcessId", "ProcessCommandLine"]
    static let processEvidence: [EvidenceRule] = [.device, .process, .file, .user, .initiatingProcess]
}
