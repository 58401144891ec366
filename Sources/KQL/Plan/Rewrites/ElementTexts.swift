/// Expands an array to texts at once where only the texts of its elements are read, as by `mv-expand x to typeof(string)`.
enum ElementTexts {
    /// - Parameters:
    ///   - definitions: What is computed over the expansion and read; those that become elements are taken out.
    ///   - required: The columns that are read over both.
    static func apply(_ expansion: Expansion, _ definitions: inout [Definition], _ required: Set<ColumnID>) -> Expansion
    {
        var expansion = expansion
        for (place, element) in expansion.elements.enumerated() where element.column.type == .dynamic {
            guard !required.contains(element.column.id) else { continue }
            let readers = definitions.indices.filter { index in
                var isReader = false
                definitions[index].expression.forEachColumn { if $0 == element.column.id { isReader = true } }
                return isReader
            }
            guard readers.count == 1, let reader = readers.first,
                case .convert(let inner) = definitions[reader].expression.node,
                definitions[reader].column.type == .string, case .column(element.column.id) = inner.node
            else { continue }
            expansion.elements[place].column = definitions[reader].column
            definitions.remove(at: reader)
        }
        return expansion
    }
}
