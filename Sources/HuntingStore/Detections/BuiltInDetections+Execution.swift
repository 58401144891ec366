import TenantStore

extension BuiltInDetections {
    static let execution: [Detection] = [
        Detection(
            id: "script-host-starts-interpreter", title: "Script host or document started an interpreter",
            description: "An Office program, a script host or mshta started PowerShell or a program that is often "
                + "abused to run code.",
            recommendedActions:
                "Look at the document or script, isolate the device if it came from outside, and search "
                + "for the same file elsewhere.",
            severity: .medium, category: "Execution", techniques: ["T1059", "T1204.002"],
            query: """
                DeviceProcessEvents
                | where InitiatingProcessFileName in~ ("wscript.exe", "cscript.exe", "mshta.exe", "winword.exe", \
                "excel.exe", "powerpnt.exe", "outlook.exe")
                | where FileName in~ ("powershell.exe", "pwsh.exe", "rundll32.exe", "regsvr32.exe", "bitsadmin.exe", \
                "certutil.exe")
                \(processColumns)
                """,
            identity: processIdentity, evidence: processEvidence
        ),
        Detection(
            id: "encoded-powershell", title: "PowerShell with an encoded command",
            description: "PowerShell was started with a command in Base64, which hides what it does.",
            recommendedActions: "Decode the command, and look at what the process did and who started it.",
            severity: .medium, category: "Execution", techniques: ["T1059.001", "T1027"],
            query: """
                DeviceProcessEvents
                | where FileName in~ ("powershell.exe", "pwsh.exe")
                | where ProcessCommandLine matches regex "(?i)[-/]e(nc|nco|ncod|ncode|ncoded|ncodedcommand|c)? +[A-Za-z0-9+/=]{20}"
                \(processColumns)
                """,
            identity: processIdentity, evidence: processEvidence
        ),
        Detection(
            id: "mshta-inline-script", title: "mshta ran a script from its command line",
            description: "mshta was given a script or an address on its command line, a way to run code past "
                + "application control.",
            recommendedActions: "Look at the script and at the processes that mshta started.",
            severity: .medium, category: "DefenseEvasion", techniques: ["T1218.005"],
            query: """
                DeviceProcessEvents
                | where FileName =~ "mshta.exe" and ProcessCommandLine has_any ("vbscript", "javascript", "http", "https")
                \(processColumns)
                """,
            identity: processIdentity, evidence: processEvidence
        ),
        Detection(
            id: "bitsadmin-download", title: "Download with bitsadmin",
            description: "bitsadmin fetched a file from the network.",
            recommendedActions: "Look at the file and its source, and block both if they are not known.",
            severity: .low, category: "CommandAndControl", techniques: ["T1197", "T1105"],
            query: """
                DeviceProcessEvents
                | where FileName =~ "bitsadmin.exe" and ProcessCommandLine has "transfer" and ProcessCommandLine has "http" \
                or FileName =~ "bitsadmin.exe" and ProcessCommandLine has "https"
                \(processColumns)
                """,
            identity: processIdentity, evidence: processEvidence
        ),
        Detection(
            id: "uac-bypass", title: "Bypass of User Account Control",
            description: "A program that Windows elevates without asking started an interpreter.",
            recommendedActions: "Look at what ran elevated, and remove the registry value that redirected the program.",
            severity: .medium, category: "PrivilegeEscalation", techniques: ["T1548.002"],
            query: """
                DeviceProcessEvents
                | where InitiatingProcessFileName in~ ("fodhelper.exe", "computerdefaults.exe", "eventvwr.exe", "sdclt.exe")
                | where FileName in~ ("powershell.exe", "pwsh.exe", "cmd.exe", "rundll32.exe", "mshta.exe")
                \(processColumns)
                """,
            identity: processIdentity, evidence: processEvidence
        ),
    ]

    static let discovery: [Detection] = [
        Detection(
            id: "account-discovery", title: "Accounts or groups listed with net",
            description: "The net program listed users or groups of the device or the domain.",
            recommendedActions: "Find out who ran it and why; alone it may be ordinary administration.",
            severity: .low, category: "Discovery", techniques: ["T1087.001", "T1087.002"],
            query: """
                DeviceProcessEvents
                | where FileName in~ ("net.exe", "net1.exe")
                | where ProcessCommandLine has_any ("user", "users", "group", "localgroup")
                \(processColumns)
                """,
            identity: ["DeviceId", "InitiatingProcessId", "FileName"], evidence: processEvidence
        ),
        Detection(
            id: "upload-with-curl", title: "File uploaded with curl",
            description: "curl sent a file to an address outside.",
            recommendedActions: "Find out what the file held, and block the address.",
            severity: .medium, category: "Exfiltration", techniques: ["T1567"],
            query: """
                DeviceProcessEvents
                | where FileName =~ "curl.exe" and ProcessCommandLine matches regex " (-T|--upload-file) "
                \(processColumns)
                """,
            identity: processIdentity, evidence: processEvidence
        ),
    ]
}
