extension Binder {
    /// `search`: the rows of some or all tables that hold a term; KQL §10.
    mutating func bindSearch(_ node: SyntaxNode, input: BoundRelation?) -> BoundRelation? {
        guard let condition = node[.condition] else { return nil }
        let isCaseSensitive = node.all(.option).contains { option in
            word(option) == "kind" && option.token(.value).map { source.text($0.span) } == "case_sensitive"
        }
        var branches: [(relation: BoundRelation, name: String)] = []
        for relation in searchedTables(node, input) {
            branches.append((relation, relation.tableName ?? "union_arg\(branches.count)"))
        }
        guard !branches.isEmpty else { return nil }
        filter(&branches, condition, isCaseSensitive)
        guard !sink.hasErrors else { return nil }
        var options = UnionOptions()
        options.sourceColumn = "$table"
        return combine(branches, options)
    }

    /// The tables of a `search` or `find`: those that it names, its input, or all.
    mutating func searchedTables(_ node: SyntaxNode, _ input: BoundRelation?) -> [BoundRelation] {
        let named = node.all(.source).filter { $0.kind != .missing }
        if !named.isEmpty { return named.flatMap { bindTableOperand($0, isFuzzy: false) } }
        if let input { return [input] }
        return tables(matching: "*", true, at: node.span)
    }

    /// Keeps the rows of each table that the condition holds for. A column that only other tables have is null.
    mutating func filter(
        _ branches: inout [(relation: BoundRelation, name: String)],
        _ condition: SyntaxNode,
        _ isCaseSensitive: Bool
    ) {
        var all: [String: ScalarType] = [:]
        for branch in branches {
            for column in branch.relation.scope.columns where all[column.name] == nil { all[column.name] = column.type }
        }
        for index in branches.indices {
            rows = branches[index].relation.scope
            rows.absent = all
            mode = .row
            let test = bindSearchCondition(condition, isCaseSensitive)
            if test.isInvalid { continue }
            let relation = branches[index].relation
            branches[index].relation = relation.replacing(.filter(relation.plan, test))
        }
    }

    /// A predicate in which a text alone is a term that any column may hold.
    private mutating func bindSearchCondition(_ node: SyntaxNode, _ isCaseSensitive: Bool) -> Expression {
        switch node.kind {
        case .star: return .literal(.bool(true))
        case .stringLiteral: return anyColumn(SearchTerm(stringValue(node), isCaseSensitive: isCaseSensitive))
        case .parenthesized: return node[.value].map { bindSearchCondition($0, isCaseSensitive) } ?? .invalid
        case .and, .or:
            let operands = node.all(.element).map { bindSearchCondition($0, isCaseSensitive) }
            guard operands.allSatisfy({ !$0.isInvalid }) else { return .invalid }
            return Expression(
                .operation(node.kind == .and ? .and : .or, operands),
                .bool,
                isNullable: operands.contains(where: \.isNullable)
            )
        case .call where word(node) == "not" && node[.argument]?.all(.argument).count == 1:
            guard let inner = node[.argument]?.all(.argument).first else { return .invalid }
            let operand = bindSearchCondition(inner, isCaseSensitive)
            if operand.isInvalid { return operand }
            return Expression(.operation(.not, [operand]), .bool, isNullable: operand.isNullable)
        case .binary where node.token(.operator).map({ source.text($0.span) }) == ":":
            return bindColumnTerm(node, isCaseSensitive)
        default: return bindCondition(node)
        }
    }

    /// `column : "term"`.
    private mutating func bindColumnTerm(_ node: SyntaxNode, _ isCaseSensitive: Bool) -> Expression {
        guard let leftNode = node[.left], let rightNode = node[.right], let sign = node.token(.operator) else {
            return .invalid
        }
        let right = bindExpression(rightNode)
        if right.isInvalid { return .invalid }
        let left = leftNode.kind == .star ? nil : bindExpression(leftNode)
        if left?.isInvalid == true { return .invalid }
        guard right.type == .string, let text = right.constant?.text, left.map({ Self.holdsText($0.type) }) ?? true
        else {
            return refuse(
                .undefinedOperator,
                "The operator ':' is not defined for the operand types \(left?.type.rawValue ?? "any") and "
                    + "\(right.type.rawValue); it takes a column of text and a constant term.",
                at: sign.span
            )
        }
        let term = SearchTerm(text, isCaseSensitive: isCaseSensitive)
        return left.map { test($0, term) } ?? anyColumn(term)
    }

    private static func holdsText(_ type: ScalarType) -> Bool {
        type == .string || type == .dynamic || type == .unknown
    }

    /// Whether any column of the row holds a term.
    private func anyColumn(_ term: SearchTerm) -> Expression {
        let tests = rows.columns.filter { term.canBe(in: $0.type) }.map { test(.column($0), term) }
        if tests.isEmpty { return .literal(.bool(false)) }
        return tests.count == 1 ? tests[0] : Expression(.operation(.or, tests), .bool, isNullable: false)
    }

    private func test(_ value: Expression, _ term: SearchTerm) -> Expression {
        guard let text = TextOperator(keyword: term.operator) else { return .invalid }
        return bindText(text, value.converted(to: .string), .literal(.string(term.needle))) ?? .invalid
    }
}

/// A term of `search`: what stands for which operator where, and how it is spelt.
struct SearchTerm {
    /// The keyword of the text operator.
    let `operator`: String
    let needle: String
    private let isEverything: Bool

    /// `x` is looked for as a term, `x*` and `*x` at the ends of one, `*x*` anywhere, `x*y` as a pattern.
    init(_ text: String, isCaseSensitive: Bool) {
        let suffix = isCaseSensitive ? "_cs" : ""
        let parts = text.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
        let inner = parts.filter { !$0.isEmpty }
        isEverything = inner.isEmpty
        switch (parts.count, text.hasPrefix("*"), text.hasSuffix("*")) {
        case (1, _, _):
            self.operator = "has" + suffix
            needle = text
        case _ where inner.isEmpty:
            self.operator = "contains" + suffix
            needle = ""
        case (2, false, true):
            self.operator = "hasprefix" + suffix
            needle = inner[0]
        case (2, true, false):
            self.operator = "hassuffix" + suffix
            needle = inner[0]
        case (3, true, true):
            self.operator = "contains" + suffix
            needle = inner[0]
        default:
            self.operator = "matches regex"
            let pattern = parts.map(Self.quoted).joined(separator: ".*")
            needle = (isCaseSensitive ? "" : "(?i)") + #"\b"# + pattern + #"\b"#
        }
    }

    /// Whether a value of a type can hold the term: the text of a whole number has digits and a sign only.
    func canBe(in type: ScalarType) -> Bool {
        guard type == .int || type == .long, self.operator != "matches regex", !isEverything else { return true }
        return needle.utf8.allSatisfy {
            $0 == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if #"\.+*?()|[]{}^$#&-~"#.unicodeScalars.contains(scalar) { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
        return result
    }
}
