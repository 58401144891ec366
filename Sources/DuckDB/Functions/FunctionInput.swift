/// The arguments of one call of a function: as many rows in each column.
package struct FunctionInput {
    /// How many rows to work on.
    package let count: Int
    package let columns: [ColumnVector]

    @inlinable package subscript(index: Int) -> ColumnVector { columns[index] }

    /// Whether all rows of a text column hold the same text, so that it need be prepared once only.
    ///
    /// Nulls among the rows give false.
    package func isConstantText(_ index: Int) -> Bool {
        let column = columns[index]
        guard count > 0, column.hasNoNulls else { return false }
        for row in 1..<max(count, 1) where !column.sharesText(row, with: 0) { return false }
        return true
    }
}
