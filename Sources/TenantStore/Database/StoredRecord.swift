package import Foundation
import GRDB

/// A value that is one row of one table. Its coding keys are the columns.
package protocol StoredRecord: Codable, Sendable {
    static var table: String { get }
}

/// Carries a record through GRDB, so that no GRDB type shows in the surface of this target.
///
/// UUIDs are stored as lower-case text and dates as whole ticks of 100 ns since 0001-01-01, so that a row can be read
/// by a person with the `sqlite3` shell and compared with the ticks of hunting tables.
struct Stored<Record: StoredRecord>: FetchableRecord, PersistableRecord, Codable {
    var value: Record

    init(_ value: Record) { self.value = value }

    init(from decoder: any Decoder) throws { value = try Record(from: decoder) }

    func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }

    static var databaseTableName: String { Record.table }

    static func databaseUUIDEncodingStrategy(for column: String) -> DatabaseUUIDEncodingStrategy { .lowercaseString }

    static func databaseDateEncodingStrategy(for column: String) -> DatabaseDateEncodingStrategy {
        .custom { TickInstant($0).ticks }
    }

    static func databaseDateDecodingStrategy(for column: String) -> DatabaseDateDecodingStrategy {
        .custom { value in Int64.fromDatabaseValue(value).map { TickInstant(ticks: $0).date } }
    }
}

extension Database {
    /// The first row of a query.
    func one<Record: StoredRecord>(_ type: Record.Type, _ sql: SQL) throws -> Record? {
        try SQLRequest<Stored<Record>>(literal: sql, cached: true).fetchOne(self)?.value
    }

    /// Every row of a query.
    func all<Record: StoredRecord>(_ type: Record.Type, _ sql: SQL) throws -> [Record] {
        try SQLRequest<Stored<Record>>(literal: sql, cached: true).fetchAll(self).map(\.value)
    }

    /// One value of one row.
    func value<Value: DatabaseValueConvertible>(_ type: Value.Type, _ sql: SQL) throws -> Value? {
        try SQLRequest<Value>(literal: sql, cached: true).fetchOne(self)
    }

    func insert(_ record: some StoredRecord) throws { try Stored(record).insert(self) }

    func update(_ record: some StoredRecord) throws { try Stored(record).update(self) }

    /// Runs a statement and answers how many rows it changed.
    @discardableResult
    func run(_ sql: SQL) throws -> Int {
        try execute(literal: sql)
        return changesCount
    }
}

extension SQLInterpolation {
    // GRDB would bind a UUID as 16 bytes and a date as text; our columns hold neither.
    mutating func appendInterpolation(_ id: UUID) { appendInterpolation(id.text) }

    mutating func appendInterpolation(_ id: UUID?) { appendInterpolation(id?.text) }

    mutating func appendInterpolation(_ date: Date) { appendInterpolation(TickInstant(date).ticks) }

    mutating func appendInterpolation(_ date: Date?) { appendInterpolation(date.map { TickInstant($0).ticks }) }

    mutating func appendInterpolation(_ instant: TickInstant) { appendInterpolation(instant.ticks) }
}

extension UUID {
    /// The canonical text of an identifier: lower case.
    package var text: String { uuidString.lowercased() }
}
