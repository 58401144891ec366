import DuckDB
import Testing

@Suite("Connection: statements, parameters, results", .needsEngine)
struct ConnectionTests {
    @Test("parameters arrive as the values they are, quotes and zero bytes of text included")
    func parameters() throws {
        let connection = try openDatabase().connect()
        let rows = try connection.rows(
            "SELECT $1::BOOLEAN, $2::INTEGER, $3::BIGINT, $4::DOUBLE, $5::VARCHAR, $6::VARCHAR",
            [.boolean(true), .integer(-7), .bigint(.max), .double(0.5), .text("a'; DROP TABLE x; -- ä"), .null]
        )
        #expect(rows == [["true", "-7", "9223372036854775807", "0.5", "a'; DROP TABLE x; -- ä", nil]])
    }

    @Test("a wrong number of values is refused")
    func missingParameter() throws {
        let statement = try openDatabase().connect().prepare("SELECT $1 + $2")
        #expect(throws: DuckDBError.self) { try statement.bind([.bigint(1)]) }
    }

    @Test(
        "types of every width are read",
        arguments: [
            ("1::TINYINT", "1"), ("-2::SMALLINT", "-2"), ("3::INTEGER", "3"), ("4::BIGINT", "4"), ("5::HUGEINT", "5"),
            ("1.5::FLOAT", "1.5"), ("2.5::DOUBLE", "2.5"), ("1.25::DECIMAL(4,2)", "1.25"),
            ("1.25::DECIMAL(30,2)", "1.25"),
            ("'short'", "short"), ("'a text of more than twelve bytes'", "a text of more than twelve bytes"),
            ("[1, NULL, 3]", "[1,null,3]"), ("['a', 'b']", "[a,b]"),
        ])
    func types(expression: String, expected: String) throws {
        #expect(try openDatabase().connect().rows("SELECT \(expression)") == [[expected]])
    }

    @Test("results of many chunks stream in order")
    func manyChunks() throws {
        let stream = try openDatabase().connect().prepare("SELECT i FROM range(10000) t(i)").run()
        var next: Int64 = 0
        while let chunk = try stream.next() {
            let column = chunk.column(0)
            for row in 0..<chunk.count {
                #expect(column.int64(row) == next)
                next += 1
            }
        }
        #expect(next == 10_000)
    }

    @Test("several statements in one text are refused by prepare")
    func severalStatements() throws {
        let connection = try openDatabase().connect()
        #expect(throws: DuckDBError.self) { try connection.prepare("SELECT 1; SELECT 2") }
    }

    @Test("a statement that is no query is told apart")
    func kind() throws {
        let connection = try openDatabase().connect()
        #expect(try connection.prepare("SELECT 1").isSelect)
        #expect(try !connection.prepare("CREATE TABLE t (i INTEGER)").isSelect)
        #expect(try !connection.prepare("SET threads = 1").isSelect)
    }

    @Test(
        "failures carry a code",
        arguments: [
            ("SELECT nothing_of_that_name", DuckDBError.Code.invalidStatement), ("SELEC 1", .invalidStatement),
        ])
    func codes(sql: String, code: DuckDBError.Code) throws {
        let connection = try openDatabase().connect()
        let error = #expect(throws: DuckDBError.self) { try connection.prepare(sql) }
        #expect(error?.code == code)
    }

    @Test("an interruption used before the run ends it at its start")
    func interruptedBefore() throws {
        let statement = try openDatabase().connect()
            .prepare("SELECT count(*) FROM range(100000000) a(i), range(1000000) b(j) WHERE i % 7 = j % 11")
        let interruption = Interruption()
        interruption.interrupt()
        let error = #expect(throws: DuckDBError.self) { try statement.run(interruption: interruption) }
        #expect(error?.code == .interrupted)
    }

    @Test("over the memory limit is a clean failure")
    func memoryLimit() throws {
        let connection = try openDatabase(options: ["memory_limit": "20MB", "temp_directory": ""]).connect()
        let error = #expect(throws: DuckDBError.self) {
            try connection.rows("SELECT count(*) FROM (SELECT DISTINCT md5(i::VARCHAR) FROM range(3000000) t(i))")
        }
        #expect(error?.code == .outOfMemory)
    }
}
