@testable import Telemetry

/// One made-up event for each mapping.
enum MappingSamples {
    static let all: [EventMappingTests.Case] = [
        processes, network, files, registry, logons, system, scripts, accounts, audits,
    ].flatMap(\.self)

    private static func find(_ source: EventSource, _ id: Int, _ title: String? = nil) -> EventMapping? {
        EventMapping.all.first { $0.source == source && $0.eventID == id && (title == nil || $0.title == title) }
    }

    private static func sysmon(
        _ id: Int, _ members: String, _ expected: [(String, String)], title: String? = nil
    ) -> [EventMappingTests.Case] {
        find(.sysmon, id, title).map {
            [EventMappingTests.Case(mapping: $0, line: Sample.sysmon(id, members), expected: expected)]
        } ?? []
    }

    private static func security(
        _ id: Int, _ members: String, _ expected: [(String, String)]
    ) -> [EventMappingTests.Case] {
        find(.security, id).map {
            [EventMappingTests.Case(mapping: $0, line: Sample.security(id, members), expected: expected)]
        } ?? []
    }

    private static func other(
        _ source: EventSource, _ id: Int, _ members: String, _ expected: [(String, String)]
    ) -> [EventMappingTests.Case] {
        find(source, id).map {
            [EventMappingTests.Case(mapping: $0, line: Sample.log(source.channel, id, members), expected: expected)]
        } ?? []
    }

