import GRDB

/// The tables, by migration. A migration that was released is never edited; style principle 23.
///
/// Every child row carries the tenant of its parent, and composite foreign keys repeat it: a row of one tenant cannot
/// refer to a row of another one, whatever the Swift code above does.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 directory") { try $0.execute(sql: directory) }
        migrator.registerMigration("1 sign-in") { try $0.execute(sql: signIn) }
        migrator.registerMigration("1 security") { try $0.execute(sql: security) }
        migrator.registerMigration("1 telemetry") { try $0.execute(sql: telemetry) }
        migrator.registerMigration("1 hunting") { try $0.execute(sql: hunting) }
        return migrator
    }
}
