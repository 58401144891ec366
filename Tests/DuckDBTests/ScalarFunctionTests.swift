import Synchronization
import Testing

@testable import DuckDB

@Suite("Scalar functions in Swift", .needsEngine)
struct ScalarFunctionTests {
    @Test("a function reads text in place and writes text, nulls by its own rule")
    func textFunction() throws {
        let connection = try openDatabase().connect()
        try connection.register(
            ScalarFunction(name: "doubled", parameters: [.varchar], result: .varchar) { input, output in
                for row in 0..<input.count {
                    if input[0].isNull(row) {
                        output.setNull(row)
                    } else {
                        let bytes = input[0].text(row).bytes
                        output.set(row, bytes + bytes)
                    }
                }
            }
        )
        let rows = try connection.rows(
            "SELECT doubled(x) FROM (VALUES ('ab'), (''), (NULL), ('a longer text than fits')) t(x)")
        #expect(rows == [["abab"], [""], [nil], ["a longer text than fitsa longer text than fits"]])
    }

    @Test("a constant argument is found to be constant, a column is not")
    func constants() throws {
        let connection = try openDatabase().connect()
        try connection.register(
            ScalarFunction(name: "is_constant", parameters: [.varchar, .varchar], result: .boolean) { input, output in
                let isConstant = input.isConstantText(1)
                for row in 0..<input.count { output.set(row, isConstant) }
            }
        )
        let constant = try connection.rows(
            "SELECT bool_and(is_constant(i::VARCHAR, $1)) FROM range(5000) t(i)", [.text("a constant of more than 12")])
        let column = try connection.rows("SELECT bool_or(is_constant('x', i::VARCHAR)) FROM range(5000) t(i)")
        #expect(constant == [["true"]])
        #expect(column == [["false"]])
    }

    @Test("an error of the function fails the statement with its text")
    func failure() throws {
        let connection = try openDatabase().connect()
        try connection.register(
            ScalarFunction(name: "fails", parameters: [.bigint], result: .bigint) { _, _ in
                throw DuckDBError(.typeMismatch, "not today")
            }
        )
        let error = #expect(throws: DuckDBError.self) { try connection.rows("SELECT fails(i) FROM range(3) t(i)") }
        #expect(error?.message.contains("not today") == true)
    }

    @Test("variadic functions take any number of arguments")
    func variadic() throws {
        let connection = try openDatabase().connect()
        try connection.register(
            ScalarFunction(name: "arity", parameters: [.bigint], variadic: .varchar, result: .bigint) { input, output in
                for row in 0..<input.count { output.set(row, Int64(input.columns.count)) }
            }
        )
        #expect(try connection.rows("SELECT arity(1), arity(1, 'a'), arity(1, 'a', 'b')") == [["1", "2", "3"]])
    }

    @Test("a function knows its query's handle however early the engine's threads begin with it")
    func handleFromTheBeginning() throws {
        let connection = try openDatabase().connect()
        let unaware = Atomic(0)
        try connection.register(
            ScalarFunction(name: "is_known", parameters: [.bigint], result: .boolean) { input, output in
                if input.interruption == nil { unaware.add(1, ordering: .relaxed) }
                for row in 0..<input.count { output.set(row, true) }
            }
        )
        for _ in 0..<300 {
            let statement = try connection.prepare("SELECT count(*) FROM range(20000) t(i) WHERE is_known(i)")
            let stream = try statement.run(interruption: Interruption())
            while try stream.next() != nil {}
        }
        #expect(unaware.load(ordering: .relaxed) == 0)
    }
}
