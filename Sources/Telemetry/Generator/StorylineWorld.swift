/// The invented company of the generated telemetry: devices, people and addresses.
///
/// Names are made up; domains end in `.example` (RFC 2606), outside addresses are for documentation (RFC 5737).
struct StorylineWorld: Sendable {
    struct Person: Sendable {
        var name: String
        var displayName: String
        var relativeID: Int
        var objectID: String
        var jobTitle: String
        var department: String
    }

    struct Device: Sendable {
        var name: String
        var address: String
        var platform: String
        var build: Int64
        var owner: Int?
        var identifier: String { DeviceNames.identifier(of: name) }
        var isServer: Bool { platform.hasPrefix("WindowsServer") }
    }

    static let domain = "northgate.example"
    static let netBIOS = "northgate"
    static let domainSID = "S-1-5-21-1004336348-1177238915-682003330"

    let people: [Person] = [
        Person(
            name: "mara.linden", displayName: "Mara Linden", relativeID: 1104,
            objectID: "0b5f2a4e-57c1-4d0e-9a68-3f1c8e0d1104", jobTitle: "Accountant", department: "Finance"
        ),
        Person(
            name: "tove.birk", displayName: "Tove Birk", relativeID: 1105,
            objectID: "0b5f2a4e-57c1-4d0e-9a68-3f1c8e0d1105", jobTitle: "Controller", department: "Finance"
        ),
        Person(
            name: "iven.rowan", displayName: "Iven Rowan", relativeID: 1106,
            objectID: "0b5f2a4e-57c1-4d0e-9a68-3f1c8e0d1106", jobTitle: "Engineer", department: "Development"
        ),
        Person(
            name: "adm.hazel", displayName: "Hazel (administration)", relativeID: 1107,
            objectID: "0b5f2a4e-57c1-4d0e-9a68-3f1c8e0d1107", jobTitle: "Administrator", department: "IT"
        ),
    ]

    let devices: [Device] = [
        Device(
            name: "fin-ws-01.northgate.example", address: "10.20.0.11", platform: "Windows11", build: 22631, owner: 0),
        Device(
            name: "fin-ws-02.northgate.example", address: "10.20.0.12", platform: "Windows11", build: 22631, owner: 1),
        Device(
            name: "dev-ws-07.northgate.example", address: "10.20.0.27", platform: "Windows10", build: 19045, owner: 2),
        Device(name: "files-01.northgate.example", address: "10.20.1.5", platform: "WindowsServer2022", build: 20348),
        Device(name: "dc-01.northgate.example", address: "10.20.1.2", platform: "WindowsServer2022", build: 20348),
    ]

    /// The device on which the attack begins, and that of the person whose mail it came in.
    let firstVictim = 0
    /// The server to which the attack moves.
    let target = 3
    /// The administrator whose credentials are stolen.
    let administrator = 3
    let controller = 4

    let attackerAddress = "203.0.113.77"
    let attackerHost = "cdn-sync.example"
    let uploadHost = "drop-store.example"
    let uploadAddress = "198.51.100.40"

    static func sid(_ person: Person) -> String { "\(domainSID)-\(person.relativeID)" }
    static func upn(_ person: Person) -> String { "\(person.name)@\(domain)" }
}
