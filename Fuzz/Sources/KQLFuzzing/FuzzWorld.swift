import Foundation
import KQL

/// What the targets are given from outside: tables for the binder, and a folder of queries to begin with.
public enum FuzzWorld {
    /// A compiler that knows the tables of a file, a line each: `Table<tab>column:type,…`; or two small tables.
    public static func compiler(schemaAt path: String?) -> KQLCompiler {
        let lines = path.flatMap { try? String(contentsOfFile: $0, encoding: .utf8) }?.split(separator: "\n") ?? []
        let tables = lines.compactMap { line -> TableSchema? in
            let fields = line.split(separator: "\t").suffix(2)
            guard fields.count == 2, let name = fields.first, let columns = fields.last else { return nil }
            return TableSchema(
                name: String(name),
                columns: columns.split(separator: ",").compactMap { column in
                    let parts = column.split(separator: ":")
                    guard parts.count == 2, let type = ScalarType(rawValue: String(parts[1])) else { return nil }
                    return ColumnSchema(String(parts[0]), type)
                })
        }
        return KQLCompiler(
            schema: SchemaCatalog(tables: tables.isEmpty ? ["DeviceEvents", "DeviceInfo"].map(small) : tables))
    }

    private static func small(_ name: String) -> TableSchema {
        TableSchema(
            name: name,
            columns: [
                ColumnSchema("Timestamp", .datetime), ColumnSchema("DeviceId", .string), ColumnSchema("a", .long),
                ColumnSchema("b", .string), ColumnSchema("d", .dynamic),
            ])
    }

    /// The texts of a folder's files.
    public static func corpus(at folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().compactMap { try? String(contentsOfFile: folder + "/" + $0, encoding: .utf8) }
    }
}
