extension LogicalPlan {
    /// Every column that this plan and its inputs make, visible or not; a column has one maker in the whole tree.
    var made: Set<ColumnID> {
        var result: Set<ColumnID> = []
        collect(into: &result)
        return result
    }

    private func collect(into result: inout Set<ColumnID>) {
        switch self {
        case .read(let read): result.formUnion(read.columns.map(\.id))
        case .values(let columns, _): result.formUnion(columns.map(\.id))
        case .range(let column, _, _, _), .sequence(_, let column): result.insert(column.id)
        case .extend(_, let definitions): result.formUnion(definitions.map(\.column.id))
        case .aggregate(_, let keys, let calls):
            result.formUnion(keys.map(\.column.id) + calls.flatMap(\.outputs).map(\.id))
        case .join(let join): result.formUnion(join.outputs.map(\.column.id))
        case .union(_, let columns): result.formUnion(columns.map(\.id))
        case .expand(let expansion):
            result.formUnion((expansion.elements.map(\.column) + [expansion.index].compactMap { $0 }).map(\.id))
        case .capture(let capture):
            result.formUnion((capture.columns + [capture.matched].compactMap { $0 }).map(\.id))
        case .window(let window): result.formUnion(window.calls.map(\.output.id))
        case .scan(let scan): result.formUnion(scan.made.map(\.id))
        case .shared(_, _, let columns): result.formUnion(columns.map(\.column.id))
        case .reading(_, let columns): result.formUnion(columns.map(\.column.id))
        case .recursion(let recursion): result.formUnion(recursion.columns.map(\.id))
        case .filter, .project, .sort, .fetch, .hole, .tables: break
        }
        _ = mapInputs { input in
            input.collect(into: &result)
            return input
        }
    }
}
