package import KQL

/// The hunting tables of Defender: what queries name, and how rows of telemetry are laid out.
///
/// The tables come from the generated files beside this one. Columns that were only ever observed, but that no
/// documentation names, are not part of it.
package enum DefenderSchema {
    /// All tables and the old names of tables.
    package static let catalog = SchemaCatalog(
        tables: SchemaIndex.tables.sorted { $0.name.lowercased() < $1.name.lowercased() },
        renamedTables: SchemaIndex.renamedTables)

    /// Positions of columns by table and column name.
    private static let positions: [String: [String: Int]] = Dictionary(
        uniqueKeysWithValues: SchemaIndex.tables.map { table in
            (
                table.name,
                Dictionary(uniqueKeysWithValues: table.columns.enumerated().map { ($0.element.name, $0.offset) })
            )
        }
    )

    /// The table of exactly this name, old names not considered.
    package static func table(named name: String) -> TableSchema? {
        catalog.tables[name]
    }

    /// The position of a column in the rows of a table; `nil` when the table or the column does not exist.
    package static func columnIndex(_ table: String, _ column: String) -> Int? {
        positions[table]?[column]
    }
}
