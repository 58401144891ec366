import DuckDB
import Foundation
import KQL
import Testing

@testable import KQLTools

@Suite("Files become typed tables", .needsEngine)
struct DataImportTests {
    @Test func jsonLinesOfAKnownTableHaveItsTypes() async throws {
        let folder = try TestFolder()
        let file = try folder.write(
            "DeviceProcessEvents.jsonl",
            """
            {"Timestamp":"2026-09-01T10:00:00.1234567Z","DeviceName":"pc1","ProcessId":42,"AdditionalFields":"{\\"a\\":1}"}

            {"Timestamp":"2026-09-01T11:00:00Z","DeviceName":"pc2","ProcessId":"7","Extra":1.5}
            """)
        let bench = try folder.workbench([DataPath(place: file)])
        #expect(
            try await bench.rows(
                "DeviceProcessEvents | sort by Timestamp asc | project Timestamp, DeviceName, ProcessId, FileName, Extra"
            )
                == "2026-09-01T10:00:00.1234567Z|pc1|42||∅\n2026-09-01T11:00:00.0000000Z|pc2|7||1.5")
        #expect(try bench.columns("DeviceProcessEvents | project ProcessId, Extra") == "ProcessId:long Extra:real")
        #expect(try await bench.rows("DeviceProcessEvents | where parse_json(AdditionalFields).a == 1 | count") == "1")
    }

    @Test(arguments: [
        (
            "t.jsonl", "{\"a\":1,\"b\":true,\"c\":\"x\",\"d\":[1],\"e\":\"2026-01-01T00:00:00Z\",\"f\":1.5,\"g\":null}",
            "a:long b:bool c:string d:dynamic e:datetime f:real g:string"
        ),
        ("t.json", "[{\"a\":1},{\"a\":\"x\"},\n{\"b\":{}}]", "a:dynamic b:dynamic"),
        ("t.json", "{\n \"schema\":[{\"name\":\"n\",\"type\":\"Int32\"}],\n \"results\":[{\"n\":5}]}", "n:int"),
        (
            "t.csv", "a,b,c,d,e\n1,true,01,2.5,2026-01-01 10:00\n-2,False,2,1e3,\n",
            "a:long b:bool c:string d:real e:datetime"
        ),
        ("t.csv", "a;b\n1;x\n", "a:long b:string"), ("t.tsv", "a\tb\n1\tx,y\n", "a:long b:string"),
        ("t.csv", "\u{FEFF}a,a,\n1,2,3", "a:long a1:long Column3:long"),
        ("t.csv", "a\n9223372036854775808\n", "a:real"),
    ])
    func columnsOfAnUnknownTableAreInferred(name: String, text: String, columns: String) throws {
        let folder = try TestFolder()
        let bench = try folder.workbench([DataPath(place: try folder.write(name, text))])
        #expect(try bench.columns("t") == columns)
    }

    @Test func fieldsInQuotesKeepDelimitersQuotesAndLineEnds() async throws {
        let folder = try TestFolder()
        let file = try folder.write("t.csv", "a,b\r\n\"x,\"\"y\"\"\n\nz\",1\r\n,2\r\n")
        let bench = try folder.workbench([DataPath(place: file)])
        #expect(try await bench.rows("t | project a, b") == "x,\"y\"\n\nz|1\n|2")
    }

    @Test func aFolderGivesATableForEachFile() async throws {
        let folder = try TestFolder()
        try folder.write("data/DeviceEvents.json", "{\"DeviceName\":\"pc1\"}")
        try folder.write("data/deviceinfo.csv", "DeviceName,OSPlatform\npc1,Windows11\n")
        try folder.write("data/DeviceEvents.2.json", "{\"DeviceName\":\"pc2\"}")
        try folder.write("data/readme.md", "no rows")
        let bench = try folder.workbench([DataPath(place: folder.url.appending(path: "data"))])
        #expect(
            try await bench.rows(
                "DeviceEvents | join kind=leftouter DeviceInfo on DeviceName | sort by DeviceName asc "
                    + "| project DeviceName, OSPlatform")
                == "pc1|Windows11\npc2|")
    }

    @Test func aNameBeforeThePathNamesTheTable() async throws {
        let folder = try TestFolder()
        try folder.write("x=1.csv", "a\n1\n")
        let path = DataPath("My_Table=x=1.csv") { folder.url.appending(path: $0) }
        #expect(path.table == "My_Table")
        #expect(DataPath("./a=b.csv") { URL(filePath: $0) }.table == nil)
        let bench = try folder.workbench([path])
        #expect(try await bench.rows("My_Table | summarize sum(a)") == "1")
    }

    @Test func linesThatCannotBeReadAreToldAndLeftOut() async throws {
        let folder = try TestFolder()
        let file = try folder.write("t.jsonl", "{\"a\":1}\n[1]\n{\"a\":\n{\"a\":3}")
        let bench = try folder.workbench([DataPath(place: file)])
        #expect(try await bench.rows("t | summarize count(), sum(a)") == "2|4")
        #expect(
            bench.data.notes == [
                "t.jsonl, line 2: is no JSON object; it is left out", "t.jsonl, line 3: is no JSON; it is left out",
            ])
    }

    @Test func aValueThatItsColumnCannotHoldIsNullAndTold() async throws {
        let folder = try TestFolder()
        let file = try folder.write("DeviceProcessEvents.csv", "Timestamp,ProcessId\nyesterday,1\n2026-01-01,x\n")
        let bench = try folder.workbench([DataPath(place: file)])
        #expect(
            try await bench.rows(
                "DeviceProcessEvents | sort by ProcessId asc nulls last | project Timestamp, ProcessId")
                == "∅|1\n2026-01-01T00:00:00.0000000Z|∅")
        #expect(bench.data.notes.count == 2)
    }

    @Test func columnsThatDifferInCaseOnlyAreNotMixedUp() async throws {
        let folder = try TestFolder()
        let bench = try folder.workbench([DataPath(place: try folder.write("t.jsonl", "{\"Id\":1,\"ID\":2}"))])
        #expect(try await bench.rows("t") == "1|2")
        #expect(try await bench.rows("t | where ID == 2 | project Id, ID") == "1|2")
        #expect(bench.data.notes.isEmpty)
    }

    @Test func parquetKeepsItsTypes() async throws {
        let folder = try TestFolder()
        let file = folder.url.appending(path: "t.parquet")
        try writeParquet(
            """
            SELECT 1::INTEGER AS i, 2::BIGINT AS l, 1.5::DOUBLE AS r, true AS b, 'x''y' AS s,
            TIMESTAMP '2026-01-02 03:04:05.678901' AS d, [1, 2] AS a, {'k': 'v'} AS o, NULL::VARCHAR AS n,
            INTERVAL 90 SECOND AS t, 12.25::DECIMAL(9,2) AS m
            """, file)
        let bench = try folder.workbench([DataPath(place: file)])
        #expect(
            try bench.columns("t")
                == "i:int l:long r:real b:bool s:string d:datetime a:dynamic o:dynamic n:string t:timespan m:decimal")
        #expect(
            try await bench.rows("t")
                == "1|2|1.5|true|x'y|2026-01-02T03:04:05.6789010Z|[1,2]|{\"k\":\"v\"}||00:01:30|12.25")
    }

    @Test("files of the engine's format give the same rows, copied whole or read one by one")
    func parquetIsCopiedWholeWhereTypesFit() async throws {
        let folder = try TestFolder()
        let fits = folder.url.appending(path: "DeviceLogonEvents.parquet")
        try writeParquet(
            """
            SELECT TIMESTAMP '2026-01-02' AS "Timestamp", 'd1' AS "DeviceId", NULL::VARCHAR AS "LogonType", 7::BIGINT AS "ReportId",
            'more' AS "Extra"
            """, fits)
        let texts = folder.url.appending(path: "texts.parquet")
        try writeParquet(
            "SELECT '2026-01-03T00:00:00Z' AS \"Timestamp\", 'd2' AS \"DeviceId\", '8' AS \"ReportId\"", texts)
        let query =
            "DeviceLogonEvents | project Timestamp, DeviceId, LogonType, RemotePort, ReportId, Extra | sort by DeviceId asc"
        let whole = try folder.workbench([DataPath(place: fits)])
        #expect(try await whole.rows(query) == "2026-01-02T00:00:00.0000000Z|d1||∅|7|more")
        #expect(whole.data.rowCounts["DeviceLogonEvents"] == 1)
        let mixed = try folder.workbench([
            DataPath(place: fits), DataPath(table: "DeviceLogonEvents", place: texts),
        ])
        #expect(
            try await mixed.rows(query)
                == "2026-01-02T00:00:00.0000000Z|d1||∅|7|more\n2026-01-03T00:00:00.0000000Z|d2||∅|8|")
        #expect(mixed.data.rowCounts["DeviceLogonEvents"] == 2)
    }

    private func writeParquet(_ select: String, _ file: URL) throws {
        let library = try #require(EngineLibrary.shared)
        try DuckDB.Database(library: library).connect().execute("COPY (\(select)) TO '\(file.path)' (FORMAT parquet)")
    }

    @Test(arguments: [
        (["absent.json"], "there is no such file or folder"), (["empty"], "no file in it holds rows"),
        (["broken.parquet"], "Invalid"),
    ])
    func whatCannotBeReadSaysSo(names: [String], reason: String) throws {
        let folder = try TestFolder()
        try folder.write("empty/readme.md", "")
        try folder.write("broken.parquet", "no parquet")
        let error = #expect(throws: ToolError.self) {
            try folder.workbench(names.map { DataPath(place: folder.url.appending(path: $0)) })
        }
        #expect(error?.why.contains(reason) == true, "\(String(describing: error))")
    }
}
