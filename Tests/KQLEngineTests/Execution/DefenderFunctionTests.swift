import KQL
import Testing

@testable import KQLEngine

@Suite("kql.md §12: Defender's own functions", .needsEngine)
struct DefenderFunctionTests {
    private static let tables = [
        TableSchema(
            name: "DeviceFileEvents",
            columns: [
                ColumnSchema("Timestamp", .datetime), ColumnSchema("DeviceId", .string), ColumnSchema("SHA1", .string),
                ColumnSchema("FileSize", .long),
            ]),
        TableSchema(
            name: "DeviceNetworkInfo",
            columns: [
                ColumnSchema("Timestamp", .datetime), ColumnSchema("DeviceId", .string),
                ColumnSchema("DeviceName", .string), ColumnSchema("IPAddresses", .string),
                ColumnSchema("NetworkAdapterType", .string), ColumnSchema("ConnectedNetworks", .string),
            ]),
    ]
    private static let rows = [
        "DeviceFileEvents": "2025-01-01|d1|AA|5\n2025-01-02|d2|aa|5\n",
        "$FileProfile": "bb||||77|2020-01-01||Signer|||true|true|SignedValid||||\n",
        "DeviceNetworkInfo":
            #"2025-01-01|d1|host1|"[{""IPAddress"":""10.0.0.1"",""AddressType"":""Private""}]"|Ethernet|[]"# + "\n"
            + #"2025-01-05|d2|host2|"[{""IPAddress"":""10.0.0.1""}]"|Wireless|[]"# + "\n"
            + #"2025-01-06|d1|host1|"[{""IPAddress"":""10.0.0.2"",""AddressType"":""Private""}]"|Ethernet|[]"# + "\n",
        "$SeenBy": "d9|d1\n",
    ]

    @Test(arguments: [
        // What the host knows comes first, then what the tenant's own events tell; others are missing.
        RunnerCase(
            "datatable(h: string)['BB', 'aa', 'cc', ''] | invoke FileProfile(h, 10) | sort by h asc"
                + "| project h, GlobalPrevalence, Signer, ProfileAvailability",
            #"[{"h":"","GlobalPrevalence":null,"Signer":"","ProfileAvailability":""},"#
                + #"{"h":"BB","GlobalPrevalence":77,"Signer":"Signer","ProfileAvailability":"Available"},"#
                + #"{"h":"aa","GlobalPrevalence":2,"Signer":"","ProfileAvailability":"Available"},"#
                + #"{"h":"cc","GlobalPrevalence":null,"Signer":"","ProfileAvailability":"Missing"}]"#),
        // Files beyond the limit have no availability at all.
        RunnerCase(
            "range x from 1 to 3 step 1 | extend SHA1 = tostring(x) | invoke FileProfile('SHA1', 2)"
                + "| summarize count() by ProfileAvailability | sort by ProfileAvailability asc",
            #"[{"ProfileAvailability":"","count_":1},{"ProfileAvailability":"Missing","count_":2}]"#),
        RunnerCase(
            "print IP = '10.0.0.1' | invoke DeviceFromIP()", #"[{"IP":"10.0.0.1","IP1":"10.0.0.1","DeviceId":"d2"}]"#),
        RunnerCase(
            "print a = '10.0.0.1' | invoke DeviceFromIP(a, datetime(2025-01-02)) | project DeviceId",
            #"[{"DeviceId":"d1"}]"#),
        RunnerCase(
            "AssignedIPAddresses('HOST1') | project IPAddress, IPType, NetworkAdapterType",
            #"[{"IPAddress":"10.0.0.2","IPType":"Private","NetworkAdapterType":"Ethernet"}]"#),
        RunnerCase(
            "AssignedIPAddresses('d1', datetime(2025-01-03)) | project IPAddress", #"[{"IPAddress":"10.0.0.1"}]"#),
        RunnerCase("print DeviceId = 'd9' | invoke SeenBy()", #"[{"DeviceId":"d9","SeenByDevice":"d1"}]"#),
        RunnerCase(
            "DeviceFileEvents | where ingestion_time() > datetime(2025-01-01T12:00:00Z) | project DeviceId",
            #"[{"DeviceId":"d2"}]"#),
    ])
    func answers(_ query: RunnerCase) async throws {
        #expect(try await RunnerWorld(Self.tables, rows: Self.rows).answer(query.text) == query.rows)
    }

    @Test("A tenant's stored functions are put in; they may not call each other")
    func stored() async throws {
        var world = try RunnerWorld(Self.tables, rows: Self.rows)
        world.catalog.add(
            StoredFunction(name: "Recent", text: "(T: (Timestamp: datetime), n: long = 1) { T | top n by Timestamp }"))
        world.catalog.add(StoredFunction(name: "Twice", text: "(x: long) { x * 2 }"))
        world.catalog.add(StoredFunction(name: "Calls", text: "() { print a = Twice(1) }"))
        world.catalog.add(StoredFunction(name: "Faulty", text: "() { print a = nope }"))
        #expect(
            try await world.answer("DeviceFileEvents | invoke Recent() | project DeviceId") == #"[{"DeviceId":"d2"}]"#)
        #expect(try await world.answer("Recent(DeviceFileEvents, 2) | count") == #"[{"Count":2}]"#)
        #expect(try await world.answer("print a = Twice(21)") == #"[{"a":42}]"#)
        for (query, message) in [
            ("Calls()", "may not call"), ("Faulty", "'nope'"), ("DeviceFileEvents | invoke Twice(1)", "takes no table"),
        ] {
            let fixed = world
            let error = await #expect(throws: HuntingError.self) { try await fixed.run(query) }
            #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
        }
    }
}
