/// What a query can name: the hunting tables and their old names.
public struct SchemaCatalog: Sendable, Hashable {
    /// The tables by name.
    public private(set) var tables: [String: TableSchema]

    /// Old names of tables, each with the name of the table that replaced it.
    ///
    /// A table that exists under the old name itself is found first.
    public var renamedTables: [String: String]

    /// The names of the tables by their lower-case form.
    private var spellings: [String: [String]] = [:]

    /// Functions that the tenant has stored, by name.
    public var functions: [String: StoredFunction] = [:]

    /// Makes a catalogue.
    ///
    /// - Parameters:
    ///   - tables: The tables; of two with one name the later wins.
    ///   - renamedTables: Old names, each with the present name.
    public init(tables: [TableSchema] = [], renamedTables: [String: String] = [:]) {
        self.tables = [:]
        self.renamedTables = renamedTables
        for table in tables { add(table) }
    }

    /// The names of all tables in the order in which they were added, which is that of columns where all are read.
    private(set) var addedNames: [String] = []

    /// The names of all tables, sorted.
    public var tableNames: [String] { tables.keys.sorted() }

    /// The table that a query means by this name, old names included; `nil` when there is none.
    public func table(named name: String) -> TableSchema? {
        if let table = tables[name] { return table }
        if let present = renamedTables[name] { return tables[present] }
        return DefenderFunctions.providers.first { $0.name == name }
    }

    /// Adds a stored function, or replaces the one of the same name.
    public mutating func add(_ function: StoredFunction) {
        functions[function.name] = function
    }

    /// Adds a table, or replaces the one of the same name.
    public mutating func add(_ table: TableSchema) {
        var table = table
        // Another table whose name differs in case alone has the plain name in the engine.
        let key = table.name.lowercased()
        let spellings = spellings[key] ?? []
        if let place = spellings.firstIndex(of: table.name) {
            if place > 0 { table.engineName = "\(table.name)#\(place + 1)" }
        } else {
            if !spellings.isEmpty { table.engineName = "\(table.name)#\(spellings.count + 1)" }
            self.spellings[key] = spellings + [table.name]
        }
        if tables.updateValue(table, forKey: table.name) == nil { addedNames.append(table.name) }
    }
}
