import Foundation
import HTTPTypes
import ServiceCore
import Testing

@testable import SallyportServer

/// The library of the engine, where the machine has it.
private let engineLibrary = ProcessInfo.processInfo.environment["SALLYPORT_DUCKDB"].map { URL(filePath: $0) }

@Suite("Hunting over both APIs with the real engine", .enabled(if: engineLibrary != nil))
struct HuntingEngineTests {
    /// Lends the routes with the engine over an empty state.
    private func withEngine(_ body: (SecurityWorld) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sallyport-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let plain = try await SecurityWorld()
        var options = ServerOptions(stateFolder: folder)
        options.engineLibrary = engineLibrary
        let hunting = try await HuntingService.open(
            options: options, database: plain.world.database, logger: plain.world.dependencies.logger)
        try await body(try await SecurityWorld(hunting: hunting))
    }

    private func body(_ query: String) -> String { JSONTree(dictionaryLiteral: ("Query", .string(query))).text }

    @Test
    func everyTypeHasItsWireForm() async throws {
        let query = """
            print b = true, i = int(1), l = long(9007199254740993), r = 1.5, s = 'é "x"\\n',
              d = datetime(2026-03-02T09:11:02.6612034Z), t = 1h, g = guid(74be27de-1e4e-49d9-b579-fe0b331d3642),
              y = dynamic({"a":[1,null]})
            """
        try await withEngine { world in
            let xdr = try await world.send(.post, "/api/advancedhunting/run", as: .xdrHunter, body: body(query))
            try #require(xdr.status == 200, "\(xdr.text)")
            let answer = try xdr.json()
            #expect(
                answer["Schema"]?.arrayValue?.map { $0["Type"]?.stringValue } == [
                    "SByte", "Int32", "Int64", "Double", "String", "DateTime", "TimeSpan", "Guid", "Object",
                ])
            let row = try #require(answer["Results"]?.arrayValue?.first)
            #expect(row["b"] == true)
            #expect(row["l"]?.integerValue == 9_007_199_254_740_993)
            #expect(row["s"] == "é \"x\"\n")
            #expect(row["d"] == "2026-03-02T09:11:02.6612034Z")
            #expect(row["g"] == "74be27de-1e4e-49d9-b579-fe0b331d3642")
            #expect(row["y"]?["a"] == [1, nil])
            let graph = try await world.send(
                .post, "/v1.0/security/runHuntingQuery", as: .graphHunter, body: body(query))
            #expect(try graph.json()["results"] == answer["Results"])
        }
    }

    @Test(
        "A typo is told with its place and what was meant",
        arguments: ["/api/advancedhunting/run", "/v1.0/security/runHuntingQuery"])
    func aTypoIsToldWithItsPlace(path: String) async throws {
        try await withEngine { world in
            let draft: SecurityWorld.TokenDraft = path.hasPrefix("/api") ? .xdrHunter : .graphHunter
            for (query, place, meant) in [
                ("DeviceProcessEvents\n| where FilName == 'x'", "Line 2, column 9", "FileName"),
                ("DeviceProcesEvents | take 1", "Line 1, column 1", "DeviceProcessEvents"),
            ] {
                let answer = try await world.send(.post, path, as: draft, body: body(query))
                #expect(answer.status == 400)
                let failure = try answer.failure()
                #expect(failure.code == "BadRequest")
                #expect(failure.message.contains(place), "\(failure.message)")
                #expect(failure.message.contains("'\(meant)'"), "\(failure.message)")
            }
        }
    }

    @Test
    func aTableWithoutRowsIsEmpty() async throws {
        try await withEngine { world in
            let answer = try await world.send(
                .post, "/api/advancedhunting/run", as: .xdrHunter, body: body("DeviceInfo | project DeviceId"))
            try #require(answer.status == 200, "\(answer.text)")
            #expect(try answer.json()["Results"] == [])
        }
    }
}
