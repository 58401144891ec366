/// What a mapper keeps of one device while it reads a recording.
final class DeviceState {
    let name: String
    let identifier: String
    private var reports: Int64 = 0
    /// The first instant of each day on which the device was seen.
    private var firstOfDay: [Int64: Int64] = [:]
    private var lastDay: Int64 = -1
    private var build: Int64?
    private var users: [AccountName: String] = [:]
    private var addresses: Set<String> = []
    private var isDomainController = false

    init(name: String) {
        self.name = name
        identifier = DeviceNames.identifier(of: name)
    }

    /// The next value of the device's report counter, from 1.
    func nextReport() -> Int64 {
        reports += 1
        return reports
    }

    /// Notes that the device was seen.
    func note(_ instant: Int64) {
        let day = instant / Ticks.perDay
        if day == lastDay, let first = firstOfDay[day], first <= instant { return }
        lastDay = day
        firstOfDay[day] = min(firstOfDay[day] ?? instant, instant)
    }

    /// Learns from events what the inventory shows: the build of Windows from its own files, users from interactive
    /// logons, addresses from connections, the role of domain controller from Kerberos tickets.
    func learn(_ source: EventSource, _ id: Int, _ object: FlatObject) {
        switch (source, id) {
        case (.sysmon, 1):
            guard object.text("Product").hasPrefix("Microsoft® Windows"),
                object.text("Image").lowercased().contains("\\windows\\system32\\")
            else { return }
            let parts = object.text("FileVersion").split(separator: ".", maxSplits: 3)
            if parts.count == 4, parts[0] == "10", let number = Int64(parts[2]) { build = max(build ?? 0, number) }
        case (.security, 4624):
            guard ["2", "7", "10", "11"].contains(object.text("LogonType")) else { return }
            let sid = object.text("TargetUserSid")
            guard sid.hasPrefix("S-1-5-21-") || sid.hasPrefix("S-1-12-1-") else { return }
            let account = AccountName(domain: object.text("TargetDomainName"), name: object.text("TargetUserName"))
            users[account] = sid
        case (.sysmon, 3):
            let isOutbound = object.equals("Initiated", "true")
            let own = IPAddress.canonical(object.text(isOutbound ? "SourceIp" : "DestinationIp"))
            if IPAddress.kind(own) == "Private" || IPAddress.kind(own) == "Public" { addresses.insert(own) }
        case (.security, 4768), (.security, 4769): isDomainController = true
        default: break
        }
    }

    /// Rows of DeviceInfo, one for each day, at the first instant of the day; and one of DeviceNetworkInfo each.
    func inventory() -> [HuntingRow] {
        guard let info = RowLayout(table: "DeviceInfo"), let network = RowLayout(table: "DeviceNetworkInfo") else {
            return []
        }
        var rows: [HuntingRow] = []
        for (_, instant) in firstOfDay.sorted(by: { $0.key < $1.key }) {
            rows.append(infoRow(info, instant))
            if !addresses.isEmpty { rows.append(networkRow(network, instant)) }
        }
        return rows
    }

    private func infoRow(_ layout: RowLayout, _ instant: Int64) -> HuntingRow {
        var row = HuntingRow(table: layout.table, values: layout.empty)
        row[column: "Timestamp"] = .ticks(instant)
        row[column: "DeviceId"] = .text(identifier)
        row[column: "DeviceName"] = .text(name)
        row[column: "ReportId"] = .integer(nextReport())
        row[column: "OnboardingStatus"] = .text("Onboarded")
        row[column: "SensorHealthState"] = .text("Active")
        row[column: "DeviceCategory"] = .text("Endpoint")
        row[column: "IsAzureADJoined"] = .bool(false)
        row[column: "JoinType"] = .text(name.contains(".") ? "Domain Joined" : "")
        let platform = Self.platform(build: build, isDomainController: isDomainController)
        row[column: "OSPlatform"] = .text(platform)
        row[column: "DeviceType"] = .text(platform.hasPrefix("WindowsServer") ? "Server" : "Workstation")
        row[column: "OSVersion"] = .text(build == nil ? "" : "10.0")
        if let build { row[column: "OSBuild"] = .integer(build) }
        row[column: "LoggedOnUsers"] = .text(usersText)
        if isDomainController { row[column: "DeviceRoles"] = .text(#"["DomainController"]"#) }
        return row
    }

    private func networkRow(_ layout: RowLayout, _ instant: Int64) -> HuntingRow {
        var row = HuntingRow(table: layout.table, values: layout.empty)
        row[column: "Timestamp"] = .ticks(instant)
        row[column: "DeviceId"] = .text(identifier)
        row[column: "DeviceName"] = .text(name)
        row[column: "ReportId"] = .integer(nextReport())
        row[column: "NetworkAdapterStatus"] = .text("Up")
        let list = addresses.sorted().map { #"{"IPAddress":"\#($0)","AddressType":"\#(IPAddress.kind($0))"}"# }
        row[column: "IPAddresses"] = .text("[" + list.joined(separator: ",") + "]")
        row[column: "OnboardingStatus"] = .text("Onboarded")
        return row
    }

    private var usersText: String {
        guard !users.isEmpty else { return "" }
        let list = users.sorted { ($0.key.domain, $0.key.name) < ($1.key.domain, $1.key.name) }.map { account, sid in
            var json = #"{"UserName":"#
            JSONText.append(account.name, to: &json)
            json += #","DomainName":"#
            JSONText.append(account.domain, to: &json)
            return json + #","Sid":"\#(sid)"}"#
        }
        return "[" + list.joined(separator: ",") + "]"
    }

    /// The platform in Defender's words. Builds that Windows 10 and a server share are taken for the server when the
    /// device is a domain controller, for 17763 (Server 2019) also otherwise, as Windows 10 left that build in 2020.
    static func platform(build: Int64?, isDomainController: Bool) -> String {
        switch build {
        case nil: isDomainController ? "WindowsServer" : ""
        case 20348?: "WindowsServer2022"
        case 26100? where isDomainController: "WindowsServer2025"
        case 17763?: "WindowsServer2019"
        case 14393?: isDomainController ? "WindowsServer2016" : "Windows10"
        case let build?: build >= 22000 ? "Windows11" : "Windows10"
        }
    }
}
