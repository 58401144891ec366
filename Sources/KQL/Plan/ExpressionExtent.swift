/// How large an expression is once it is written out.
///
/// Values of `let` statements are shared while a query is compiled, and written wherever they are read: a few statements
/// that read each other twice make more text than any engine takes.
struct ExpressionExtent: Sendable, Hashable {
    /// Parts; no number grows beyond ``most``.
    private(set) var count: Int32 = 1
    /// Levels of parts, this one included.
    private(set) var depth: Int32 = 1

    private static let most: Int32 = 1 << 28

    /// So large may an expression be: the engine reads its parts one by one, and its levels by calling itself.
    static let limit = (count: Int32(1_000_000), depth: Int32(400))

    var isTooLarge: Bool { count > Self.limit.count || depth > Self.limit.depth }

    /// Whether an expression may be written in several places.
    var isSmall: Bool { count <= 1_000 }

    init(of node: Expression.Node) {
        switch node {
        case .literal, .column, .invalid, .scalarSubquery: break
        case .operation(_, let parts), .call(_, _, let parts): for part in parts { add(part.extent) }
        case .convert(let part), .inSubquery(let part, _, _, _, _): add(part.extent)
        }
    }

    private mutating func add(_ part: ExpressionExtent) {
        count = min(count + part.count, Self.most)
        depth = max(depth, part.depth + 1)
    }
}
