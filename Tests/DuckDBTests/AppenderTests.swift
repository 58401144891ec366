import DuckDB
import Testing

@Suite("Appender", .needsEngine)
struct AppenderTests {
    @Test("columns of every type arrive, nulls included, over more than one chunk")
    func columns() throws {
        let connection = try openDatabase().connect()
        try connection.execute("CREATE TABLE t (b BOOLEAN, i INTEGER, l BIGINT, d DOUBLE, s VARCHAR)")
        let appender = try Appender(connection: connection, table: "t")
        let total = 5_000
        try appender.append([
            .boolean((0..<total).map { $0 % 3 == 0 ? nil : $0 % 2 == 0 }),
            .integer((0..<total).map { Int32($0) }),
            .bigint((0..<total).map { $0 % 5 == 0 ? nil : Int64($0) }),
            .double((0..<total).map { Double($0) / 2 }),
            .varchar((0..<total).map { $0 % 7 == 0 ? nil : "text number \($0)" }),
        ])
        try appender.close()
        let rows = try connection.rows(
            "SELECT count(*), count(b), sum(i), count(l), sum(d), count(s), max(s) FROM t")
        #expect(rows == [["5000", "3333", "12497500", "4000", "6248750.0", "4285", "text number 999"]])
    }

    @Test("columns of different length are refused")
    func ragged() throws {
        let connection = try openDatabase().connect()
        try connection.execute("CREATE TABLE t (i INTEGER, s VARCHAR)")
        let appender = try Appender(connection: connection, table: "t")
        #expect(throws: DuckDBError.self) { try appender.append([.integer([1, 2]), .varchar(["a"])]) }
    }

    @Test("an unknown table is refused")
    func unknownTable() throws {
        let connection = try openDatabase().connect()
        #expect(throws: DuckDBError.self) { try Appender(connection: connection, table: "absent") }
    }
}
