/// Ordinary work: programs, connections, files and logons that mean no harm.
struct BackgroundNoise {
    let start: Int64
    let end: Int64

    /// A program of ordinary work: path, arguments, where it connects, what it writes.
    private struct Program {
        var path: String
        var arguments: String
        var host: String
        var address: String
        var file: String
    }

    private static let programs = [
        Program(
            path: #"C:\Program Files\Browser\browser.exe"#, arguments: "--type=renderer", host: "news.example",
            address: "198.51.100.12", file: #"Downloads\report.pdf"#
        ),
        Program(
            path: #"C:\Program Files\Microsoft Office\root\Office16\EXCEL.EXE"#, arguments: #""C:\Budget\2026.xlsx""#,
            host: "", address: "", file: #"Documents\2026.xlsx"#
        ),
        Program(
            path: #"C:\Program Files\Microsoft Office\root\Office16\OUTLOOK.EXE"#, arguments: "", host: "mail.example",
            address: "198.51.100.25", file: ""
        ),
        Program(
            path: #"C:\Windows\System32\svchost.exe"#, arguments: "-k netsvcs -p -s wuauserv", host: "update.example",
            address: "198.51.100.30", file: ""
        ),
        Program(
            path: #"C:\Program Files\Git\bin\git.exe"#, arguments: "fetch --all", host: "code.example",
            address: "198.51.100.55", file: ""
        ),
        Program(path: #"C:\Windows\System32\cmd.exe"#, arguments: "/c dir", host: "", address: "", file: ""),
        Program(
            path: #"C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe"#,
            arguments: #"-File C:\Scripts\inventory.ps1"#, host: "", address: "", file: ""
        ),
    ]

    func write(_ writer: inout StorylineWriter) {
        let world = writer.world
        let rounds = max(40, min(600, Int((end - start) / Ticks.perMinute)))
        for device in world.devices {
            let account = device.owner.map { StorylineWriter.Account(world.people[$0]) } ?? .system
            let shell = writer.running(
                device.isServer ? #"C:\Windows\System32\services.exe"# : #"C:\Windows\explorer.exe"#, account,
                before: start
            )
            if device.owner != nil {
                writer.logOn(account, "Interactive", on: device, at: start + Ticks.perMinute, from: "", "")
            }
            for round in 0..<(rounds / world.devices.count) {
                let slot = (end - start) / Int64(max(1, rounds / world.devices.count))
                let instant = start + slot * Int64(round) + Int64(writer.random.below(Int(max(1, slot - 1))))
                guard instant < end - Ticks.perSecond else { continue }
                run(writer.random.pick(Self.programs), on: device, shell, at: instant, &writer)
            }
        }
        logons(&writer)
    }

    private func run(
        _ program: Program, on device: StorylineWorld.Device, _ shell: StorylineWriter.Process, at instant: Int64,
        _ writer: inout StorylineWriter
    ) {
        let commandLine = #""\#(program.path)" \#(program.arguments)"#
        let process = writer.start(program.path, commandLine, on: device, at: instant, by: shell)
        writer.event(
            "DeviceImageLoadEvents", "ImageLoaded", on: device, at: instant + 10_000, by: process,
            [
                "FileName": .text("ntdll.dll"), "FolderPath": .text(#"C:\Windows\System32\ntdll.dll"#),
                "SHA1": .text(SHA1.hexadecimal(of: "ntdll.dll")),
            ]
        )
        if !program.host.isEmpty {
            writer.connect(
                to: program.host, program.address, port: 443, on: device, at: instant + 2_000_000, by: process
            )
        }
        if !program.file.isEmpty, device.owner != nil {
            let path = #"C:\Users\\#(shell.account.name)\\#(program.file)"#
            writer.createFile(
                path, size: Int64(10_000 + writer.random.below(900_000)), on: device, at: instant + 5_000_000,
                by: process
            )
        }
    }

    /// People use the file server; now and then a password is mistyped.
    private func logons(_ writer: inout StorylineWriter) {
        let world = writer.world
        let server = world.devices[world.target]
        for (index, device) in world.devices.enumerated() {
            guard let owner = device.owner else { continue }
            let account = StorylineWriter.Account(world.people[owner])
            for part in 1...4 {
                let instant = start + (end - start) / 5 * Int64(part) + Int64(writer.random.below(Int(Ticks.perMinute)))
                guard instant < end else { continue }
                let isMistyped = (index + part) % 5 == 0
                writer.logOn(
                    account, "Network", on: server, at: instant, from: device.address, device.name,
                    success: !isMistyped
                )
                writer.write(
                    "IdentityLogonEvents", at: instant,
                    [
                        "ActionType": .text(isMistyped ? "LogonFailed" : "LogonSuccess"),
                        "Application": .text("Active Directory"), "Protocol": .text("Kerberos"),
                        "LogonType": .text("Resource Access"), "AccountName": .text(account.name),
                        "AccountDomain": .text(StorylineWorld.domain), "AccountUpn": .text(account.upn),
                        "AccountSid": .text(account.sid), "AccountObjectId": .text(account.objectID),
                        "DeviceName": .text(device.name), "IPAddress": .text(device.address),
                        "DestinationDeviceName": .text(world.devices[world.controller].name),
                        "TargetDeviceName": .text(server.name), "ReportId": .text(writer.random.hexadecimal(32)),
                    ]
                )
            }
        }
    }
}
