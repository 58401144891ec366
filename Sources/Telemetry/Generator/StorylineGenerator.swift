/// A small attack on an invented company, in hunting rows, with the noise of ordinary work around it.
///
/// A mail with a document reaches an accountant; the document starts a script that loads a tool; the tool reads
/// credentials from memory, moves with an administrator's to a file server, makes itself persistent, gathers
/// documents and sends them away. The same seed, instant and length give the same rows.
package struct StorylineGenerator: Sendable {
    /// What chooses the noise and the numbers.
    package let seed: UInt64
    /// The end of the telemetry, in ticks.
    package let now: Int64
    /// How long before `now` it begins, in ticks.
    package let length: Int64

    /// - Parameter duration: How far back the rows reach; the attack takes the last two thirds of it.
    package init(seed: UInt64, now: Int64, duration: Duration = .seconds(8 * 3600)) {
        self.seed = seed
        self.now = now
        length = max(Ticks.perMinute, duration.components.seconds * Ticks.perSecond)
    }

    /// All rows, sorted by time.
    package func rows() -> [HuntingRow] {
        let world = StorylineWorld()
        var writer = StorylineWriter(world: world, random: SplitMix64(seed: seed))
        Inventory(start: now - length, end: now).write(&writer)
        BackgroundNoise(start: now - length, end: now).write(&writer)
        AttackStory(start: now - length * 2 / 3, end: now).write(&writer)
        let time = Dictionary(
            uniqueKeysWithValues: Set(writer.rows.map(\.table)).map {
                ($0, DefenderSchema.columnIndex($0, "Timestamp"))
            }
        )
        func instant(_ row: HuntingRow) -> Int64 {
            if let index = time[row.table] ?? nil, case .ticks(let ticks) = row.values[index] { ticks } else { 0 }
        }
        return writer.rows.enumerated().sorted { (instant($0.element), $0.offset) < (instant($1.element), $1.offset) }
            .map(\.element)
    }
}

/// Devices, people and addresses, as the entity tables show them.
private struct Inventory {
    let start: Int64
    let end: Int64

    func write(_ writer: inout StorylineWriter) {
        let world = writer.world
        var instants = [start]
        while let last = instants.last, last + Ticks.perDay < end { instants.append(last + Ticks.perDay) }
        for instant in instants {
            for device in world.devices {
                write(device, at: instant, &writer)
            }
        }
        for person in world.people {
            writer.write(
                "IdentityInfo", at: start,
                [
                    "AccountObjectId": .text(person.objectID), "AccountUpn": .text(StorylineWorld.upn(person)),
                    "OnPremSid": .text(StorylineWorld.sid(person)), "AccountDisplayName": .text(person.displayName),
                    "AccountName": .text(person.name), "AccountDomain": .text(StorylineWorld.netBIOS),
                    "JobTitle": .text(person.jobTitle), "Department": .text(person.department),
                    "EmailAddress": .text(StorylineWorld.upn(person)), "IsAccountEnabled": .bool(true),
                ]
            )
        }
    }

    private func write(_ device: StorylineWorld.Device, at instant: Int64, _ writer: inout StorylineWriter) {
        let owner = device.owner.map { writer.world.people[$0] }
        let users =
            owner.map { #"[{"UserName":"\#($0.name)","DomainName":"northgate","Sid":"\#(StorylineWorld.sid($0))"}]"# }
        writer.write(
            "DeviceInfo", at: instant,
            [
                "DeviceId": .text(device.identifier), "DeviceName": .text(device.name),
                "ReportId": .integer(writer.nextReport(device)), "OSPlatform": .text(device.platform),
                "OSBuild": .integer(device.build), "OSVersion": .text("10.0"), "OSArchitecture": .text("64-bit"),
                "OnboardingStatus": .text("Onboarded"), "SensorHealthState": .text("Active"),
                "DeviceCategory": .text("Endpoint"), "DeviceType": .text(device.isServer ? "Server" : "Workstation"),
                "JoinType": .text("Domain Joined"), "IsAzureADJoined": .bool(false), "ExposureLevel": .text("Medium"),
                "LoggedOnUsers": .text(users ?? ""), "IsInternetFacing": .bool(false),
            ]
        )
        writer.write(
            "DeviceNetworkInfo", at: instant,
            [
                "DeviceId": .text(device.identifier), "DeviceName": .text(device.name),
                "ReportId": .integer(writer.nextReport(device)), "NetworkAdapterStatus": .text("Up"),
                "NetworkAdapterType": .text("Ethernet"), "OnboardingStatus": .text("Onboarded"),
                "IPAddresses": .text(#"[{"IPAddress":"\#(device.address)","AddressType":"Private"}]"#),
            ]
        )
    }
}
