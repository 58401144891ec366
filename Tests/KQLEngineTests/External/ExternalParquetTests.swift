import DuckDB
import Foundation
import KQL
import Testing

@testable import KQLEngine

@Suite("externaldata of Parquet files", .needsEngine)
struct ExternalParquetTests {
    private static let address = "https://a.example/t.parquet?sig=SECRET;key=SECRET"
    private static let bare = "https://a.example/t.parquet?sig=SECRET"

    private struct Shelf: ExternalFetcher {
        var files: [String: [UInt8]]

        func fetch(_ address: String, maximumBytes: Int) async throws -> [UInt8] {
            guard let bytes = files[address] else { throw ExternalFailure("there is nothing") }
            return bytes
        }
    }

    /// A file with the rows of a SELECT.
    private func file(_ select: String) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let place = folder.url.appending(path: "made.parquet")
        let connection = try Database(library: try #require(EngineLibrary.shared)).connect()
        try connection.execute("COPY (\(select)) TO \(SQLText.literal(place.path)) (FORMAT parquet)")
        return Array(try Data(contentsOf: place))
    }

    private func world(_ files: [String: [UInt8]], limits: ExternalLimits = .init()) throws -> RunnerWorld {
        var world = try RunnerWorld()
        let parquet = world.external.parquet
        world.external = ExternalData(policy: .allow(hosts: []), limits: limits, fetcher: Shelf(files: files))
        world.external.parquet = parquet
        return world
    }

    @Test(
        "Columns are found by name and read as the type that is declared",
        arguments: [
            ("1::BIGINT AS n", "n: long", #""n":1"#), ("1::TINYINT AS n", "n: long", #""n":1"#),
            ("1::BIGINT AS N", "n: int", #""n":1"#), ("5000000000 AS n", "n: int", #""n":null"#),
            ("'7' AS n", "n: long", #""n":7"#), ("7 AS s", "s: string", #""s":"7""#),
            ("1.5 AS r", "r: real", #""r":1.5"#),
            ("true AS b", "b: bool", #""b":true"#), ("2 AS r", "r: real", #""r":2.0"#),
            (
                "TIMESTAMP '2024-01-02 03:04:05.678901' AS t", "t: datetime", #""t":"2024-01-02T03:04:05.6789010Z""#
            ),
            ("DATE '2024-01-02' AS t", "t: string", #""t":"2024-01-02T00:00:00.0000000Z""#),
            ("INTERVAL 90 MINUTE AS d", "d: timespan", #""d":"01:30:00""#),
            ("{'a': [1, NULL]} AS d", "d: dynamic", #""d":{"a":[1,null]}"#),
            ("[1, 2] AS d", "d: dynamic", #""d":[1,2]"#),
            ("[1.5::DECIMAL(4, 1)] AS d", "d: dynamic", #""d":[1.5]"#),
            ("{'a': 1} AS s", "s: string", #""s":"{\"a\":1}""#),
            ("'{\"a\":1}' AS d", "d: dynamic", #""d":{"a":1}"#),
            (
                "UUID '0F0E0D0C-0B0A-0908-0706-050403020100' AS g", "g: guid",
                #""g":"0f0e0d0c-0b0a-0908-0706-050403020100""#
            ),
            ("12345678901234567.25::DECIMAL(30, 2) AS m", "m: decimal", #""m":"12345678901234567.25""#),
            ("NULL::VARCHAR AS s, NULL::INT AS n", "s: string, n: int", #""s":"","n":null"#),
            ("1 AS other", "absent: string, gone: long", #""absent":"","gone":null"#),
        ])
    func types(select: String, columns: String, row: String) async throws {
        let world = try world([Self.bare: try file("SELECT \(select)")])
        let answer = try await world.answer("externaldata (\(columns)) [h'\(Self.address)'] with (format = parquet)")
        #expect(answer == "[{\(row)}]")
    }

    @Test("The name of a file tells the format, and files follow each other")
    func severalFiles() async throws {
        let files = [
            "https://a.example/1.parquet": try file("SELECT * FROM range(3) t(n)"),
            "https://a.example/2.parquet": try file("SELECT 'x' AS s, 9 AS n"),
        ]
        let query = "externaldata (n: long, s: string) ['https://a.example/1.parquet', 'https://a.example/2.parquet']"
        #expect(
            try await world(files).answer(query)
                == #"[{"n":0,"s":""},{"n":1,"s":""},{"n":2,"s":""},{"n":9,"s":"x"}]"#)
    }

    @Test("Rows that are too many when unpacked, and bytes that are no Parquet, are refused without a secret")
    func refusals() async throws {
        let large = try file("SELECT repeat('x', 1000) AS s FROM range(5000)")
        #expect(large.count < 1_000_000)
        for (bytes, part) in [
            (large, "larger than 1 MB when unpacked"), (Array("PAR1nonsense".utf8), "no Parquet file"),
        ] {
            let world = try world([Self.bare: bytes], limits: ExternalLimits(bytes: 1_000_000))
            for literal in ["'\(Self.address)'", "h'\(Self.address)'", "h@'\(Self.address)'"] {
                let error = await #expect(throws: HuntingError.self) {
                    _ = try await world.answer("externaldata (s: string) [\(literal)] with (format = parquet)")
                }
                #expect(error?.code == "ExternalDataFailed")
                #expect(error?.message.contains(part) == true, "\(error?.message ?? "")")
                #expect(error?.description.contains("SECRET") == false)
                #expect(
                    error?.message.contains(literal.hasPrefix("h") ? "the host 'a.example'" : "a.example/t.parquet")
                        == true)
            }
        }
    }

    @Test("Nothing stays of a file that was read")
    func cleanUp() async throws {
        let world = try world([Self.bare: try file("SELECT 1 AS n")])
        _ = try await world.answer("externaldata (n: long) ['\(Self.address)'] with (format = parquet)")
        let left = try? FileManager.default.contentsOfDirectory(atPath: world.folder.url.appending(path: "e").path)
        #expect(left?.isEmpty == true)
    }
}
