import TenantStore

extension BuiltInDetections {
    static let credentialAccess: [Detection] = [
        Detection(
            id: "lsass-dump-by-comsvcs", title: "Credential dump of LSASS with comsvcs.dll",
            description: "A process called MiniDump of comsvcs.dll, which writes the memory of the local security "
                + "authority to a file.",
            recommendedActions:
                "Isolate the device, delete the dump, and reset the passwords of all accounts that were "
                + "signed in on it.",
            severity: .high, category: "CredentialAccess", techniques: ["T1003.001"],
            query: """
                DeviceProcessEvents
                | where ProcessCommandLine has "comsvcs" and ProcessCommandLine has "MiniDump"
                \(processColumns)
                """,
            identity: processIdentity, evidence: processEvidence
        ),
        Detection(
            id: "lsass-memory-read", title: "Suspicious access to LSASS memory",
            description: "A process that has no reason to do so opened the local security authority with the right to "
                + "read its memory.",
            recommendedActions: "Find out what the process is. If it is not a security product, treat the credentials "
                + "of all signed-in accounts as stolen.",
            severity: .high, category: "CredentialAccess", techniques: ["T1003.001"],
            // 4112 = 0x1010, 5136 = 0x1410, 5176 = 0x1438, 2097151 = 0x1FFFFF: rights that include PROCESS_VM_READ.
            query: """
                DeviceEvents
                | where ActionType == "OpenProcessApiCall" and FileName =~ "lsass.exe"
                | where AdditionalFields has_any ("4112", "5136", "5176", "2097151")
                | where not(InitiatingProcessFileName in~ ("svchost.exe", "wininit.exe", "csrss.exe", "services.exe", \
                "lsass.exe", "wmiprvse.exe", "msmpeng.exe", "mssense.exe"))
                \(eventColumns)
                """,
            identity: ["DeviceId", "InitiatingProcessId", "InitiatingProcessFolderPath"],
            evidence: [.device, .initiatingProcess, .initiatingUser]
        ),
        Detection(
            id: "ntds-dump", title: "Copy of the Active Directory database with ntdsutil",
            description: "ntdsutil was told to make installation media, a copy of the directory database with all "
                + "password hashes.",
            recommendedActions: "Delete the copy, reset the krbtgt password twice and the passwords of privileged "
                + "accounts.",
            severity: .high, category: "CredentialAccess", techniques: ["T1003.003"],
            query: """
                DeviceProcessEvents
                | where FileName =~ "ntdsutil.exe" and ProcessCommandLine has "ntds" and ProcessCommandLine has "ifm"
                \(processColumns)
                """,
            identity: processIdentity, evidence: processEvidence
        ),
        Detection(
            id: "directory-replication", title: "Directory replication by an account (DCSync)",
            description: "An account replicated directory data, with which all password hashes can be read.",
            recommendedActions: "Check whether the account may replicate. If not, disable it and reset the krbtgt "
                + "password twice.",
            severity: .high, category: "CredentialAccess", techniques: ["T1003.006"], product: .identity,
            query: """
                IdentityDirectoryEvents
                | where ActionType == "Directory Services replication" and AccountName !endswith "$"
                | project Timestamp, ReportId, AccountDomain, AccountName, AccountSid, AccountUpn, AccountObjectId, \
                AccountDisplayName, DeviceName, IPAddress, DestinationDeviceName
                """,
            identity: ["AccountName", "DeviceName", "DestinationDeviceName"], evidence: [.user, .ip("IPAddress")]
        ),
    ]
}
