import DuckDB
import Foundation
import KQL
import Synchronization
import Testing

@testable import KQLEngine

/// An engine over a folder with one segment of a table of every type.
struct EngineWorld {
    static let table = TableSchema(
        name: "Events",
        columns: [
            ColumnSchema("Timestamp", .datetime), ColumnSchema("Name", .string), ColumnSchema("Id", .long),
            ColumnSchema("Small", .int), ColumnSchema("Ratio", .real), ColumnSchema("Flag", .bool),
            ColumnSchema("Bag", .dynamic), ColumnSchema("Span", .timespan),
        ])

    let folder: TemporaryFolder
    let segment: URL
    let secret: URL
    let engine: DuckDBEngine

    init(limits: DuckDBEngine.Limits = .init()) throws {
        let library = try #require(EngineLibrary.shared)
        folder = try TemporaryFolder()
        let tenant = folder.url.appendingPathComponent("tenant")
        let other = folder.url.appendingPathComponent("tenant-of-another")
        for folder in [tenant, other] {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        segment = tenant.appendingPathComponent("a.parquet")
        secret = other.appendingPathComponent("b.parquet")
        let writer = try Database(library: library).connect()
        for file in [segment, secret] {
            try writer.execute(
                """
                COPY (SELECT * FROM (VALUES
                    (637134336000000000::BIGINT, 'one "quoted"', 1::BIGINT, 1::INTEGER, 0.5::DOUBLE, true, '{"a":[1]}', 10::BIGINT),
                    (637134336000000001::BIGINT, '', NULL, NULL, NULL, NULL, NULL, NULL)
                ) t("Timestamp", "Name", "Id", "Small", "Ratio", "Flag", "Bag", "Span")) TO '\(file.path)' (FORMAT parquet)
                """)
        }
        engine = try DuckDBEngine(
            library: library, segments: tenant, temporary: folder.url.appendingPathComponent("tmp"), limits: limits)
    }

    func run(
        _ sql: String, _ parameters: [EngineValue] = [], columns: [ColumnSchema] = [ColumnSchema("c", .string)],
        segments: [URL]? = nil, timeout: Duration = .seconds(60)
    ) async throws -> HuntingResult {
        let collector = ResultCollector(maximumRows: 1_000, maximumBytes: 1_000_000)
        try await engine.run(
            EngineRequest(
                sql: sql, parameters: parameters, columns: columns,
                relations: [EngineRelation(table: Self.table, segments: segments ?? [segment])], timeout: timeout)
        ) { try collector.take($0) }
        return HuntingResult(
            columns: columns, batches: collector.batches,
            statistics: .init(
                executionTime: .zero, rowCount: collector.rowCount, byteCount: collector.byteCount,
                isTruncated: collector.isTruncated, scannedRows: 0, scannedBytes: 0))
    }
}

@Suite("Design 7: the engine answers over one tenant's segments", .needsEngine)
struct DuckDBEngineTests {
    @Test("values of every type come back, and are written as the API writes them")
    func types() async throws {
        let result = try await EngineWorld().run(
            "SELECT * FROM \"t_Events\" ORDER BY \"Timestamp\"", columns: EngineWorld.table.columns)
        var json: [UInt8] = []
        result.writeRows(into: &json)
        #expect(
            String(decoding: json, as: UTF8.self)
                == #"[{"Timestamp":"2020-01-01T00:00:00.0000000Z","Name":"one \"quoted\"","Id":1,"Small":1,"Ratio":0.5,"#
                + #""Flag":true,"Bag":{"a":[1]},"Span":"00:00:00.0000010"},"#
                + #"{"Timestamp":"2020-01-01T00:00:00.0000001Z","Name":"","Id":null,"Small":null,"Ratio":null,"#
                + #""Flag":null,"Bag":null,"Span":null}]"#)
        var strings: [UInt8] = []
        result.writeRows(into: &strings, dynamics: .string)
        #expect(String(decoding: strings, as: UTF8.self).contains(#""Bag":"{\"a\":[1]}""#))
        #expect(result.rows()[0][1] == .text("one \"quoted\""))
    }

    @Test("a table without segments is empty and has its columns")
    func emptyTable() async throws {
        let result = try await EngineWorld().run(
            "SELECT count(*)::BIGINT, max(\"Name\") FROM \"t_Events\"",
            columns: [ColumnSchema("n", .long), ColumnSchema("m", .string)], segments: [])
        #expect(result.rows() == [[.long(0), .text("")]])
    }

