/// Reads a path straight out of the text that holds the JSON, where a column between them only holds the parsed value:
/// `extend f = parse_json(x) | where f.a == 1` reads `x` once and never makes `f`.
///
/// Text that is no JSON parses to itself as a string, and a string has no members: the path finds nothing either way.
enum PathFusion: RewriteRule {
    static let name = "path fusion"

    static func apply(_ plan: LogicalPlan, required: Set<ColumnID>) -> LogicalPlan { fuse(plan).plan }

    /// Columns that hold a parsed text or a path, with what they are computed from.
    private typealias Known = [ColumnID: Expression]

    private static func fuse(_ plan: LogicalPlan) -> (plan: LogicalPlan, known: Known) {
        switch plan {
        case .filter(let input, let condition):
            let (lower, known) = fuse(input)
            return (.filter(lower, rewrite(condition, known)), known)
        case .extend(let input, let definitions):
            let (lower, known) = fuse(input)
            var above = known
            let fused = definitions.map { definition in
                let expression = rewrite(definition.expression, known)
                if isPath(expression) { above[definition.column.id] = expression }
                return Definition(column: definition.column, expression: expression)
            }
            return (.extend(lower, fused), above)
        case .sort(let input, let keys):
            let (lower, known) = fuse(input)
            return (.sort(lower, keys), known)
        case .fetch(let input, let count):
            let (lower, known) = fuse(input)
            return (.fetch(lower, count), known)
        case .aggregate(let input, let keys, let calls):
            let (lower, known) = fuse(input)
            let fusedKeys = keys.map { Definition(column: $0.column, expression: rewrite($0.expression, known)) }
            let fusedCalls = calls.map { call in
                var call = call
                call.arguments = call.arguments.map { rewrite($0, known) }
                call.filter = call.filter.map { rewrite($0, known) }
                return call
            }
            return (.aggregate(lower, keys: fusedKeys, calls: fusedCalls), [:])
        case .expand(var expansion):
            let (lower, known) = fuse(expansion.input)
            expansion.input = lower
            expansion.elements = expansion.elements.map {
                Definition(column: $0.column, expression: rewrite($0.expression, known))
            }
            return (.expand(expansion), known)
        default:
            return (plan.mapInputs { fuse($0).plan }, [:])
        }
    }

    private static func isPath(_ expression: Expression) -> Bool {
        switch expression.node {
        case .call(let function, _, let arguments):
            function.readsJSON && arguments.first?.type == .string && isColumn(arguments.first)
        case .operation(.path, let operands): isColumn(operands.first) || operands.first.map(isPath) == true
        default: false
        }
    }

    private static func isColumn(_ expression: Expression?) -> Bool {
        if case .column? = expression?.node { true } else { false }
    }

    private static func rewrite(_ expression: Expression, _ known: Known) -> Expression {
        guard !known.isEmpty else { return expression }
        return expression.mapped { part in
            guard case .operation(.path(let steps), let operands) = part.node,
                case .column(let id)? = operands.first?.node,
                let origin = known[id]
            else { return part }
            if case .operation(.path(let first), let bases) = origin.node {
                return Expression(.operation(.path(first + steps), bases), .dynamic, isNullable: true)
            }
            return Expression(.operation(.path(steps), [origin]), .dynamic, isNullable: true)
        }
    }
}
