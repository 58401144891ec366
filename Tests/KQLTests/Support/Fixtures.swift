import KQL

/// A small world to compile against: an event table, a snapshot and a table of every type.
enum Fixtures {
    /// 2025-01-15T12:00:00Z.
    static let now: Int64 = 638_725_392_000_000_000

    static let catalog = SchemaCatalog(
        tables: [
            TableSchema(
                name: "DeviceProcessEvents",
                columns: [
                    ColumnSchema("Timestamp", .datetime), ColumnSchema("DeviceId", .string),
                    ColumnSchema("DeviceName", .string), ColumnSchema("FileName", .string),
                    ColumnSchema("ProcessCommandLine", .string), ColumnSchema("ProcessId", .long),
                    ColumnSchema("LogonId", .long), ColumnSchema("AdditionalFields", .string),
                    ColumnSchema("ReportId", .long),
                ]
            ),
            TableSchema(
                name: "DeviceNetworkEvents",
                columns: [
                    ColumnSchema("Timestamp", .datetime), ColumnSchema("DeviceId", .string),
                    ColumnSchema("RemoteIP", .string), ColumnSchema("RemotePort", .int),
                    ColumnSchema("InitiatingProcessId", .long),
                ],
                columnAliases: ["RemoteIp": "RemoteIP"]
            ),
            TableSchema(
                name: "T",
                columns: [
                    ColumnSchema("a", .int), ColumnSchema("b", .string), ColumnSchema("e", .dynamic),
                    ColumnSchema("l", .long), ColumnSchema("r", .real), ColumnSchema("t", .datetime),
                    ColumnSchema("s", .timespan), ColumnSchema("g", .guid), ColumnSchema("f", .bool),
                ]
            ),
            TableSchema(
                name: "U",
                columns: [ColumnSchema("b", .int), ColumnSchema("c", .long), ColumnSchema("a", .int)]
            ),
        ],
        renamedTables: ["OldProcessEvents": "DeviceProcessEvents"]
    )

    static let compiler = KQLCompiler(schema: catalog)

    static let options = CompileOptions(now: now, lookback: nil)

    static func compile(_ text: String, options: CompileOptions = Fixtures.options) throws -> CompiledQuery {
        try compiler.compile(text, options: options)
    }

    /// `name: type` of each column of the result.
    static func columns(_ text: String) throws -> [String] {
        try compile(text).columns.map { "\($0.name): \($0.type.rawValue)" }
    }

    /// The error that a text must give; `nil` when it compiles.
    static func error(_ text: String, options: CompileOptions = Fixtures.options) -> KQLError? {
        do {
            _ = try compiler.compile(text, options: options)
            return nil
        } catch {
            return error
        }
    }
}