    @Test("parameters are values, whatever text they hold")
    func parameters() async throws {
        let hostile = "x' OR 1=1; DROP VIEW \"t_Events\"; --"
        let result = try await EngineWorld().run(
            "SELECT count(*)::BIGINT FROM \"t_Events\" WHERE \"Name\" = $1", [.text(hostile)],
            columns: [ColumnSchema("n", .long)])
        #expect(result.rows() == [[.long(0)]])
    }

    @Test("functions of KQL are there, with parameters as constants")
    func functions() async throws {
        let result = try await EngineWorld().run(
            "SELECT \"Name\" FROM \"t_Events\" WHERE kql_has(\"Name\", $1)", [.text("QUOTED")])
        #expect(result.rows() == [[.text("one \"quoted\"")]])
    }

    @Test("a fault of an argument is told apart from a defect")
    func argumentFault() async throws {
        let failure = await #expect(throws: EngineFailure.self) {
            try await EngineWorld().run("SELECT kql_extract($1, 0, \"Name\") FROM \"t_Events\"", [.text("(")])
        }
        #expect(failure?.kind == .argument)
        #expect(failure?.message.contains("the regular expression '('") == true)
    }

    @Test("more columns than announced is a defect, not a crash")
    func columnMismatch() async throws {
        let failure = await #expect(throws: EngineFailure.self) { try await EngineWorld().run("SELECT 'a', 'b'") }
        #expect(failure?.kind == .defect)
    }

    static let endless = "SELECT count(*)::VARCHAR FROM range(10000000) a(i), range(10000000) b(j) WHERE i * j % 7 = 3"

    @Test("the watchdog ends a query whose time is up", .timeLimit(.minutes(1)))
    func timeout() async throws {
        let failure = await #expect(throws: EngineFailure.self) {
            try await EngineWorld().run(Self.endless, timeout: .milliseconds(50))
        }
        #expect(failure?.kind == .timeout)
    }

    @Test("more endless queries than there are cores end when their time is up", .timeLimit(.minutes(1)))
    func manyTimeouts() async throws {
        let world = try EngineWorld()
        await withTaskGroup(of: EngineFailure.Kind?.self) { group in
            for _ in 0..<(ProcessInfo.processInfo.activeProcessorCount + 2) {
                group.addTask {
                    do {
                        _ = try await world.run(Self.endless, timeout: .milliseconds(50))
                        return nil
                    } catch {
                        return (error as? EngineFailure)?.kind
                    }
                }
            }
            for await kind in group { #expect(kind == .timeout) }
        }
    }

    @Test("a cancelled task ends its query", .timeLimit(.minutes(1)))
    func cancellation() async throws {
        let world = try EngineWorld()
        let task = Task { try await world.run(Self.endless) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test("over the memory limit is a failure of resources", .timeLimit(.minutes(1)))
    func memory() async throws {
        let world = try EngineWorld(limits: .init(memory: 32 << 20, threads: 1, temporarySpace: 1 << 20))
        let failure = await #expect(throws: EngineFailure.self) {
            try await world.run(
                "SELECT count(*)::VARCHAR FROM (SELECT DISTINCT md5(i::VARCHAR) FROM range(5000000) t(i))")
        }
        #expect(failure?.kind == .resources)
    }

    @Test("what does not fit memory spills into the instance's own folder", .timeLimit(.minutes(1)))
    func spilling() async throws {
        let world = try EngineWorld(limits: .init(memory: 100 << 20, threads: 2, temporarySpace: 2 << 30))
        let result = try await world.run(
            "SELECT count(*)::BIGINT FROM (SELECT DISTINCT md5(i::VARCHAR) FROM range(3000000) t(i))",
            columns: [ColumnSchema("n", .long)])
        #expect(result.rows() == [[.long(3_000_000)]])
    }

    @Test("rows beyond the limit are left out, bytes beyond it refused")
    func limits() async throws {
        let rows = try await EngineWorld().run(
            "SELECT i::BIGINT FROM range(5000) t(i)", columns: [ColumnSchema("i", .long)])
        #expect(rows.rowCount == 1_000)
        #expect(rows.statistics.isTruncated)
        let error = await #expect(throws: HuntingError.self) {
            try await EngineWorld().run("SELECT repeat('x', 10000) FROM range(500) t(i)")
        }
        #expect(error?.category == .resultSize)
    }
}
