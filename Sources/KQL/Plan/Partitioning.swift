/// Makes a pipeline over one table a pipeline over many tables that lie in one, told apart by keys: each of its steps
/// then works on the rows of equal keys by themselves. `mv-apply` and `partition` run this way in one pass.
///
/// A table without rows is not there: a `summarize` without keys gives nothing for it.
struct Partitioning {
    /// Stands for the rows of all tables.
    let hole: Int
    let keys: [PlanColumn]
    /// Columns that have one value for all rows of equal keys and are kept through every step.
    let carried: [PlanColumn]
    /// The order of the tables themselves, before that of their rows; `nil` where they have none.
    var order: SortKey?
    var nextColumn: Int
    /// Whether a step forgets the order of the rows.
    private(set) var dropsOrder = false
    /// The name of the first step that cannot be taken by itself for each key.
    private(set) var obstacle: String?

    init(hole: Int, keys: [PlanColumn], carried: [PlanColumn], nextColumn: Int) {
        self.hole = hole
        self.keys = keys
        self.carried = carried
        self.nextColumn = nextColumn
    }

    mutating func apply(_ plan: LogicalPlan) -> LogicalPlan {
        guard plan.contains(hole: hole) else { return plan }
        switch plan {
        case .hole, .read, .values, .range, .reading: return plan
        case .sort(let input, let sortKeys):
            let lifted = apply(input)
            dropsOrder = false
            return .sort(lifted, [order].compactMap { $0 } + sortKeys)
        case .filter, .extend, .capture, .sequence, .expand:
            return plan.mapInputs { apply($0) }
        case .project(let input, let columns):
            let extra = (keys + carried).filter { column in !columns.contains { $0.id == column.id } }
            return .project(apply(input), columns + extra)
        case .window(var window):
            window.input = apply(window.input)
            window.partition += keys
            return .window(window)
        case .scan(var scan):
            scan.input = apply(scan.input)
            scan.partition += keys
            return .scan(scan)
        case .aggregate(let input, let own, let calls):
            let lifted = apply(input)
            dropsOrder = true
            return aggregate(lifted, own, calls)
        case .fetch(let input, let count): return first(count, of: apply(input), by: keys)
        case .join(let join): return apply(join)
        default:
            obstacle = obstacle ?? plan.title
            return plan
        }
    }

    private func aggregate(_ input: LogicalPlan, _ own: [Definition], _ calls: [AggregateCall]) -> LogicalPlan {
        let made = Set(own.map(\.column.id) + calls.flatMap(\.outputs).map(\.id))
        let more = keys.filter { !made.contains($0.id) }.map { Definition(column: $0, expression: .column($0)) }
        let kept = carried.filter { !made.contains($0.id) }
        guard !kept.isEmpty else { return .aggregate(input, keys: more + own, calls: calls) }
        let any = AggregateCall(kind: .takeAny, arguments: kept.map(Expression.column), outputs: kept)
        return .aggregate(input, keys: more + own, calls: calls + [any])
    }

    /// The first rows of each key, in the order of the rows.
    mutating func first(_ count: Int64, of input: LogicalPlan, by keys: [PlanColumn]) -> LogicalPlan {
        var input = input
        let sequence = input.sequence ?? makeColumn()
        if input.sequence == nil { input = .sequence(input, sequence) }
        let number = makeColumn()
        let call = WindowCall(kind: .rowNumber, arguments: [], output: number)
        let numbered = LogicalPlan.window(
            Window(input: input, sequence: sequence, partition: keys, calls: [call])
        )
        let test = Expression(
            .operation(.lessOrEqual, [.column(number), .literal(.long(count))]),
            .bool,
            isNullable: false
        )
        return .filter(numbered, test)
    }

    private mutating func apply(_ join: Join) -> LogicalPlan {
        var join = join
        guard !join.right.contains(hole: hole) else {
            obstacle = obstacle ?? "join with the same rows"
            return .join(join)
        }
        switch join.kind {
        case .inner, .leftouter, .leftsemi, .leftanti: join.left = apply(join.left)
        case .innerunique:
            join.left = first(1, of: apply(join.left), by: keys + join.keys.map(\.left))
            join.kind = .inner
        default: obstacle = obstacle ?? "\(join.kind.rawValue) join"
        }
        return .join(join)
    }

    private mutating func makeColumn() -> PlanColumn {
        defer { nextColumn += 1 }
        return PlanColumn(id: ColumnID(number: nextColumn), name: "", type: .long, isNullable: false)
    }
}
