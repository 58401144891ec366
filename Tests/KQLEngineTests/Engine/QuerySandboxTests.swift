import Foundation
import KQL
import Testing

@testable import KQLEngine

/// The compiler never emits any of this; the engine must refuse it all the same.
@Suite("Design 7: what a query instance cannot reach, even by SQL", .needsEngine)
struct QuerySandboxTests {
    static let statements: [String] = [
        "SELECT content FROM read_text('/etc/hostname')",
        "SELECT content FROM read_blob('/etc/passwd')",
        "SELECT * FROM read_csv('/etc/hostname')",
        "SELECT * FROM read_json('/etc/hostname')",
        "SELECT * FROM '/etc/hostname'",
        "SELECT file FROM glob('/etc/*')",
        "SELECT * FROM read_parquet('http://127.0.0.1:9/a.parquet')",
        "SELECT * FROM read_parquet('s3://bucket/a.parquet')",
        "SELECT * FROM sniff_csv('/etc/hostname')",
        "COPY (SELECT 1) TO '/tmp/sallyport-escape.csv'",
        "COPY (SELECT 1) TO '/tmp/sallyport-escape.parquet' (FORMAT parquet)",
        "EXPORT DATABASE '/tmp/sallyport-escape'",
        "IMPORT DATABASE '/tmp/sallyport-escape'",
        "ATTACH '/tmp/sallyport-escape.db'",
        "ATTACH ':memory:' AS other",
        "INSTALL httpfs",
        "LOAD httpfs",
        "LOAD '/tmp/evil.duckdb_extension'",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
        "SET memory_limit = '100GB'",
        "SET threads = 64",
        "SET lock_configuration = false",
        "RESET lock_configuration",
        "PRAGMA enable_profiling",
        "PRAGMA disable_object_cache",
        "CREATE TABLE t (i INTEGER)",
        "CREATE PERSISTENT SECRET s (TYPE s3)",
        "CREATE OR REPLACE TEMP VIEW \"t_Events\" AS SELECT 1",
        "DROP VIEW \"t_Events\"",
        "CALL pragma_version()",
        "BEGIN TRANSACTION",
        "CHECKPOINT",
        "SELECT 'a'; SELECT 'b'",
        "SELECT 'a'; DROP VIEW \"t_Events\"",
        "EXPLAIN ANALYZE SELECT 1",
        "PREPARE p AS SELECT 1",
    ]

    @Test("files, network, extensions, settings, other databases, several statements", arguments: statements)
    func isRefused(sql: String) async throws {
        let world = try EngineWorld()
        await #expect(throws: EngineFailure.self) { try await world.run(sql) }
        #expect(!FileManager.default.fileExists(atPath: "/tmp/sallyport-escape.csv"))
        #expect(!FileManager.default.fileExists(atPath: "/tmp/sallyport-escape.db"))
    }

    @Test("another tenant's segments cannot be read, by any spelling of the path")
    func otherTenant() async throws {
        let world = try EngineWorld()
        let tenant = world.segment.deletingLastPathComponent().path
        for path in [
            world.secret.path, "\(tenant)/../tenant-of-another/b.parquet", "\(tenant)/./../tenant-of-another/*.parquet",
            world.folder.url.path + "/*/*.parquet", world.folder.url.path + "/**/b.parquet",
        ] {
            await #expect(throws: EngineFailure.self, "\(path)") {
                try await world.run("SELECT \"Name\" FROM read_parquet('\(path)')")
            }
        }
    }

    @Test("a link out of the folder leads nowhere")
    func link() async throws {
        let world = try EngineWorld()
        let link = world.segment.deletingLastPathComponent().appendingPathComponent("link.parquet")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: world.secret)
        await #expect(throws: EngineFailure.self) {
            try await world.run("SELECT \"Name\" FROM read_parquet('\(link.path)')")
        }
    }

    @Test("nothing can be written, not even into the tenant's own folder")
    func readOnly() async throws {
        let world = try EngineWorld()
        let target = world.segment.deletingLastPathComponent().appendingPathComponent("written.parquet")
        await #expect(throws: EngineFailure.self) {
            try await world.run("COPY (SELECT 1) TO '\(target.path)' (FORMAT parquet)")
        }
        #expect(!FileManager.default.fileExists(atPath: target.path))
    }

    @Test("a query leaves nothing behind for the next one")
    func isolation() async throws {
        let world = try EngineWorld()
        _ = try? await world.run("CREATE TABLE left_behind (i INTEGER)")
        await #expect(throws: EngineFailure.self) { try await world.run("SELECT * FROM left_behind") }
    }
}
