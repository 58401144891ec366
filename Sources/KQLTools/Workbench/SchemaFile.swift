package import Foundation
package import KQL

/// Reads tables from a JSON file, in one of two forms.
///
/// The long form has `tables` as a list of `{"name","columns":[{"name","type"}]}`, and may have `renamedTables` as a
/// list of `{"from","to"}` and `aliases` as a list of `{"table","name","alias"}`. The short form is one object for
/// all: `{"tables":{"DeviceEvents":{"Timestamp":"datetime","FileName":"string"}}}`; its columns are in order when each
/// table is a list of `"name:type"` texts instead: `{"tables":{"DeviceEvents":["Timestamp:datetime","FileName:string"]}}`.
package enum SchemaFile {
    /// The tables of a file.
    ///
    /// - Throws: ``ToolError`` that names the file and what is wrong in it.
    package static func read(_ file: URL) throws -> SchemaCatalog {
        func fault(_ why: String) -> ToolError {
            ToolError(
                "cannot use the schema \(file.path)", why: why, remedy: "see the manual of `sally kql` for its form")
        }
        let root: JSONNode
        do {
            root = try JSONNode.parse(try Data(contentsOf: file))
        } catch let error as CocoaError {
            throw fault(error.code == .fileReadNoSuchFile ? "there is no such file" : "it cannot be read")
        } catch {
            throw fault("it is no JSON")
        }
        var tables: [TableSchema] = []
        switch root["tables"] {
        case .array(let list)?:
            for element in list {
                guard let name = element["name"]?.text, let columns = element["columns"]?.elements else {
                    throw fault("a table has no name or no columns")
                }
                tables.append(
                    TableSchema(
                        name: name,
                        columns: try columns.map { column in
                            guard let column = Self.column(column["name"]?.text, column["type"]?.text) else {
                                throw fault("a column of \(name) has no name or no type of KQL")
                            }
                            return column
                        }))
            }
        case .object(let members)?:
            for member in members {
                tables.append(TableSchema(name: member.name, columns: try columns(member, fault)))
            }
        default: throw fault("it has no tables")
        }
        var catalog = SchemaCatalog(tables: tables)
        for renamed in root["renamedTables"]?.elements ?? [] {
            if let from = renamed["from"]?.text, let to = renamed["to"]?.text { catalog.renamedTables[from] = to }
        }
        for alias in root["aliases"]?.elements ?? [] {
            guard let name = alias["table"]?.text, var table = catalog.tables[name], let column = alias["name"]?.text,
                let other = alias["alias"]?.text
            else { continue }
            table.columnAliases[other] = column
            catalog.add(table)
        }
        return catalog
    }

    private static func columns(
        _ member: JSONNode.Member, _ fault: (String) -> ToolError
    ) throws -> [ColumnSchema] {
        switch member.value {
        case .object(let columns):
            return try columns.map { entry in
                guard let column = column(entry.name, entry.value.text) else {
                    throw fault("\(member.name).\(entry.name) has no type of KQL")
                }
                return column
            }
        case .array(let texts):
            return try texts.map { entry in
                let parts = (entry.text ?? "").split(separator: ":", maxSplits: 1).map(String.init)
                guard parts.count == 2, let column = column(parts[0], parts[1].trimmingCharacters(in: .whitespaces))
                else { throw fault("a column of \(member.name) is not of the form name:type") }
                return column
            }
        default: throw fault("\(member.name) has no columns")
        }
    }

    private static func column(_ name: String?, _ type: String?) -> ColumnSchema? {
        guard let name, let type = type.flatMap(ScalarType.init(keyword:)) else { return nil }
        return ColumnSchema(name, type)
    }
}
