import GRDB

@testable import TenantStore

extension TenantDatabase {
    /// Every value of every row as text, to look for what must not be there.
    func dump() async throws -> String {
        try await read { database in
            var text = ""
            let tables = try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
            for table in tables {
                for row in try Row.fetchAll(database, sql: "SELECT * FROM \"\(table)\"") {
                    text += "\(table): \(row.map { "\($0.1)" }.joined(separator: " "))\n"
                }
            }
            return text
        }
    }
}
