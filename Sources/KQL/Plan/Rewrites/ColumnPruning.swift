/// Drops columns that nothing reads, down to the tables.
enum ColumnPruning: RewriteRule {
    static let name = "column pruning"

    static func apply(_ plan: LogicalPlan, required: Set<ColumnID>) -> LogicalPlan { prune(plan, required) }

    private static func prune(_ plan: LogicalPlan, _ required: Set<ColumnID>) -> LogicalPlan {
        switch plan {
        case .read(var read):
            let kept = zip(read.columns, read.sourceNames).filter { required.contains($0.0.id) }
            read.columns = kept.map(\.0)
            read.sourceNames = kept.map(\.1)
            return .read(read)
        case .values, .range, .hole: return plan
        case .reading(let number, let columns):
            return .reading(number, columns: columns.filter { required.contains($0.column.id) })
        case .tables(let tables, let plan):
            let pruned = tables.map {
                CommonTable(number: $0.number, plan: prune($0.plan, Set($0.columns.map(\.id))), columns: $0.columns)
            }
            return .tables(pruned, prune(plan, required))
        case .recursion(var recursion):
            // What a round gives is what the next one reads.
            recursion.base = prune(recursion.base, Set(recursion.baseColumns.map(\.id)))
            recursion.step = prune(recursion.step, Set(recursion.stepColumns.map(\.id)))
            return .recursion(recursion)
        case .filter(let input, let condition):
            return .filter(prune(input, required.union(columns([condition]))), pruned(condition))
        case .extend(let input, let definitions):
            var kept = definitions.filter { required.contains($0.column.id) }
            var input = input
            if case .expand(let expansion) = input {
                input = .expand(ElementTexts.apply(expansion, &kept, required))
            }
            let below = required.subtracting(kept.map(\.column.id)).union(columns(kept.map(\.expression)))
            let lower = prune(input, below)
            guard !kept.isEmpty else { return lower }
            return .extend(lower, kept.map { Definition(column: $0.column, expression: pruned($0.expression)) })
        case .project(let input, let kept):
            let columns = kept.filter { required.contains($0.id) }
            return .project(prune(input, Set(columns.map(\.id))), columns)
        case .aggregate(let input, let keys, let calls): return pruneAggregate(input, keys, calls, required)
        case .sort(let input, let keys):
            return .sort(prune(input, required.union(keys.map(\.column.id))), keys)
        case .fetch(let input, let count): return .fetch(prune(input, required), count)
        case .join(var join):
            join.outputs = join.outputs.filter { required.contains($0.column.id) }
            let wanted = required.union(join.outputs.map(\.source.id))
            join.left = prune(join.left, wanted.union(join.keys.map(\.left.id)))
            join.right = prune(join.right, wanted.union(join.keys.map(\.right.id)))
            return .join(join)
        case .union(let branches, let columns): return pruneUnion(branches, columns, required)
        case .expand(var expansion):
            let read = Self.columns(expansion.elements.map(\.expression))
            expansion.kept = required
            expansion.input = prune(expansion.input, required.union(read))
            return .expand(expansion)
        case .capture(var capture):
            let made = Set((capture.columns + [capture.matched].compactMap { $0 }).map(\.id))
            guard !made.isDisjoint(with: required) else { return prune(capture.input, required) }
            let read = Self.columns([capture.source])
            capture.input = prune(capture.input, required.subtracting(made).union(read))
            return .capture(capture)
        case .sequence(let input, let column):
            return .sequence(prune(input, required.subtracting([column.id])), column)
        case .window(var window):
            window.calls.removeAll { !required.contains($0.output.id) }
            guard !window.calls.isEmpty else { return prune(window.input, required) }
            var read = Self.columns(window.calls.flatMap(\.expressions))
            read.formUnion(window.partition.map(\.id) + [window.sequence.id])
            window.calls = window.calls.map { $0.mapExpressions { pruned($0) } }
            window.input = prune(window.input, required.subtracting(window.calls.map(\.output.id)).union(read))
            return .window(window)
        case .scan(var scan):
            // Which rows are left depends on all that the steps read.
            let read = Self.columns(scan.row).union(scan.partition.map(\.id) + [scan.sequence.id])
            scan.input = prune(scan.input, required.subtracting(scan.made.map(\.id)).union(read))
            scan.outputs.removeAll { !required.contains($0.column.id) }
            return .scan(scan)
        case .shared(let number, let plan, let columns):
            // Every reader must find the same columns.
            return .shared(number, prune(plan, Set(columns.map(\.source))), columns: columns)
        }
    }

    private static func pruneAggregate(
        _ input: LogicalPlan,
        _ keys: [Definition],
        _ calls: [AggregateCall],
        _ required: Set<ColumnID>
    ) -> LogicalPlan {
        var kept = calls.compactMap { call -> AggregateCall? in
            var call = call
            guard call.outputs.contains(where: { required.contains($0.id) }) else { return nil }
            guard call.isStructure else { return call }
            // The first output of arg_max is what the others are chosen by.
            let isExtreme = call.kind == .argMax || call.kind == .argMin
            let places = call.outputs.indices.filter {
                required.contains(call.outputs[$0].id) || isExtreme && $0 == 0
            }
            // One member is not worth a struct, except where a choice must be made for it.
            if places.count == 1, !isExtreme, call.outputs.count > 1 {
                return call
            }
            call.outputs = places.map { call.outputs[$0] }
            call.arguments = places.map { call.arguments[$0] }
            return call
        }
        // Without keys the one row must remain, and it is an aggregate that makes it.
        if keys.isEmpty, kept.isEmpty, let first = calls.first { kept = [first] }
        let expressions = keys.map(\.expression) + kept.flatMap { $0.arguments + [$0.filter].compactMap { $0 } }
        return .aggregate(prune(input, columns(expressions)), keys: keys, calls: kept)
    }

    private static func pruneUnion(
        _ branches: [UnionBranch],
        _ columns: [PlanColumn],
        _ required: Set<ColumnID>
    ) -> LogicalPlan {
        var places = columns.indices.filter { required.contains(columns[$0].id) }
        if places.isEmpty, let first = columns.indices.first { places = [first] }
        let kept = branches.map { branch in
            let expressions = places.map { branch.columns[$0] }
            return UnionBranch(plan: prune(branch.plan, Self.columns(expressions)), columns: expressions)
        }
        return .union(kept, places.map { columns[$0] })
    }

    private static func columns(_ expressions: [Expression]) -> Set<ColumnID> {
        var result: Set<ColumnID> = []
        for expression in expressions { expression.forEachColumn { result.insert($0) } }
        return result
    }

    /// Prunes the tables inside of an expression.
    private static func pruned(_ expression: Expression) -> Expression {
        expression.mapPlans { plan, column in prune(plan, [column]) }
    }
}
