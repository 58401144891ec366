/// Writes rows of the generated telemetry: knows devices, counters and processes.
struct StorylineWriter {
    /// A process that later rows refer to.
    struct Process: Sendable {
        var path: String
        var commandLine: String
        var processID: Int64
        var creation: Int64
        var account: Account
        var sha1: String
        var sha256: String
        var integrity: String
        var parentPath: String
        var parentID: Int64
        var parentCreation: Int64
        var fileName: String { WindowsPath.fileName(path) }
    }

    /// Who runs a process.
    struct Account: Sendable {
        var domain: String
        var name: String
        var sid: String
        var upn: String
        var objectID: String

        static let system = Account(domain: "nt authority", name: "system", sid: "S-1-5-18", upn: "", objectID: "")

        init(domain: String, name: String, sid: String, upn: String, objectID: String) {
            self.domain = domain
            self.name = name
            self.sid = sid
            self.upn = upn
            self.objectID = objectID
        }

        init(_ person: StorylineWorld.Person) {
            self.init(
                domain: StorylineWorld.netBIOS, name: person.name, sid: StorylineWorld.sid(person),
                upn: StorylineWorld.upn(person), objectID: person.objectID
            )
        }
    }

    let world: StorylineWorld
    var random: SplitMix64
    private(set) var rows: [HuntingRow] = []
    private var reports: [String: Int64] = [:]

    init(world: StorylineWorld, random: SplitMix64) {
        self.world = world
        self.random = random
    }

    /// A row of any table, with the columns given.
    mutating func write(_ table: String, at instant: Int64, _ columns: [String: HuntingValue]) {
        guard let layout = RowLayout(table: table) else { return }
        var row = HuntingRow(table: table, values: layout.empty)
        row[column: "Timestamp"] = .ticks(instant)
        for (column, value) in columns { row[column: column] = value }
        rows.append(row)
    }

    /// A row of an event on a device, with what its process tells.
    mutating func event(
        _ table: String, _ action: String, on device: StorylineWorld.Device, at instant: Int64, by process: Process?,
        _ columns: [String: HuntingValue]
    ) {
        var all = columns
        all["DeviceId"] = .text(device.identifier)
        all["DeviceName"] = .text(device.name)
        all["ActionType"] = .text(action)
        all["ReportId"] = .integer(nextReport(device))
        if let process { all.merge(Self.initiating(process)) { own, _ in own } }
        write(table, at: instant, all)
    }

    mutating func nextReport(_ device: StorylineWorld.Device) -> Int64 {
        let number = (reports[device.name] ?? 0) + 1
        reports[device.name] = number
        return number
    }

    /// A process that was running before the time of the telemetry.
    mutating func running(_ path: String, _ account: Account, before instant: Int64) -> Process {
        let process = makeProcess(path, "\"\(path)\"", account, at: instant - Ticks.perDay, parent: nil)
        return process
    }

    /// Starts a process, which gives a row.
    mutating func start(
        _ path: String, _ commandLine: String, on device: StorylineWorld.Device, at instant: Int64, by parent: Process,
        as account: Account? = nil, integrity: String? = nil
    ) -> Process {
        var process = makeProcess(path, commandLine, account ?? parent.account, at: instant, parent: parent)
        process.integrity = integrity ?? parent.integrity
        event(
            "DeviceProcessEvents", "ProcessCreated", on: device, at: instant, by: parent,
            [
                "FileName": .text(process.fileName), "FolderPath": .text(path), "SHA1": .text(process.sha1),
                "SHA256": .text(process.sha256), "ProcessId": .integer(process.processID),
                "ProcessCommandLine": .text(commandLine), "ProcessIntegrityLevel": .text(process.integrity),
                "ProcessTokenElevation": .text("TokenElevationTypeDefault"), "ProcessCreationTime": .ticks(instant),
                "AccountDomain": .text(process.account.domain), "AccountName": .text(process.account.name),
                "AccountSid": .text(process.account.sid), "AccountUpn": .text(process.account.upn),
                "AccountObjectId": .text(process.account.objectID),
            ]
        )
        return process
    }

    private mutating func makeProcess(
        _ path: String, _ commandLine: String, _ account: Account, at instant: Int64, parent: Process?
    ) -> Process {
        Process(
            path: path, commandLine: commandLine, processID: Int64(1000 + random.below(15000) * 4), creation: instant,
            account: account, sha1: SHA1.hexadecimal(of: path.lowercased()),
            sha256: Self.longDigest(of: path.lowercased()), integrity: "Medium", parentPath: parent?.path ?? "",
            parentID: parent?.processID ?? 0, parentCreation: parent?.creation ?? instant
        )
    }

