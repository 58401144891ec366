import KQL
import Testing

@testable import KQLEngine

@Suite("geo_info_from_ip_address")
struct GeoDatabaseTests {
    private static let table = GeoDatabase(
        table: """
            network,country,state,city,latitude,longitude
            10.0.0.0/8,Nowhere,,,1.5,2.5
            10.1.0.0/16,Somewhere,West,Town,3.5,4.5
            2001:db8::/32,Sixland,,,,
            """)

    @Test(
        "The longest network that holds an address tells where it is",
        arguments: [
            ("10.1.2.3", "Somewhere"), ("10.2.2.3", "Nowhere"), ("11.0.0.1", nil), ("2001:db8::1", "Sixland"),
            ("::ffff:10.1.0.1", "Somewhere"), ("2001:db9::1", nil),
        ] as [(String, String?)])
    func longest(_ text: String, _ country: String?) throws {
        let address = try #require(IPAddress(text))
        #expect(Self.table.place(of: address)?.country == country)
    }

    @Test("An MMDB database is a tree over the bits of addresses", arguments: [24, 28, 32])
    func maxMind(recordSize: Int) throws {
        let file = try #require(MaxMindFile(Self.database(recordSize: recordSize)))
        let place = file.place(of: try #require(IPAddress("128.0.0.1")))
        #expect(place?.country == "Testland")
        #expect(place?.latitude == 1.5)
        #expect(file.place(of: try #require(IPAddress("1.0.0.1"))) == nil)
        #expect(file.place(of: try #require(IPAddress("2001:db8::1"))) == nil)
        #expect(MaxMindFile([1, 2, 3]) == nil)
    }

    @Test("A damaged database gives no place and no crash")
    func damaged() throws {
        let bytes = Self.database(recordSize: 24)
        let address = try #require(IPAddress("128.0.0.1"))
        for index in bytes.indices {
            var copy = bytes
            copy[index] = 0xFF
            _ = MaxMindFile(copy)?.place(of: address)
            _ = MaxMindFile(Array(bytes[..<index]))?.place(of: address)
        }
    }

    /// One node: addresses that begin with 1 are in a place, the others nowhere.
    private static func database(recordSize: Int) -> [UInt8] {
        func text(_ value: String) -> [UInt8] { [0x40 | UInt8(value.utf8.count)] + Array(value.utf8) }
        func map(_ pairs: [(String, [UInt8])]) -> [UInt8] {
            [0xE0 | UInt8(pairs.count)] + pairs.flatMap { text($0.0) + $0.1 }
        }
        func number(_ value: Int) -> [UInt8] { [0xA2, UInt8(value >> 8), UInt8(value & 0xFF)] }
        let latitude = [0x68] + withUnsafeBytes(of: Double(1.5).bitPattern.bigEndian) { Array($0) }
        let data = map([
            ("country", map([("names", map([("en", text("Testland"))]))])), ("location", map([("latitude", latitude)])),
        ])
        // The left record says nothing is there, the right one points to the start of the data.
        let tree: [UInt8] =
            switch recordSize {
            case 24: [0, 0, 1, 0, 0, 17]
            case 28: [0, 0, 1, 0, 0, 0, 17]
            default: [0, 0, 0, 1, 0, 0, 0, 17]
            }
        let metadata = map([
            ("node_count", number(1)), ("record_size", number(recordSize)), ("ip_version", number(4)),
        ])
        return tree + [UInt8](repeating: 0, count: 16) + data + [0xAB, 0xCD, 0xEF] + Array("MaxMind.com".utf8)
            + metadata
    }

    @Test("The bag holds what is known; what is no address is null", .needsEngine)
    func bag() async throws {
        let world = try RunnerWorld(geo: Self.table)
        let query =
            "print a = geo_info_from_ip_address('10.1.1.1'), b = geo_info_from_ip_address('9.9.9.9'), c = geo_info_from_ip_address('x')"
        #expect(
            try await world.answer(query)
                == #"[{"a":{"country":"Somewhere","state":"West","city":"Town","latitude":3.5,"longitude":4.5},"b":{},"c":null}]"#
        )
    }
}
