import DuckDB
import Foundation
import Testing

@Suite("What a locked instance forbids", .needsEngine)
struct SandboxTests {
    static let forbidden: [String] = [
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM read_csv('/etc/hostname')",
        "SELECT * FROM '/etc/hostname'",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM read_parquet('https://example.com/a.parquet')",
        "COPY (SELECT 1) TO '/tmp/sallyport-escape.csv'",
        "EXPORT DATABASE '/tmp/sallyport-escape'",
        "ATTACH '/tmp/sallyport-escape.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET memory_limit = '100GB'",
        "RESET lock_configuration",
        "SET lock_configuration = false",
    ]

    @Test("files, network, extensions and settings are out of reach", arguments: forbidden)
    func isForbidden(sql: String) throws {
        let connection = try openDatabase(options: [
            "enable_external_access": "false", "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false", "allow_community_extensions": "false",
            "lock_configuration": "true",
        ]).connect()
        #expect(throws: DuckDBError.self) { try connection.execute(sql) }
    }
}
