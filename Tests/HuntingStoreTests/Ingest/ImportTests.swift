import DuckDB
import Foundation
import KQL
import KQLEngine
import ServiceCore
import Telemetry
import TenantStore
import Testing

@testable import HuntingStore

struct FixedTime: TimeSource {
    var now: Date { Date(timeIntervalSince1970: 1_600_000_000) }
    func sleep(for duration: Duration) async throws {}
}

/// A state folder with one tenant and a store over it.
struct StoreWorld {
    let folder: TemporaryFolder
    let database: TenantDatabase
    let store: HuntingStore
    let tenant: UUID
    let other: UUID

    init() async throws {
        folder = try TemporaryFolder()
        database = try TenantDatabase.inMemory(time: FixedTime(), random: SystemRandomSource())
        tenant = try #require(UUID(uuidString: "aaaaaaaa-0000-4000-8000-000000000001"))
        other = try #require(UUID(uuidString: "aaaaaaaa-0000-4000-8000-000000000002"))
        for (id, kind) in [(tenant, TenantRecord.Kind.partner), (other, .customer)] {
            try await database.createTenant(
                TenantRecord(id: id, displayName: "Test", kind: kind, createdDateTime: FixedTime().now), domains: [])
        }
        store = HuntingStore(state: folder.url, database: database, library: try #require(EngineLibrary.shared))
    }

    func rows(
        _ sql: String, table: String = "DeviceProcessEvents", tenant: UUID? = nil,
        columns: [ColumnSchema] = [ColumnSchema("n", .long)], options: HuntingQueryOptions? = nil
    ) async throws -> [[HuntingResult.Value]] {
        let query = ExecutableQuery(
            sql: sql, parameters: [], columns: columns,
            tables: [try #require(DefenderSchema.table(named: table))])
        let outcome = try await store.execute(
            query, tenant: tenant ?? self.tenant, options: options ?? HuntingQueryOptions(now: 0, lookback: nil))
        return HuntingResult(
            columns: columns, batches: outcome.batches.batches,
            statistics: .init(
                executionTime: .zero, rowCount: 0, byteCount: 0, isTruncated: false, scannedRows: 0, scannedBytes: 0)
        ).rows()
    }

    var segmentFiles: [String] {
        let files = FileManager.default.enumerator(
            at: folder.url.appendingPathComponent("segments"), includingPropertiesForKeys: nil)
        return (files?.compactMap { ($0 as? URL)?.path } ?? []).filter { $0.contains(".parquet") }
    }

    /// One process start as a Sysmon event.
    static func event(_ number: Int, command: String = "cmd.exe /c whoami") -> String {
        let second = String(number % 60)
        let padded = second.count == 1 ? "0" + second : second
        return """
            {"EventID":1,"Channel":"Microsoft-Windows-Sysmon/Operational","SourceName":"Microsoft-Windows-Sysmon",\
            "Hostname":"WORKSTATION5.theshire.local","UtcTime":"2020-09-21 22:00:\(padded).123","EventTime":"2020-09-21 18:00:\(padded)",\
            "@timestamp":"2020-09-21T22:00:\(padded).123Z","ProcessId":"\(1000 + number)","ProcessGuid":"{39e4a257-1234-5f69-0000-\(100_000_000_000 + number)}",\
            "Image":"C:\\\\Windows\\\\System32\\\\cmd.exe","CommandLine":"\(command)","ParentProcessId":"900",\
            "ParentImage":"C:\\\\Windows\\\\explorer.exe","User":"THESHIRE\\\\pgustavo"}
            """
    }
}

@Suite("Issue 2: sally local import", .needsEngine)
struct ImportTests {
    @Test("events become rows that queries find, and the summary accounts for each line")
    func mapping() async throws {
        let world = try await StoreWorld()
        let file = try world.folder.file(
            "a.json", (0..<5).map { StoreWorld.event($0) }.joined(separator: "\n") + "\nnot json\n{\"EventID\":99999}\n"
        )
        let summary = try await world.store.importFiles([file], tenant: world.tenant)
        let first = try #require(summary.files.first)
        #expect(first.events == 7)
        #expect(first.malformed == 1)
        #expect(first.events == first.mapped + first.skipped.values.reduce(0, +) + first.malformed + first.duplicates)
        #expect(first.malformedLines.first?.line == 6)
        #expect(first.tables["DeviceProcessEvents"] == 5)
        let count = try await world.rows(
            #"SELECT count(*)::BIGINT FROM "t_DeviceProcessEvents" WHERE kql_has("ProcessCommandLine", 'whoami')"#)
        #expect(count == [[.long(5)]])
    }

    @Test("the same content twice adds nothing, under another name too")
    func twice() async throws {
        let world = try await StoreWorld()
        let text = (0..<3).map { StoreWorld.event($0) }.joined(separator: "\n")
        let files = [try world.folder.file("a.json", text), try world.folder.file("b.json", text)]
        let summary = try await world.store.importFiles(files, tenant: world.tenant)
        #expect(summary.files.map(\.mapped) == [3, 0])
        #expect(summary.files.map(\.duplicates) == [0, 3])
        #expect(summary.files[1].tables == [:])
        #expect(summary.files[1].file == "b.json")
        let count = try await world.rows(#"SELECT count(*)::BIGINT FROM "t_DeviceProcessEvents""#)
        #expect(count == [[.long(3)]])
    }

    @Test("tenants do not see each other's rows")
    func tenancy() async throws {
        let world = try await StoreWorld()
        let file = try world.folder.file("a.json", StoreWorld.event(1))
        _ = try await world.store.importFiles([file], tenant: world.tenant)
        let count = try await world.rows(#"SELECT count(*)::BIGINT FROM "t_DeviceProcessEvents""#, tenant: world.other)
        #expect(count == [[.long(0)]])
    }

    @Test("--shift-to-now moves the last event to the given instant")
    func shift() async throws {
        let world = try await StoreWorld()
        let target: Int64 = 638_000_000_000_000_000
        let file = try world.folder.file("a.json", (0..<3).map { StoreWorld.event($0) }.joined(separator: "\n"))
        _ = try await world.store.importFiles(
            [file], tenant: world.tenant, options: ImportOptions(lastEventBecomes: target))
        let times = try await world.rows(
            #"SELECT max("Timestamp") - min("Timestamp"), max("Timestamp") FROM "t_DeviceProcessEvents""#,
            columns: [ColumnSchema("span", .timespan), ColumnSchema("last", .datetime)])
        #expect(times[0][0] == .long(20_000_000))
        // A recording tells the time of an event in several fields, some of them in whole seconds.
        guard case .long(let last) = times[0][1] else {
            Issue.record("no rows")
            return
        }
        #expect(abs(last - target) < 10_000_000)
    }

    @Test("a file that cannot be read adds nothing and leaves no file behind")
    func damaged() async throws {
        let world = try await StoreWorld()
        let file = world.folder.url.appendingPathComponent("damaged.zip")
        try Data([0x50, 0x4B, 0x03, 0x04] + [UInt8](repeating: 7, count: 100)).write(to: file)
        await #expect(throws: (any Error).self) { try await world.store.importFiles([file], tenant: world.tenant) }
        #expect(world.segmentFiles.isEmpty)
        let files = try await world.database.handle(for: world.tenant).importedFiles()
        #expect(files.isEmpty)
    }

    @Test("files that no list names are removed at start, listed ones stay")
    func orphans() async throws {
        let world = try await StoreWorld()
        let file = try world.folder.file("a.json", StoreWorld.event(1))
        _ = try await world.store.importFiles([file], tenant: world.tenant)
        let listed = world.segmentFiles
        let folder = try #require(listed.first.map { URL(fileURLWithPath: $0).deletingLastPathComponent() })
        for name in ["orphan.parquet", "half.parquet.tmp"] {
            try Data("x".utf8).write(to: folder.appendingPathComponent(name))
        }
        try await world.store.removeOrphans()
        #expect(world.segmentFiles.sorted() == listed.sorted())
        let count = try await world.rows(#"SELECT count(*)::BIGINT FROM "t_DeviceProcessEvents""#)
        #expect(count == [[.long(1)]])
    }

    @Test("while an import runs anywhere nothing is taken for an orphan")
    func orphansDuringImport() async throws {
        let world = try await StoreWorld()
        let folder = world.store.folder.url(of: world.tenant)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("x".utf8).write(to: folder.appendingPathComponent("not-yet-listed.parquet"))
        let lock = try FolderLock.shared(world.store.folder.lockFile)
        try await world.store.removeOrphans()
        #expect(world.segmentFiles.count == 1)
        withExtendedLifetime(lock) {}
    }

    @Test("segments outside of the time range are not read")
    func pruning() async throws {
        let world = try await StoreWorld()
        let file = try world.folder.file("a.json", StoreWorld.event(1))
        _ = try await world.store.importFiles([file], tenant: world.tenant)
        let query = ExecutableQuery(
            sql: #"SELECT count(*)::BIGINT FROM "t_DeviceProcessEvents""#, parameters: [],
            columns: [ColumnSchema("n", .long)],
            tables: [try #require(DefenderSchema.table(named: "DeviceProcessEvents"))])
        let late = try await world.store.execute(
            query, tenant: world.tenant, options: HuntingQueryOptions(now: 640_000_000_000_000_000))
        #expect(late.scannedRows == 0)
        let all = try await world.store.execute(
            query, tenant: world.tenant, options: HuntingQueryOptions(now: 640_000_000_000_000_000, lookback: nil))
        #expect(all.scannedRows == 1)
    }

    @Test("generated rows are added once, with every value as it was")
    func generated() async throws {
        let world = try await StoreWorld()
        let schema = try #require(DefenderSchema.table(named: "DeviceProcessEvents"))
        var row = HuntingRow(table: schema.name, values: schema.columns.map { HuntingValue.missing($0.type) })
        row[column: "Timestamp"] = .ticks(637_134_336_000_000_000)
        row[column: "FileName"] = .text("cmd.exe")
        row[column: "ProcessId"] = .integer(77)
        #expect(try await world.store.append([row], named: "storyline", tenant: world.tenant))
        #expect(try await !world.store.append([row], named: "storyline", tenant: world.tenant))
        let rows = try await world.rows(
            #"SELECT "FileName", "ProcessId", "Timestamp", "AccountName" FROM "t_DeviceProcessEvents""#,
            columns: [
                ColumnSchema("f", .string), ColumnSchema("p", .long), ColumnSchema("t", .datetime),
                ColumnSchema("a", .string),
            ])
        #expect(rows == [[.text("cmd.exe"), .long(77), .long(637_134_336_000_000_000), .text("")]])
    }
}