    /// 64 digits that stand for a file in the way of a SHA-256.
    static func longDigest(of text: String) -> String {
        SHA1.hexadecimal(of: "a" + text) + SHA1.hexadecimal(of: "b" + text).prefix(24)
    }

    private static func initiating(_ process: Process) -> [String: HuntingValue] {
        [
            "InitiatingProcessFileName": .text(process.fileName),
            "InitiatingProcessFolderPath": .text(process.path.lowercased()),
            "InitiatingProcessCommandLine": .text(process.commandLine),
            "InitiatingProcessId": .integer(process.processID),
            "InitiatingProcessCreationTime": .ticks(process.creation),
            "InitiatingProcessSHA1": .text(process.sha1), "InitiatingProcessSHA256": .text(process.sha256),
            "InitiatingProcessIntegrityLevel": .text(process.integrity),
            "InitiatingProcessAccountDomain": .text(process.account.domain),
            "InitiatingProcessAccountName": .text(process.account.name),
            "InitiatingProcessAccountSid": .text(process.account.sid),
            "InitiatingProcessAccountUpn": .text(process.account.upn),
            "InitiatingProcessAccountObjectId": .text(process.account.objectID),
            "InitiatingProcessParentFileName": .text(WindowsPath.fileName(process.parentPath)),
            "InitiatingProcessParentId": .integer(process.parentID),
            "InitiatingProcessParentCreationTime": .ticks(process.parentCreation),
        ]
    }

    /// A connection that a process made.
    mutating func connect(
        to host: String, _ address: String, port: Int64, on device: StorylineWorld.Device, at instant: Int64,
        by process: Process
    ) {
        let localPort = Int64(49152 + random.below(16000))
        event(
            "DeviceNetworkEvents", "ConnectionSuccess", on: device, at: instant, by: process,
            [
                "RemoteIP": .text(address), "RemotePort": .integer(port), "RemoteUrl": .text(host),
                "RemoteIPType": .text(IPAddress.kind(address)), "LocalIP": .text(device.address),
                "LocalPort": .integer(localPort), "LocalIPType": .text("Private"), "Protocol": .text("Tcp"),
            ]
        )
    }

    /// A file that a process wrote.
    mutating func createFile(
        _ path: String, size: Int64, on device: StorylineWorld.Device, at instant: Int64, by process: Process,
        origin: String = ""
    ) {
        event(
            "DeviceFileEvents", "FileCreated", on: device, at: instant, by: process,
            [
                "FileName": .text(WindowsPath.fileName(path)), "FolderPath": .text(path), "FileSize": .integer(size),
                "SHA1": .text(SHA1.hexadecimal(of: path.lowercased())),
                "SHA256": .text(Self.longDigest(of: path.lowercased())), "FileOriginUrl": .text(origin),
            ]
        )
    }

    /// A registry value that a process set.
    mutating func setValue(
        _ key: String, _ name: String, _ data: String, on device: StorylineWorld.Device, at instant: Int64,
        by process: Process
    ) {
        event(
            "DeviceRegistryEvents", "RegistryValueSet", on: device, at: instant, by: process,
            [
                "RegistryKey": .text(key), "RegistryValueName": .text(name), "RegistryValueData": .text(data),
                "RegistryValueType": .text("String"),
            ]
        )
    }

    /// A logon at a device.
    mutating func logOn(
        _ account: Account, _ type: String, on device: StorylineWorld.Device, at instant: Int64, from remote: String,
        _ remoteName: String, isAdministrator: Bool = false, success: Bool = true
    ) {
        let system = Process(
            path: #"C:\Windows\System32\lsass.exe"#, commandLine: "lsass.exe", processID: 812,
            creation: instant - Ticks.perDay, account: .system, sha1: SHA1.hexadecimal(of: "lsass"), sha256: "",
            integrity: "System", parentPath: #"C:\Windows\System32\wininit.exe"#, parentID: 640,
            parentCreation: instant - Ticks.perDay
        )
        event(
            "DeviceLogonEvents", success ? "LogonSuccess" : "LogonFailed", on: device, at: instant, by: system,
            [
                "LogonType": .text(type), "AccountDomain": .text(account.domain), "AccountName": .text(account.name),
                "AccountSid": .text(account.sid), "Protocol": .text(type == "Network" ? "NTLM" : "Kerberos"),
                "RemoteIP": .text(remote), "RemoteDeviceName": .text(remoteName),
                "RemoteIPType": .text(IPAddress.kind(remote)), "IsLocalAdmin": .bool(isAdministrator),
                "LogonId": .integer(Int64(random.below(1 << 30))),
                "FailureReason": .text(success ? "" : "InvalidUserNameOrPassword"),
            ]
        )
    }
}
