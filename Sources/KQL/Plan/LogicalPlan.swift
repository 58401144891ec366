/// A column and how it is computed.
struct Definition: Sendable {
    var column: PlanColumn
    var expression: Expression
}

/// A key of an order.
struct SortKey: Sendable, Hashable {
    var column: PlanColumn
    var isAscending: Bool
    var nullsFirst: Bool
}

/// A call of an aggregate function; `arg_max` and its like have several outputs.
struct AggregateCall: Sendable {
    var kind: AggregateKind
    /// What is aggregated; for `arg_max` and `take_any` one argument for each output.
    var arguments: [Expression]
    /// Rows that do not pass take no part.
    var filter: Expression?
    /// A constant of the call: the percentile, the greatest number of elements.
    var parameter: Literal?
    var outputs: [PlanColumn]
}

/// A table that is read, with the columns that are needed of it.
struct TableRead: Sendable {
    var table: String
    /// The plan's column for each name in the table.
    var columns: [PlanColumn]
    var sourceNames: [String]
    /// The table's name in the engine.
    var engineName: String
}

/// How two tables are joined; KQL §10.
enum JoinKind: String, Sendable, Hashable {
    case innerunique, inner, leftouter, rightouter, fullouter, leftsemi, leftanti, rightsemi, rightanti

    /// The kind of a keyword, old spellings included.
    init?(keyword: String) {
        switch keyword {
        case "anti", "leftantisemi": self = .leftanti
        case "rightantisemi": self = .rightanti
        default: self.init(rawValue: keyword)
        }
    }

    var keepsLeft: Bool { self != .rightsemi && self != .rightanti }
    var keepsRight: Bool { self != .leftsemi && self != .leftanti }
}

/// Two tables and the columns that must be equal.
struct Join: Sendable {
    var kind: JoinKind
    var left: LogicalPlan
    var right: LogicalPlan
    var keys: [(left: PlanColumn, right: PlanColumn)]
    /// Columns of an outer join, each with the column of a side that it stands for: a missing row's strings are empty.
    var outputs: [(column: PlanColumn, source: PlanColumn)]
}

/// A branch of a union: its plan and, for each column of the union, the column that fills it.
struct UnionBranch: Sendable {
    var plan: LogicalPlan
    var columns: [Expression]
}

/// Arrays that become rows, in lock step; KQL §10.
struct Expansion: Sendable {
    var input: LogicalPlan
    /// The arrays, dynamic, and the columns that take their elements; a string takes what `tostring` makes of an element.
    var elements: [Definition]
    /// Takes the position of the element, from 0.
    var index: PlanColumn?
    /// A bag gives arrays `[key, value]` instead of bags of one key.
    var bagsAsArrays: Bool
    var limit: Int64?
    /// The columns of the input that are read behind it; all where it is not known.
    var kept: Set<ColumnID>?
    /// The arrays are lists of the engine, of texts or whole numbers, and no dynamics.
    var isNative = false
}

/// A tree of steps that keeps the meaning of KQL and knows nothing of SQL.
///
/// Every column has a number of its own in the whole tree; which columns are visible, in which order and under which
/// names is not the plan's matter but that of the ``RowScope`` that goes with it.
indirect enum LogicalPlan: Sendable {
    case read(TableRead)
    case values([PlanColumn], rows: [[Literal]])
    case range(PlanColumn, from: Literal, to: Literal, step: Literal)
    case filter(LogicalPlan, Expression)
    /// Adds columns; all expressions read the input.
    case extend(LogicalPlan, [Definition])
    /// Keeps columns of the input and drops the others.
    case project(LogicalPlan, [PlanColumn])
    case aggregate(LogicalPlan, keys: [Definition], calls: [AggregateCall])
    case sort(LogicalPlan, [SortKey])
    case fetch(LogicalPlan, Int64)
    case join(Join)
    case union([UnionBranch], [PlanColumn])
    case expand(Expansion)
    /// Adds texts that are found in a text.
    case capture(Capture)
    /// Numbers the rows in their order, from 1.
    case sequence(LogicalPlan, PlanColumn)
    /// Adds what window functions give.
    case window(Window)
    /// Matches rows to a sequence of steps.
    case scan(Scan)
    /// A place that is filled before the plan is complete.
    case hole(Int)
    /// Rows of rows, round after round.
    case recursion(Recursion)
    /// Tables that are computed once, and what reads them.
    case tables([CommonTable], LogicalPlan)
    /// The rows of one of the tables around it by its number, or inside of a recursion's step those of the round before.
    case reading(Int, columns: [(column: PlanColumn, source: ColumnID)])
    /// A part that is computed once and read wherever its number appears, under other columns each time.
    case shared(Int, LogicalPlan, columns: [(column: PlanColumn, source: ColumnID)])
}

extension LogicalPlan {
    /// The plan with each of its inputs changed.
    func mapInputs(_ body: (LogicalPlan) -> LogicalPlan) -> LogicalPlan {
        switch self {
        case .read, .values, .range, .hole, .reading: return self
        case .tables(let tables, let plan):
            let changed = tables.map { CommonTable(number: $0.number, plan: body($0.plan), columns: $0.columns) }
            return .tables(changed, body(plan))
        case .recursion(var recursion):
            recursion.base = body(recursion.base)
            recursion.step = body(recursion.step)
            return .recursion(recursion)
        case .filter(let input, let condition): return .filter(body(input), condition)
        case .extend(let input, let definitions): return .extend(body(input), definitions)
        case .project(let input, let columns): return .project(body(input), columns)
        case .aggregate(let input, let keys, let calls): return .aggregate(body(input), keys: keys, calls: calls)
        case .sort(let input, let keys): return .sort(body(input), keys)
        case .fetch(let input, let count): return .fetch(body(input), count)
        case .join(var join):
            join.left = body(join.left)
            join.right = body(join.right)
            return .join(join)
        case .union(let branches, let columns):
            return .union(branches.map { UnionBranch(plan: body($0.plan), columns: $0.columns) }, columns)
        case .expand(var expansion):
            expansion.input = body(expansion.input)
            return .expand(expansion)
        case .capture(var capture):
            capture.input = body(capture.input)
            return .capture(capture)
        case .sequence(let input, let column): return .sequence(body(input), column)
        case .window(var window):
            window.input = body(window.input)
            return .window(window)
        case .scan(var scan):
            scan.input = body(scan.input)
            return .scan(scan)
        case .shared(let number, let plan, let columns): return .shared(number, body(plan), columns: columns)
        }
    }

    /// The step's name.
    var title: String {
        switch self {
        case .read: "read"
        case .values: "values"
        case .range: "range"
        case .filter: "filter"
        case .extend: "extend"
        case .project: "project"
        case .aggregate: "aggregate"
        case .sort: "sort"
        case .fetch: "fetch"
        case .join: "join"
        case .union: "union"
        case .expand: "expand"
        case .capture: "capture"
        case .sequence: "sequence"
        case .window: "window"
        case .scan: "scan"
        case .hole: "hole"
        case .recursion: "recursion"
        case .tables: "graph"
        case .reading: "reading"
        case .shared: "shared"
        }
    }
}
