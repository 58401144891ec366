import KQL
import Testing

@testable import KQLEngine

/// Addresses and what they hold.
private struct FileShelf: ExternalFetcher {
    var files: [String: [UInt8]]

    func fetch(_ address: String, maximumBytes: Int) async throws -> [UInt8] {
        guard let bytes = files[address] else { throw ExternalFailure("there is nothing") }
        return bytes
    }
}

@Suite("externaldata", .needsEngine)
struct ExternalDataTests {
    private static let csv = "https://a.example/list.csv"

    private func world(
        _ files: [String: String] = [:], packed: [String: [UInt8]] = [:], hosts: Set<String> = [],
        limits: ExternalLimits = .init()
    ) throws -> RunnerWorld {
        var world = try RunnerWorld()
        let shelf = FileShelf(files: files.mapValues { Array($0.utf8) }.merging(packed) { $1 })
        let parquet = world.external.parquet
        world.external = ExternalData(policy: .allow(hosts: hosts), limits: limits, fetcher: shelf)
        world.external.parquet = parquet
        return world
    }

    static let formats: [(format: String, file: String, rows: String)] = [
        (
            "csv", "1,x\n2,\"a, \"\"b\"\"\nc\"\r\nq,z\n",
            #"[{"n":1,"s":"x"},{"n":2,"s":"a, \"b\"\nc"},{"n":null,"s":"z"}]"#
        ),
        ("csv", "\u{FEFF}1,x", #"[{"n":1,"s":"x"}]"#),
        ("tsv", "1\t\"x\"\n", #"[{"n":1,"s":"\"x\""}]"#),
        ("psv", "1|x|more\n3\n\n", #"[{"n":1,"s":"x"},{"n":3,"s":""}]"#),
        (
            "json", "{\"n\":1,\"s\":\"x\"}\n{\"s\":{\"a\":[1, 2]},\"n\":\"7\"}\n",
            #"[{"n":1,"s":"x"},{"n":7,"s":"{\"a\":[1,2]}"}]"#
        ),
        ("multijson", "[{\"n\":1,\n\"s\":\"}\"},\n{\"n\":true}]", #"[{"n":1,"s":"}"},{"n":null,"s":""}]"#),
        ("txt", "12\nx\n", #"[{"n":12,"s":""},{"n":null,"s":""}]"#),
        ("raw", "4", #"[{"n":4,"s":""}]"#),
    ]

    @Test("Each format gives typed rows; what is no value of its type is null", arguments: formats)
    func reading(_ format: String, _ file: String, _ rows: String) async throws {
        let query = "externaldata (n: long, s: string) ['\(Self.csv)'] with (format = '\(format)')"
        #expect(try await world([Self.csv: file]).answer(query) == rows)
    }

    @Test("Every type of the language can be read")
    func types() async throws {
        let file =
            "true,1,2,1.5,2024-01-02T03:04:05Z,01:02:03,{\"a\":1},0f0e0d0c-0b0a-0908-0706-050403020100,3.25\n,,,,,,,,\n"
        let query =
            "externaldata (b: bool, i: int, l: long, r: real, t: datetime, s: timespan, d: dynamic, g: guid, m: decimal)['\(Self.csv)']"
        let rows = try await world([Self.csv: file]).answer(query)
        #expect(rows.contains(#""b":true,"i":1,"l":2,"r":1.5,"t":"2024-01-02T03:04:05.0000000Z","s":"01:02:03""#))
        #expect(rows.contains(#""b":null,"i":null,"l":null,"r":null,"t":null,"s":null,"d":null,"g":null,"m":null"#))
    }

    @Test("Titles are skipped in every file, and files follow each other")
    func titles() async throws {
        let query =
            "externaldata (n: long)['https://a.example/1', 'https://a.example/2'] with (format=csv, ignoreFirstRecord=true)"
        let files = ["https://a.example/1": "n\n1\n", "https://a.example/2": "n\n2\n"]
        #expect(try await world(files).answer(query) == #"[{"n":1},{"n":2}]"#)
    }

    @Test("gzip is opened, whatever the name")
    func gzip() async throws {
        // "1\n" as gzip writes it.
        let bytes: [UInt8] = [
            0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x33, 0xE4, 2, 0, 0x53, 0xFC, 0x51, 0x67, 2, 0, 0, 0,
        ]
        let world = try world(packed: [Self.csv: bytes])
        #expect(try await world.answer("externaldata (n: long)['\(Self.csv)']") == #"[{"n":1}]"#)
    }

    @Test("A zip archive is opened, and all of its files are read")
    func zip() async throws {
        func entry(_ name: String, _ content: String, at offset: Int) -> (local: [UInt8], central: [UInt8]) {
            func word(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> (8 * $0) & 0xFF) } }
            let sizes =
                word(0, 4) + word(content.utf8.count, 4) + word(content.utf8.count, 4) + word(name.utf8.count, 2)
            let local = word(0x0403_4B50, 4) + word(20, 2) + word(0, 2) + word(0, 2) + word(0, 4) + sizes + word(0, 2)
            let central =
                word(0x0201_4B50, 4) + word(20, 2) + word(20, 2) + word(0, 2) + word(0, 2) + word(0, 4) + sizes
                + word(0, 2) + word(0, 2) + word(0, 2) + word(0, 2) + word(0, 4) + word(offset, 4)
            return (local + Array(name.utf8) + Array(content.utf8), central + Array(name.utf8))
        }
        let first = entry("a.csv", "1\n", at: 0)
        let second = entry("b.csv", "2\n", at: first.local.count)
        let directory = first.central + second.central
        let start = first.local.count + second.local.count
        func word(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> (8 * $0) & 0xFF) } }
        let end =
            word(0x0605_4B50, 4) + word(0, 4) + word(2, 2) + word(2, 2) + word(directory.count, 4) + word(start, 4)
            + word(0, 2)
        let world = try world(packed: [Self.csv: first.local + second.local + directory + end])
        #expect(try await world.answer("externaldata (n: long)['\(Self.csv)']") == #"[{"n":1},{"n":2}]"#)
    }

    @Test("A denied query says how to allow it, and the empty policy gives no rows")
    func policies() async throws {
        let query = "externaldata (n: long)['\(Self.csv)'] | count"
        var world = try RunnerWorld()
        let fixed = world
        let error = await #expect(throws: HuntingError.self) { try await fixed.run(query) }
        #expect(error?.code == "ExternalDataDenied")
        #expect(error?.message.contains("--external allow") == true)
        world.external = ExternalData(policy: .empty)
        #expect(try await world.answer(query) == #"[{"Count":0}]"#)
    }

    @Test(
        "Only allowed hosts are read",
        arguments: [
            ("https://a.example/x.csv", true), ("https://A.example:443/x.csv", true),
            ("https://b.example/x.csv", false),
            ("https://a.example@b.example/x.csv", false), ("https://a.example.b.example/x.csv", false),
            ("x.csv", false),
        ])
    func hosts(_ address: String, _ isAllowed: Bool) async throws {
        let world = try world([address: "1"], hosts: ["a.example"])
        let query = "externaldata (n: long)['\(address)'] with (format = csv)"
        if isAllowed {
            #expect(try await world.answer(query) == #"[{"n":1}]"#)
        } else {
            let error = await #expect(throws: HuntingError.self) { try await world.run(query) }
            #expect(error?.code == "ExternalDataDenied")
        }
    }

    @Test(
        "What cannot be read is an error that names the address",
        arguments: [
            ("externaldata (n: long)['https://a.example/absent']", "absent"),
            ("externaldata (n: long)['https://a.example/big']", "larger"),
            ("externaldata (n: long)['https://a.example/big'] with (format=avro)", "avro"),
        ])
    func failures(_ query: String, _ part: String) async throws {
        let world = try world(["https://a.example/big": "123456789"], limits: ExternalLimits(bytes: 5))
        let error = await #expect(throws: HuntingError.self) { try await world.run(query) }
        #expect(error?.message.contains(part) == true)
    }
}
