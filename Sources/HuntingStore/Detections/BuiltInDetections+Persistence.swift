import TenantStore

extension BuiltInDetections {
    static let persistence: [Detection] = [
        Detection(
            id: "run-key", title: "Suspicious program in a Run key",
            description: "A value was set under a Run key that starts an interpreter, or a program from a folder that "
                + "any user may write to.",
            recommendedActions: "Remove the value and the program that it starts, and find out what set it.",
            severity: .medium, category: "Persistence", techniques: ["T1547.001"],
            query: """
                DeviceRegistryEvents
                | where ActionType == "RegistryValueSet" and RegistryKey contains @"\\CurrentVersion\\Run"
                | where RegistryValueData has_any ("powershell", "pwsh", "mshta", "wscript", "cscript", "rundll32") \
                or RegistryValueData contains @"\\Users\\Public\\" or RegistryValueData contains @"\\Temp\\"
                \(registryColumns)
                """,
            identity: ["DeviceId", "RegistryKey", "RegistryValueName"],
            evidence: [.device, .registryValue, .initiatingProcess, .initiatingUser]
        ),
        Detection(
            id: "scheduled-task", title: "Scheduled task created on the command line",
            description: "A scheduled task was created with schtasks.",
            recommendedActions: "Look at what the task runs and as whom, and delete it if it is not known.",
            severity: .low, category: "Persistence", techniques: ["T1053.005"],
            query: """
                DeviceProcessEvents
                | where FileName =~ "schtasks.exe" and ProcessCommandLine contains "/create"
                \(processColumns)
                """,
            identity: processIdentity, evidence: processEvidence
        ),
        Detection(
            id: "security-log-cleared", title: "Security log cleared",
            description:
                "The security log of the device was cleared, which removes the traces of what was done before.",
            recommendedActions: "Find out who cleared it, and look at the time before in other sources.",
            severity: .medium, category: "DefenseEvasion", techniques: ["T1070.001"],
            query: """
                DeviceEvents
                | where ActionType == "SecurityLogCleared"
                \(eventColumns)
                """,
            identity: ["DeviceId", "ReportId"], evidence: [.device, .user]
        ),
    ]

    static let movement: [Detection] = [
        Detection(
            id: "suspicious-service", title: "Suspicious service installed",
            description: "A service was installed whose program is an interpreter, or lies directly in the Windows "
                + "folder, as tools for remote execution do it.",
            recommendedActions: "Stop and remove the service, and find the device from which it was installed.",
            severity: .high, category: "LateralMovement", techniques: ["T1021.002", "T1569.002", "T1543.003"],
            query: """
                DeviceEvents
                | where ActionType == "ServiceInstalled"
                | where ProcessCommandLine has_any ("powershell", "comspec", "cmd", "rundll32") \
                or FolderPath matches regex @"(?i)^C:\\\\Windows\\\\[^\\\\]+\\.exe$"
                \(eventColumns)
                """,
            identity: ["DeviceId", "AdditionalFields"], evidence: [.device, .process, .file, .user, .initiatingUser]
        ),
        Detection(
            id: "wmi-execution", title: "Program started through WMI",
            description: "The provider host of WMI started an interpreter, as remote execution through WMI does.",
            recommendedActions: "Find the device and account that called, by the logon at the same time.",
            severity: .medium, category: "LateralMovement", techniques: ["T1047"],
            query: """
                DeviceProcessEvents
                | where InitiatingProcessFileName =~ "WmiPrvSE.exe"
                | where FileName in~ ("powershell.exe", "pwsh.exe", "cmd.exe", "mshta.exe", "rundll32.exe")
                \(processColumns)
                """,
            identity: processIdentity, evidence: processEvidence
        ),
    ]

    static let cloud: [Detection] = [
        Detection(
            id: "application-permission-added", title: "Permission or credential added to an application",
            description: "An application was given a permission to data, or a further credential.",
            recommendedActions:
                "Ask the account's owner. If it was not meant, remove the permission and the credential, "
                + "and revoke the application's tokens.",
            severity: .medium, category: "Persistence", techniques: ["T1098.001"], product: .cloudApps,
            query: """
                CloudAppEvents
                | where ActionType in ("Add delegated permission grant.", "Add service principal credentials.", \
                "Add app role assignment to service principal.") or ActionType startswith "Update application – Certificates"
                | project Timestamp, ReportId, ActionType, AccountObjectId, AccountId, AccountDisplayName, IPAddress, ObjectName
                """,
            identity: ["ReportId"], evidence: [.user, .ip("IPAddress")]
        )
    ]
}
