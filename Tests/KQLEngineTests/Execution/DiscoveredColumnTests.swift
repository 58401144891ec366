import KQL
import Testing

@testable import KQLEngine

@Suite("kql.md §12: columns that only the data tell", .needsEngine)
struct DiscoveredColumnTests {
    private static let people =
        "datatable(d: dynamic)[dynamic({'Name': 'Ann', 'Age': 20}), dynamic({'Name': 'Bob', 'Height': 170, 'Age': 40}), "
        + "dynamic({'Name': 'Cem', 'Age': 30.5}), dynamic(null)]"
    private static let conflict =
        "datatable(Name: string, d: dynamic)['A', dynamic({'Name': 'Ann', 'Age': 20}), 'B', dynamic({'Age': 40})]"
    private static let sales =
        "datatable(s: string, e: string, n: long)['A', 'x', 1, 'A', 'y', 2, 'B', 'x', 5]"

    @Test(
        "bag_unpack makes a column for each key, a dynamic where the types differ",
        arguments: [
            RunnerCase(
                people + "| evaluate bag_unpack(d) | where Name != '' | sort by Name asc | extend More = Height + 1",
                #"[{"Age":20,"Height":null,"Name":"Ann","More":null},{"Age":40,"Height":170,"Name":"Bob","More":171},"#
                    + #"{"Age":30.5,"Height":null,"Name":"Cem","More":null}]"#),
            RunnerCase(
                people + "| evaluate bag_unpack(d, 'p_') | where p_Name == 'Bob'",
                #"[{"p_Age":40,"p_Height":170,"p_Name":"Bob"}]"#),
            RunnerCase(
                conflict + "| evaluate bag_unpack(d, columnsConflict='replace_source') | sort by Age asc",
                #"[{"Name":"Ann","Age":20},{"Name":"","Age":40}]"#),
            RunnerCase(
                conflict + "| evaluate bag_unpack(d, columnsConflict='keep_source') | sort by Age asc",
                #"[{"Name":"A","Age":20},{"Name":"B","Age":40}]"#),
            RunnerCase(
                people + "| evaluate bag_unpack(d, ignoredProperties=dynamic(['Age', 'Height'])) | where Name == 'Ann'",
                #"[{"Name":"Ann"}]"#),
            RunnerCase(
                conflict + "| evaluate bag_unpack(d) : (*, Age: long) | sort by Age asc",
                #"[{"Name":"A","Age":20},{"Name":"B","Age":40}]"#),
            // One plugin behind another is looked into round by round.
            RunnerCase(
                "print d = dynamic({'a': {'b': 1}}) | evaluate bag_unpack(d) | evaluate bag_unpack(a)", #"[{"b":1}]"#),
            // In a function, each call has its own shape.
            RunnerCase(
                "let f = (j: string) { print d = parse_json(j) | evaluate bag_unpack(d) }; union f('{\"a\":1}'), f('{\"b\":2}') | summarize sum(a), sum(b)",
                #"[{"sum_a":1,"sum_b":2}]"#),
        ])
    func bags(_ query: RunnerCase) async throws {
        #expect(try await RunnerWorld().answer(query.text) == query.rows)
    }

    @Test(
        "pivot makes a column for each value",
        arguments: [
            RunnerCase(
                sales + "| evaluate pivot(s, sum(n), e) | extend z = A + B | sort by e asc",
                #"[{"e":"x","A":1,"B":5,"z":6},{"e":"y","A":2,"B":0,"z":2}]"#),
            RunnerCase(
                sales + "| evaluate pivot(s) | sort by n asc",
                #"[{"e":"x","n":1,"A":1,"B":0},{"e":"y","n":2,"A":1,"B":0},{"e":"x","n":5,"A":0,"B":1}]"#),
            RunnerCase(
                sales + "| evaluate pivot(s, sum(n), e) : (e: string, B: long, C: long) | sort by e asc",
                #"[{"e":"x","B":5,"C":0},{"e":"y","B":0,"C":0}]"#),
        ])
    func pivots(_ query: RunnerCase) async throws {
        #expect(try await RunnerWorld().answer(query.text) == query.rows)
    }

    @Test("narrow makes a row for each cell")
    func narrow() async throws {
        let rows = try await RunnerWorld().answer("datatable(s: string, n: long)['A', 1] | evaluate narrow()")
        #expect(rows == #"[{"Row":0,"Column":"s","Value":"A"},{"Row":0,"Column":"n","Value":"1"}]"#)
    }

    @Test(
        "A column that the data do not have is an error once they have been seen",
        arguments: [
            (people + "| evaluate bag_unpack(d) | project Weight", "KS142"),
            (conflict + "| evaluate bag_unpack(d)", "KS171"),
        ])
    func faults(_ query: String, _ code: String) async throws {
        let error = await #expect(throws: HuntingError.self) { try await RunnerWorld().run(query) }
        #expect(error?.code == code)
    }

    @Test("Without any bag the names stay open, and the query runs")
    func nothing() async throws {
        let query = "datatable(d: dynamic)[] | evaluate bag_unpack(d) | where Age > 5 | project Name, strlen(Other)"
        let outcome = try await RunnerWorld().run(query)
        #expect(outcome.result.rowCount == 0)
        #expect(outcome.query.columns.map(\.type) == [.unknown, .long])
    }

    @Test("More columns than are allowed are an error that says what to do")
    func tooMany() async throws {
        var world = try RunnerWorld()
        world.options.maximumDiscoveredColumns = 2
        let fixed = world
        let error = await #expect(throws: HuntingError.self) {
            try await fixed.run(Self.people + "| evaluate bag_unpack(d)")
        }
        #expect(error?.message.contains("(name: type)") == true)
    }
}