    private static let actor: [(String, String)] = [
        ("InitiatingProcessFileName", "cmd.exe"), ("InitiatingProcessFolderPath", #"c:\windows\system32\cmd.exe"#),
        ("InitiatingProcessId", "4100"), ("InitiatingProcessAccountDomain", "corp"),
        ("InitiatingProcessAccountName", "ada"),
    ]

    private static let subjectColumns: [(String, String)] = [
        ("InitiatingProcessAccountName", "ada"), ("InitiatingProcessAccountSid", "S-1-5-21-1-2-3-500"),
    ]

    private static var processes: [EventMappingTests.Case] {
        var cases: [EventMappingTests.Case] = []
        cases += sysmon(
            1,
            #""Image":"C:\\Windows\\System32\\whoami.exe","CommandLine":"whoami /all","ProcessId":"77","User":"CORP\\Ada","#
                + #""ProcessGuid":"{11112222-3345-69a7-0100-000000000100}","LogonId":"0x3e7","TerminalSessionId":"2","#
                + #""Hashes":"SHA1=AA,MD5=BB,SHA256=CC,IMPHASH=DD","Company":"Fabrikam","Product":"P","FileVersion":"1.2","#
                + #""Description":"D","OriginalFileName":"W.EXE","IntegrityLevel":"High","CurrentDirectory":"C:\\","#
                + #""ParentImage":"C:\\Windows\\explorer.exe","ParentCommandLine":"explorer","ParentProcessId":"66","#
                + #""ParentProcessGuid":"{11112222-3344-69a7-0100-000000000100}""#,
            [
                ("ActionType", "ProcessCreated"), ("FileName", "whoami.exe"),
                ("FolderPath", #"C:\Windows\System32\whoami.exe"#), ("SHA1", "aa"), ("SHA256", "cc"), ("MD5", "bb"),
                ("ProcessCommandLine", "whoami /all"), ("ProcessId", "77"), ("AccountDomain", "corp"),
                ("AccountName", "ada"), ("LogonId", "999"), ("ProcessIntegrityLevel", "High"),
                ("ProcessVersionInfoCompanyName", "Fabrikam"), ("ProcessVersionInfoOriginalFileName", "W.EXE"),
                ("CreatedProcessSessionId", "2"), ("ProcessUniqueId", "11112222-3345-69a7-0100-000000000100"),
                ("ProcessCreationTime", "2026-03-04T05:06:07.0890000Z"),
                ("AdditionalFields", #"{"CurrentDirectory":"C:\\"}"#),
                ("InitiatingProcessFileName", "explorer.exe"), ("InitiatingProcessId", "66"),
                ("InitiatingProcessCommandLine", "explorer"),
                ("InitiatingProcessCreationTime", "2026-03-03T19:15:16.0000000Z"),
            ]
        )
        cases += security(
            4688,
            #""NewProcessName":"C:\\Windows\\System32\\whoami.exe","NewProcessId":"0x4d","CommandLine":"whoami","ProcessId":"0x42","#
                + #""ParentProcessName":"C:\\Windows\\explorer.exe","TokenElevationType":"%%1937","MandatoryLabel":"S-1-16-12288","#
                + #""TargetUserName":"-","TargetDomainName":"-","TargetUserSid":"S-1-0-0","TargetLogonId":"0x0",\#(Sample.subject)"#,
            [
                ("ActionType", "ProcessCreated"), ("FileName", "whoami.exe"), ("ProcessId", "77"),
                ("ProcessCommandLine", "whoami"), ("ProcessTokenElevation", "TokenElevationTypeFull"),
                ("ProcessIntegrityLevel", "High"), ("AccountName", "ada"), ("AccountDomain", "corp"),
                ("AccountSid", "S-1-5-21-1-2-3-500"), ("LogonId", "999"), ("InitiatingProcessId", "66"),
                ("InitiatingProcessFileName", "explorer.exe"), ("InitiatingProcessAccountName", "ada"),
            ]
        )
        cases += sysmon(
            8,
            #""SourceProcessGuid":"{11112222-3344-69a7-0100-000000000100}","SourceProcessId":"4100","SourceImage":"C:\\Windows\\System32\\cmd.exe","#
                + #""SourceUser":"CORP\\Ada","TargetImage":"C:\\x\\victim.exe","TargetProcessId":"9","StartAddress":"0x1","NewThreadId":"5","StartModule":"-""#,
            actor + [
                ("ActionType", "CreateRemoteThreadApiCall"), ("FileName", "victim.exe"), ("ProcessId", "9"),
                ("AdditionalFields", #"{"StartAddress":"0x1","NewThreadId":5}"#),
            ]
        )
        cases += sysmon(
            10,
            #""SourceProcessGUID":"{11112222-3344-69a7-0100-000000000100}","SourceProcessId":"4100","SourceImage":"C:\\Windows\\System32\\cmd.exe","#
                + #""SourceUser":"CORP\\Ada","TargetImage":"C:\\Windows\\System32\\lsass.exe","TargetProcessId":"9","GrantedAccess":"0x1010","CallTrace":"ntdll.dll+1""#,
            actor + [
                ("ActionType", "OpenProcessApiCall"), ("FileName", "lsass.exe"),
                ("AdditionalFields", #"{"DesiredAccess":4112,"CallTrace":"ntdll.dll+1"}"#),
            ]
        )
        return cases
    }

    private static var network: [EventMappingTests.Case] {
        var cases: [EventMappingTests.Case] = []
        cases += sysmon(
            3,
            Sample.process
                + #","Protocol":"tcp","Initiated":"true","SourceIp":"10.0.0.5","SourcePort":"50000","DestinationIp":"203.0.113.9","DestinationPort":"443","DestinationHostname":"Files.Example""#,
            actor + [
                ("ActionType", "ConnectionSuccess"), ("RemoteIP", "203.0.113.9"), ("RemotePort", "443"),
                ("LocalIP", "10.0.0.5"), ("LocalPort", "50000"), ("Protocol", "Tcp"), ("RemoteIPType", "Public"),
                ("LocalIPType", "Private"), ("RemoteUrl", "files.example"),
            ]
        )
        cases += sysmon(
            22,
            Sample.process + #","QueryName":"Files.Example","QueryStatus":"0","QueryResults":"::ffff:203.0.113.9;""#,
            actor + [
                ("ActionType", "DnsQueryResponse"), ("RemoteUrl", "files.example"),
                (
                    "AdditionalFields",
                    #"{"DnsQueryString":"Files.Example","DnsQueryResult":"::ffff:203.0.113.9;","DnsQueryStatus":0}"#
                ),
            ])
        cases += security(
            5156,
            #""ProcessId":"4100","Application":"\\device\\harddiskvolume2\\x\\serve.exe","Direction":"%%14592","SourceAddress":"10.0.0.9","SourcePort":"50001","DestAddress":"10.0.0.5","DestPort":"445","Protocol":"6""#,
            [
                ("ActionType", "InboundConnectionAccepted"), ("RemoteIP", "10.0.0.9"), ("LocalPort", "445"),
                ("Protocol", "Tcp"), ("InitiatingProcessFileName", "serve.exe"), ("InitiatingProcessId", "4100"),
            ]
        )
        cases += security(
            5154, #""ProcessID":4,"Application":"System","SourceAddress":"::","SourcePort":"445","Protocol":"6""#,
            [
                ("ActionType", "ListeningConnectionCreated"), ("LocalIP", "::"), ("LocalPort", "445"),
                ("LocalIPType", "Reserved"), ("InitiatingProcessId", "4"),
            ]
        )
        cases += [5152, 5157].flatMap { id in
            security(
                id,
                #""ProcessId":"0","Application":"-","Direction":"%%14593","SourceAddress":"10.0.0.5","SourcePort":"1","DestAddress":"203.0.113.9","DestPort":"25","Protocol":"17""#,
                [
                    ("ActionType", "FirewallOutboundConnectionBlocked"), ("RemoteIP", "203.0.113.9"),
                    ("RemotePort", "25"), ("AdditionalFields", #"{"Protocol":"Udp"}"#),
                ]
            )
        }
        return cases
    }

    private static let target = Sample.process + #","TargetFilename":"C:\\Temp\\a.bin""#
    private static let targetColumns = actor + [("FileName", "a.bin"), ("FolderPath", #"C:\Temp\a.bin"#)]

    private static var files: [EventMappingTests.Case] {
        var cases: [EventMappingTests.Case] = []
        cases += sysmon(
            2,
            target
                + #","CreationUtcTime":"2020-01-01 00:00:00.000","PreviousCreationUtcTime":"2026-01-01 00:00:00.000""#,
            targetColumns + [
                ("ActionType", "FileTimestampModificationEvent"),
                (
                    "AdditionalFields",
                    #"{"CreationTime":"2020-01-01T00:00:00.0000000Z","PreviousCreationTime":"2026-01-01T00:00:00.0000000Z"}"#
                ),
            ])
        cases += sysmon(
            6, #""ImageLoaded":"C:\\Windows\\drivers\\d.sys","Hashes":"SHA1=AA","Signature":"Fabrikam""#,
            [
                ("ActionType", "DriverLoad"), ("FileName", "d.sys"), ("SHA1", "aa"),
                ("AdditionalFields", #"{"Signature":"Fabrikam"}"#),
            ])
        cases += sysmon(
            7, Sample.process + #","ImageLoaded":"C:\\x\\l.dll","Hashes":"SHA256=CC""#,
            actor + [
                ("ActionType", "ImageLoaded"), ("FileName", "l.dll"), ("FolderPath", #"C:\x\l.dll"#), ("SHA256", "cc"),
            ])
        cases += sysmon(
            11, target + #","CreationUtcTime":"2020-01-01 00:00:00.000""#,
            targetColumns + [("ActionType", "FileCreated")])
        cases += sysmon(
            15,
            target
                + #","Hash":"MD5=BB","Contents":"[ZoneTransfer]  ZoneId=3  ReferrerUrl=http://a.example/  HostUrl=http://b.example/f""#,
            targetColumns + [
                ("ActionType", "FileCreated"), ("MD5", "bb"), ("FileOriginUrl", "http://b.example/f"),
                ("FileOriginReferrerUrl", "http://a.example/"),
            ]
        )
        cases += sysmon(
            17, Sample.process + #","PipeName":"\\tool""#,
            actor + [
                ("ActionType", "NamedPipeEvent"),
                ("AdditionalFields", #"{"PipeName":"\\tool","FileOperation":"File created","NamedPipeEnd":"Server"}"#),
            ])
        cases += sysmon(
            18, Sample.process + #","PipeName":"\\tool""#,
            actor + [
                ("AdditionalFields", #"{"PipeName":"\\tool","FileOperation":"File opened","NamedPipeEnd":"Client"}"#)
            ])
        cases += sysmon(
            23, target + #","Hashes":"SHA1=AA","IsExecutable":"true""#,
            targetColumns + [
                ("ActionType", "FileDeleted"), ("SHA1", "aa"), ("AdditionalFields", #"{"IsExecutable":"true"}"#),
            ])
        cases += sysmon(26, target + #","IsExecutable":"false""#, targetColumns + [("ActionType", "FileDeleted")])
        cases += sysmon(
            29, target + #","Hashes":"SHA256=CC""#, targetColumns + [("ActionType", "FileCreated"), ("SHA256", "cc")])
        return cases
    }

    private static let runKey = #""TargetObject":"HKU\\S-1-5-21-1-2-3-1001\\Software\\Run\\Updater""#
    private static var registry: [EventMappingTests.Case] {
        var cases: [EventMappingTests.Case] = []
        cases += sysmon(
            12, Sample.process + #","EventType":"CreateKey","TargetObject":"HKLM\\System\\Key""#,
            actor + [
                ("ActionType", "RegistryKeyCreated"), ("RegistryKey", #"HKEY_LOCAL_MACHINE\System\Key"#),
                ("RegistryValueName", ""),
            ], title: "registry key created or deleted")
        cases += sysmon(
            12, Sample.process + #","EventType":"DeleteValue",\#(runKey)"#,
            actor + [
                ("ActionType", "RegistryValueDeleted"),
                ("RegistryKey", #"HKEY_CURRENT_USER\S-1-5-21-1-2-3-1001\Software\Run"#),
                ("PreviousRegistryValueName", "Updater"),
            ], title: "registry value deleted")
        cases += sysmon(
            13, Sample.process + #","EventType":"SetValue","Details":"DWORD (0x0000001f)",\#(runKey)"#,
            actor + [
                ("ActionType", "RegistryValueSet"),
                ("RegistryKey", #"HKEY_CURRENT_USER\S-1-5-21-1-2-3-1001\Software\Run"#),
                ("RegistryValueName", "Updater"), ("RegistryValueType", "Dword"), ("RegistryValueData", "31"),
            ])
        cases += sysmon(
            14, Sample.process + #","EventType":"RenameKey","TargetObject":"HKLM\\A","NewName":"HKLM\\B""#,
            actor + [
                ("ActionType", "RegistryKeyRenamed"), ("RegistryKey", #"HKEY_LOCAL_MACHINE\B"#),
                ("PreviousRegistryKey", #"HKEY_LOCAL_MACHINE\A"#),
            ])
        cases += security(
            4657,
            #""ObjectName":"\\REGISTRY\\MACHINE\\SYSTEM\\X","ObjectValueName":"Enabled","OperationType":"%%1905","OldValue":"1","NewValue":"0","NewValueType":"%%1876","ProcessId":"0x10","ProcessName":"C:\\w.exe",\#(Sample.subject)"#,
            subjectColumns + [
                ("ActionType", "RegistryValueSet"), ("RegistryKey", #"HKEY_LOCAL_MACHINE\SYSTEM\X"#),
                ("RegistryValueName", "Enabled"), ("RegistryValueData", "0"), ("PreviousRegistryValueData", "1"),
                ("RegistryValueType", "Dword"), ("InitiatingProcessFileName", "w.exe"),
            ]
        )
        return cases
    }

    private static let logonTarget =
        #""TargetUserName":"Bert","TargetDomainName":"CORP","TargetUserSid":"S-1-5-21-1-2-3-1002","IpAddress":"::ffff:10.0.0.9","IpPort":"50002","WorkstationName":"PC2","AuthenticationPackageName":"NTLM""#
    private static let logonColumns: [(String, String)] = [
        ("AccountName", "bert"), ("AccountDomain", "corp"), ("AccountSid", "S-1-5-21-1-2-3-1002"),
        ("RemoteIP", "10.0.0.9"), ("RemotePort", "50002"), ("RemoteDeviceName", "pc2"), ("Protocol", "NTLM"),
        ("RemoteIPType", "Private"),
    ]
    private static let ticket =
        #""TargetUserName":"Bert","TargetDomainName":"CORP.EXAMPLE","TargetSid":"S-1-5-21-1-2-3-1002","IpAddress":"::ffff:10.0.0.9","IpPort":"50002","Status":"0x0""#
    private static let ticketColumns: [(String, String)] = [
        ("ActionType", "LogonSuccess"), ("AccountName", "bert"), ("AccountDomain", "corp.example"),
        ("AccountSid", "S-1-5-21-1-2-3-1002"), ("IPAddress", "10.0.0.9"), ("Port", "50002"),
        ("DestinationDeviceName", "pc1.corp.example"), ("Application", "Active Directory"), ("DeviceName", ""),
    ]

    private static var logons: [EventMappingTests.Case] {
        var cases: [EventMappingTests.Case] = []
        cases += security(
            4624,
            #""LogonType":3,"TargetLogonId":"0x100","ElevatedToken":"%%1842","LogonProcessName":"NtLmSsp ",\#(logonTarget)"#,
            logonColumns + [
                ("ActionType", "LogonSuccess"), ("LogonType", "Network"), ("LogonId", "256"), ("IsLocalAdmin", "true"),
                ("AdditionalFields", #"{"LogonProcess":"NtLmSsp "}"#),
            ])
        cases += security(
            4625, #""LogonType":"10","Status":"0xc000006d","SubStatus":"0xC000006A",\#(logonTarget)"#,
            logonColumns + [
                ("ActionType", "LogonFailed"), ("LogonType", "RemoteInteractive"),
                ("FailureReason", "InvalidUserNameOrPassword"),
            ])
        cases += security(
            4648,
            #""TargetUserName":"Bert","TargetDomainName":"CORP","TargetServerName":"PC2","IpAddress":"-","ProcessId":"0x10","ProcessName":"C:\\r.exe",\#(Sample.subject)"#,
            subjectColumns + [
                ("ActionType", "LogonAttempted"), ("AccountName", "bert"), ("RemoteDeviceName", "pc2"),
                ("RemoteIP", ""),
                ("InitiatingProcessFileName", "r.exe"),
            ])
        cases += security(
            4768, ticket + #","PreAuthType":"2""#,
            ticketColumns + [
                ("LogonType", "Credentials Validation"), ("Protocol", "Kerberos"), ("FailureReason", ""),
            ])
        cases += security(
            4769, ticket.replacing(#""Bert""#, with: #""Bert@CORP.EXAMPLE""#) + #","ServiceName":"PC2$""#,
            ticketColumns + [
                ("LogonType", "Resource Access"), ("TargetDeviceName", "pc2$"),
            ])
        cases += security(
            4771, #""TargetUserName":"Bert","TargetSid":"S-1-5-21-1-2-3-1002","IpAddress":"10.0.0.9","Status":"0x18""#,
            [
                ("ActionType", "LogonFailed"), ("LogonType", "Failed Logon"),
                ("FailureReason", "InvalidUserNameOrPassword"),
            ])
        cases += security(
            4776, #""TargetUserName":"Bert","Workstation":"PC2","Status":"0xc0000064""#,
            [
                ("ActionType", "LogonFailed"), ("Protocol", "Ntlm"), ("DeviceName", "pc2"),
                ("FailureReason", "UnknownUser"),
            ])
        return cases
    }

    private static var system: [EventMappingTests.Case] {
        var cases: [EventMappingTests.Case] = []
        cases += security(
            4697,
            #""ServiceName":"Updater","ServiceFileName":"\"C:\\Program Files\\u.exe\" -x","ServiceType":"0x10","ServiceStartType":"2","ServiceAccount":"LocalSystem",\#(Sample.subject)"#,
            subjectColumns + [
                ("ActionType", "ServiceInstalled"), ("FileName", "u.exe"), ("FolderPath", #"C:\Program Files\u.exe"#),
                (
                    "AdditionalFields",
                    #"{"ServiceName":"Updater","ServiceAccount":"LocalSystem","ServiceStartType":"Automatic","ServiceType":"0x10"}"#
                ),
            ]
        )
        cases += other(
            .system, 7045,
            #""ServiceName":"Updater","ImagePath":"%COMSPEC% /C x","StartType":"demand start","Message":"A service.\r\nService Account:  LocalSystem""#,
            [
                ("ActionType", "ServiceInstalled"), ("ProcessCommandLine", "%COMSPEC% /C x"), ("FileName", "%COMSPEC%"),
                (
                    "AdditionalFields",
                    #"{"ServiceName":"Updater","ServiceAccount":"LocalSystem","ServiceStartType":"Manual"}"#
                ),
            ])
        cases += [
            (4698, "Created", "TaskContent"), (4699, "Deleted", "TaskContent"), (4702, "Updated", "TaskContentNew"),
        ].flatMap { id, action, content in
            security(
                id, #""TaskName":"\\T","\#(content)":"<Task/>",\#(Sample.subject)"#,
                subjectColumns + [
                    ("ActionType", "ScheduledTask" + action), ("AccountName", "ada"),
                    ("AdditionalFields", #"{"TaskName":"\\T","TaskContent":"<Task/>"}"#),
                ])
        }
        cases += [(106, "Created", "UserContext"), (140, "Updated", "UserName"), (141, "Deleted", "UserName")].flatMap {
            id, action, user in
            other(
                .taskScheduler, id, #""TaskName":"\\T","\#(user)":"CORP\\Ada""#,
                [
                    ("ActionType", "ScheduledTask" + action), ("AccountName", "ada"), ("AccountDomain", "corp"),
                ])
        }
        cases += security(
            1102,
            #""Message":"The audit log was cleared.\r\nSubject:\r\n\tSecurity ID:\tS-1-5-21-1-2-3-500\r\n\tAccount Name:\tada\r\n\tDomain Name:\tcorp""#,
            [
                ("ActionType", "SecurityLogCleared"), ("AccountName", "ada"), ("AccountDomain", "corp"),
                ("AccountSid", "S-1-5-21-1-2-3-500"),
            ])
        cases += security(
            4719, #""CategoryId":"%%8274",\#(Sample.subject)"#,
            subjectColumns + [
                ("ActionType", "AuditPolicyModification"), ("AdditionalFields", #"{"CategoryId":"%%8274"}"#),
            ])
        cases += security(
            6416, #""DeviceId":"USB\\X","DeviceDescription":"Stick","ClassName":"DiskDrive",\#(Sample.subject)"#,
            [
                ("ActionType", "PnpDeviceConnected"),
                ("AdditionalFields", #"{"DeviceId":"USB\\X","DeviceDescription":"Stick","ClassName":"DiskDrive"}"#),
            ])
        cases += sysmon(
            21, #""Operation":"Created","User":"CORP\\Ada","Consumer":"c","Filter":"f""#,
            [
                ("ActionType", "WmiBindEventFilterToConsumer"), ("AccountName", "ada"),
                ("AdditionalFields", #"{"Operation":"Created","Consumer":"c","Filter":"f"}"#),
            ])
        cases += other(
            .wmiActivity, 5861, #""Message":"Namespace = x""#,
            [
                ("ActionType", "WmiBindEventFilterToConsumer"),
                ("AdditionalFields", #"{"Description":"Namespace = x"}"#),
            ])
        cases += security(5025, "", [("ActionType", "FirewallServiceStopped")])
        cases += other(
            .remoteConnection, 1149,
            #""Message":"User authentication succeeded:\r\n\r\nUser: ada\r\nDomain: corp\r\nSource Network Address: 10.0.0.9""#,
            [
                ("ActionType", "RemoteDesktopConnection"), ("AccountName", "ada"), ("AccountDomain", "corp"),
                ("RemoteIP", "10.0.0.9"),
            ])
        cases += (4692...4695).flatMap { id in
            security(
                id, Sample.subject,
                [
                    ("ActionType", "DpapiAccessed"), ("AccountName", "ada"),
                    ("AdditionalFields", #"{"EventId":"\#(id)"}"#),
                ])
        }
        return cases
    }

    private static var scripts: [EventMappingTests.Case] {
        var cases: [EventMappingTests.Case] = []
        cases += other(
            .powerShell, 4103,
            #""ExecutionProcessID":4100,"Payload":"CommandInvocation(Get-Date): \"Get-Date\"\r\nParameterBinding(Get-Date): name=\"Format\"; value=\"o\"","ContextInfo":"        Host Application = powershell.exe -x\r\n        User = CORP\\Ada""#,
            [
                ("ActionType", "PowerShellCommand"), ("AccountName", "ada"),
                ("ProcessCommandLine", "powershell.exe -x"), ("InitiatingProcessId", "4100"),
                (
                    "AdditionalFields",
                    #"{"Command":"Get-Date","Parameters":"ParameterBinding(Get-Date): name=\"Format\"; value=\"o\""}"#
                ),
            ])
        cases += other(
            .powerShell, 4104, #""ScriptBlockText":"1+1","ScriptBlockId":"b","Path":"C:\\s.ps1""#,
            [
                ("ActionType", "ScriptContent"), ("FileName", "s.ps1"),
                ("AdditionalFields", #"{"ScriptContent":"1+1","ScriptBlockId":"b"}"#),
            ])
        cases += other(
            .classicPowerShell, 800,
            #""Message":"Pipeline execution details\r\n\tHostApplication=powershell.exe\r\nDetails: \r\nCommandInvocation(Get-Item): \"Get-Item\"""#,
            [
                ("ActionType", "PowerShellCommand"), ("ProcessCommandLine", "powershell.exe"),
                ("AdditionalFields", #"{"Command":"Get-Item"}"#),
            ])
        return cases
    }

    private static let accountTarget =
        #""TargetUserName":"Cleo","TargetDomainName":"PC1","TargetSid":"S-1-5-21-9-9-9-1003",\#(Sample.subject)"#
    private static let member =
        #""MemberName":"CN=Cleo,DC=corp","MemberSid":"S-1-5-21-9-9-9-1003","TargetUserName":"Operators","TargetSid":"S-1-5-32-544",\#(Sample.subject)"#

    private static var accounts: [EventMappingTests.Case] {
        var cases: [EventMappingTests.Case] = []
        cases += [
            (4720, "Created"), (4722, "Modified"), (4724, "Modified"), (4725, "Modified"), (4726, "Deleted"),
            (4738, "Modified"),
        ].flatMap { id, action in
            security(
                id, accountTarget,
                subjectColumns + [
                    ("ActionType", "UserAccount" + action), ("AccountName", "cleo"),
                    ("AccountSid", "S-1-5-21-9-9-9-1003"),
                ])
        }
        cases += [(4727, "Created"), (4730, "Deleted"), (4731, "Created"), (4734, "Deleted")].flatMap { id, action in
            security(
                id, accountTarget,
                subjectColumns + [
                    ("ActionType", "SecurityGroup" + action),
                    ("AdditionalFields", #"{"GroupName":"Cleo","GroupSid":"S-1-5-21-9-9-9-1003"}"#),
                ])
        }
        cases += [(4732, "UserAccountAddedToLocalGroup"), (4733, "UserAccountRemovedFromLocalGroup")].flatMap {
            id, action in
            security(
                id, member,
                subjectColumns + [
                    ("ActionType", action), ("AccountSid", "S-1-5-21-9-9-9-1003"),
                    ("AdditionalFields", #"{"GroupName":"Operators","GroupSid":"S-1-5-32-544"}"#),
                ])
        }
        cases += [(4728, "TO"), (4729, "FROM"), (4756, "TO"), (4757, "FROM")].flatMap { id, direction in
            security(
                id, member,
                [
                    ("ActionType", "Group Membership changed"), ("AccountName", "ada"),
                    ("TargetAccountDisplayName", "CN=Cleo,DC=corp"),
                    ("AdditionalFields", #"{"\#(direction).GROUP":"Operators","MemberSid":"S-1-5-21-9-9-9-1003"}"#),
                ])
        }
        cases += security(
            4662,
            #""Properties":"%%7688 {1131F6AD-9C07-11D1-F79F-00C04FC2DCD2}","ObjectName":"DC=corp",\#(Sample.subject)"#,
            [
                ("ActionType", "Directory Services replication"), ("AccountName", "ada"),
                ("DestinationDeviceName", "pc1.corp.example"),
            ])
        cases += [5140, 5145].flatMap { id in
            security(
                id,
                #""ShareName":"\\\\*\\ADMIN$","RelativeTargetName":"temp\\x.exe","IpAddress":"10.0.0.9","IpPort":"50003","AccessMask":"0x1",\#(Sample.subject)"#,
                subjectColumns + [
                    ("ActionType", "NetworkShareObjectAccessChecked"), ("FileName", "x.exe"), ("RemoteIP", "10.0.0.9"),
                    ("RemotePort", "50003"),
                    (
                        "AdditionalFields",
                        #"{"ShareName":"\\\\*\\ADMIN$","RelativeTargetName":"temp\\x.exe","AccessMask":"0x1"}"#
                    ),
                ])
        }
        cases += [(5142, "Added"), (5143, "Modified"), (5144, "Deleted")].flatMap { id, action in
            security(
                id, #""ShareName":"\\\\*\\C$","ShareLocalPath":"C:\\",\#(Sample.subject)"#,
                [
                    ("ActionType", "NetworkShareObject" + action),
                    ("AdditionalFields", #"{"ShareName":"\\\\*\\C$","ShareLocalPath":"C:\\"}"#),
                ])
        }
        return cases
    }

    private static let audits: [EventMappingTests.Case] = [
        EventMappingTests.Case(
            mapping: AuditRecords.directory,
            line:
                #"{"Type":"AuditLogs","TimeGenerated":"2026-03-04T05:06:07.089Z","OperationName":"Update application ","AADOperationType":"Update","Id":"r1","Result":"success","InitiatedBy":"{\"user\":{\"id\":\"u1\",\"displayName\":null}}","InitiatingUserOrApp":"ada@corp.example","TargetResources":"[{\"id\":\"t1\",\"displayName\":\"App\",\"type\":\"Application\"}]"}"#,
            expected: [
                ("ActionType", "Update application."), ("AccountObjectId", "u1"), ("AccountId", "ada@corp.example"),
                ("AccountDisplayName", "ada@corp.example"), ("ObjectName", "App"), ("ObjectId", "t1"),
                ("ReportId", "r1"), ("ApplicationId", "11161"),
                ("AdditionalFields", #"{"Result":"success"}"#),
            ]
        ),
        EventMappingTests.Case(
            mapping: AuditRecords.office,
            line:
                #"{"Type":"OfficeActivity","TimeGenerated":"2026-03-04T05:06:07Z","Operation":"MailItemsAccessed","OfficeWorkload":"Exchange","UserId":"ada@corp.example","Client_IPAddress":"203.0.113.9","OfficeId":"o1"}"#,
            expected: [
                ("ActionType", "MailItemsAccessed"), ("Application", "Microsoft Exchange Online"),
                ("ApplicationId", "20893"),
                ("IPAddress", "203.0.113.9"), ("ReportId", "o1"),
            ]
        ),
    ]
}
