/// The arguments of one call of a function: as many rows in each column.
package struct FunctionInput {
    /// How many rows to work on.
    package let count: Int
    package let columns: [ColumnVector]
    /// Who can end the query that calls.
    let interruption: Interruption?

    /// Whether the query is to end: what is still to be computed will be read by no one. To be looked at where one row
    /// takes long.
    package var isInterrupted: Bool { interruption?.isUsed ?? false }

    @inlinable @inline(__always) package subscript(index: Int) -> ColumnVector { columns[index] }

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
