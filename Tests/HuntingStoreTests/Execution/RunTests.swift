import Foundation
import KQL
import KQLEngine
import Telemetry
import Testing

@testable import HuntingStore

@Suite("Issue 2: hunting queries over imported telemetry", .needsEngine)
struct RunTests {
    static let now: Int64 = 637_363_296_000_000_000  // 2020-09-22T00:00:00Z

    static func world(_ events: Int = 20) async throws -> StoreWorld {
        let world = try await StoreWorld()
        let lines = (0..<events).map {
            StoreWorld.event($0, command: $0 % 4 == 0 ? "powershell.exe -enc \($0)" : "cmd.exe /c echo \($0)")
        }
        let file = try world.folder.file("a.json", lines.joined(separator: "\n"))
        _ = try await world.store.importFiles([file], tenant: world.tenant)
        return world
    }

    static func json(_ result: HuntingResult) -> String {
        var bytes: [UInt8] = []
        result.writeRows(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(
        "the slice of KQL",
        arguments: [
            ("DeviceProcessEvents | count", #"[{"Count":20}]"#),
            ("DeviceProcessEvents | where ProcessCommandLine has 'powershell' | count", #"[{"Count":5}]"#),
            ("DeviceProcessEvents | where ProcessCommandLine has 'power' | count", #"[{"Count":0}]"#),
            ("DeviceProcessEvents | where ProcessCommandLine contains 'POWER' | count", #"[{"Count":5}]"#),
            (
                "DeviceProcessEvents | where FileName =~ 'CMD.EXE' and ProcessId in (1001, 1002) | project ProcessId | sort by ProcessId asc",
                #"[{"ProcessId":1001},{"ProcessId":1002}]"#
            ),
            (#"DeviceProcessEvents | where ProcessCommandLine matches regex @'-enc\s+\d$' | count"#, #"[{"Count":3}]"#),
            (
                "DeviceProcessEvents | where ProcessCommandLine has_any ('powershell', 'whoami') | summarize n = count() by FileName",
                #"[{"FileName":"cmd.exe","n":5}]"#
            ),
            (
                "DeviceProcessEvents | summarize count() by bin(Timestamp, 1h)",
                #"[{"Timestamp":"2020-09-21T22:00:00.0000000Z","count_":20}]"#
            ),
            ("DeviceProcessEvents | where Timestamp > ago(1h) | count", #"[{"Count":0}]"#),
            (
                "DeviceProcessEvents | top 1 by ProcessId desc | project ProcessId, Timestamp",
                #"[{"ProcessId":1019,"Timestamp":"2020-09-21T22:00:19.1230000Z"}]"#
            ),
            ("DeviceProcessEvents | distinct FileName", #"[{"FileName":"cmd.exe"}]"#),
            (
                "let p = 'powershell'; DeviceProcessEvents | where ProcessCommandLine startswith p | count",
                #"[{"Count":5}]"#
            ),
            (
                "print x = 1, y = 'a', z = datetime(2020-01-01), t = 1.5h, b = true, d = dynamic({\"a\":[1,2]})",
                #"[{"x":1,"y":"a","z":"2020-01-01T00:00:00.0000000Z","t":"01:30:00","b":true,"d":{"a":[1,2]}}]"#
            ),
            ("datatable (a: long, b: string) [1, 'x', 2, 'y'] | where a > 1", #"[{"a":2,"b":"y"}]"#),
            ("range i from 1 to 3 step 1 | summarize s = sum(i), a = avg(i)", #"[{"s":6,"a":2.0}]"#),
            ("DeviceNetworkEvents | count", #"[{"Count":0}]"#),
            // What reads all tables reads those that have rows, and keeps the columns of the others.
            ("search 'powershell' | summarize count() by $table", #"[{"$table":"DeviceProcessEvents","count_":5}]"#),
            (
                "union DeviceNetworkEvents, DeviceProcessEvents | where isempty(RemoteUrl) | summarize n = count(), p = countif(isnull(RemotePort))",
                #"[{"n":20,"p":20}]"#
            ),
            ("union DeviceNetworkEvents, DeviceFileEvents | count", #"[{"Count":0}]"#),
        ])
    func slice(query: String, expected: String) async throws {
        let world = try await Self.world()
        let result = try await world.store.run(
            query, tenant: world.tenant, options: HuntingQueryOptions(now: Self.now))
        #expect(Self.json(result) == expected)
    }

    @Test(
        "a query with a fault is refused with code, place and a suggestion",
        arguments: [
            ("DeviceProcessEvent | take 1", HuntingError.Category.syntax, 0, "DeviceProcessEvents"),
            ("DeviceProcessEvents | whre FileName == 'a'", .syntax, 22, "where"),
            ("DeviceProcessEvents | where FileNam == 'a'", .semantic, 28, "FileName"),
        ])
    func faults(query: String, category: HuntingError.Category, position: Int, hint: String) async throws {
        let world = try await Self.world(1)
        let error = await #expect(throws: HuntingError.self) {
            try await world.store.run(query, tenant: world.tenant, options: HuntingQueryOptions(now: Self.now))
        }
        #expect(error?.span?.start == position)
        #expect(error?.message.contains(hint) == true, "\(error?.message ?? "")")
        #expect(error?.category == category || error?.category == .syntax)
    }

    @Test("a pattern that is none is a semantic fault that names it")
    func badPattern() async throws {
        let world = try await Self.world(1)
        let error = await #expect(throws: HuntingError.self) {
            try await world.store.run(
                "DeviceProcessEvents | where FileName matches regex '(' | count", tenant: world.tenant,
                options: HuntingQueryOptions(now: Self.now))
        }
        #expect(error?.category == .semantic)
    }

    static let hostile: [String] = [
        "x'; DROP VIEW \"t_DeviceProcessEvents\"; --", "\") FROM read_text('/etc/passwd') --", "$1", "${env}", "%s%n",
        "'||(SELECT content FROM read_text('/etc/passwd'))||'", "\u{0}", "\\'; ATTACH '/tmp/x'", "/*", "--", "?",
    ]

    @Test("text of a user never becomes SQL text", arguments: hostile)
    func injection(text: String) async throws {
        let world = try await Self.world(1)
        let literal =
            "'"
            + text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "'", with: "\\'")
            .replacingOccurrences(of: "\u{0}", with: "\\0") + "'"
        let compiled = try KQLCompiler(schema: DefenderSchema.catalog).compile(
            "DeviceProcessEvents | where ProcessCommandLine has \(literal) or FileName == \(literal) | extend x = \(literal)",
            options: CompileOptions(now: Self.now))
        if text.count > 2 { #expect(!compiled.sql.contains(text)) }
        let result = try await world.store.run(
            "print x = \(literal)", tenant: world.tenant, options: HuntingQueryOptions(now: Self.now))
        #expect(result.rows() == [[.text(text)]])
    }

    @Test("column names that look like SQL are names of the result and nothing else")
    func hostileNames() async throws {
        let world = try await Self.world(1)
        let result = try await world.store.run(
            "print ['a\"; DROP TABLE x; --'] = 1, ['b c'] = 2", tenant: world.tenant,
            options: HuntingQueryOptions(now: Self.now))
        #expect(result.columns.map(\.name) == ["a\"; DROP TABLE x; --", "b c"])
        #expect(result.rows() == [[.long(1), .long(2)]])
    }

    @Test(
        "engine functions and files have no name in KQL",
        arguments: [
            "read_text('/etc/passwd')", "print getenv('HOME')", "print current_setting('memory_limit')",
            "['read_parquet']", "t_DeviceProcessEvents | take 1", "information_schema.tables", "duckdb_settings()",
            "print kql_has('a', 'b')", "externaldata(x: string) ['/etc/passwd']", "print load_extension('x')",
        ])
    func noEngineNames(query: String) async throws {
        let world = try await Self.world(1)
        await #expect(throws: HuntingError.self) {
            try await world.store.run(query, tenant: world.tenant, options: HuntingQueryOptions(now: Self.now))
        }
    }

    @Test("rows beyond the limit are left out and said to be")
    func rowLimit() async throws {
        let world = try await Self.world()
        let result = try await world.store.run(
            "DeviceProcessEvents", tenant: world.tenant, options: HuntingQueryOptions(now: Self.now, maximumRows: 7))
        #expect(result.rowCount == 7)
        #expect(result.statistics.isTruncated)
        let exact = try await world.store.run(
            "DeviceProcessEvents", tenant: world.tenant, options: HuntingQueryOptions(now: Self.now, maximumRows: 20))
        #expect(!exact.statistics.isTruncated)
        #expect(exact.statistics.scannedRows == 20)
    }

    @Test("a query that never ends is ended by the watchdog", .timeLimit(.minutes(1)))
    func endless() async throws {
        let world = try await Self.world(1)
        let error = await #expect(throws: HuntingError.self) {
            try await world.store.run(
                "range a from 1 to 100000 step 1 | extend k = 1 | join kind=inner (range b from 1 to 100000 step 1 | extend k = 1) on k "
                    + "| summarize max(a * b % 7)",
                tenant: world.tenant, options: HuntingQueryOptions(now: Self.now, timeout: .milliseconds(100)))
        }
        #expect(error?.category == .timeout)
    }
}
