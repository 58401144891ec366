extension Expression {
    /// Whether the value is known while compiling, even where it is the engine that computes it.
    var isFixed: Bool {
        switch node {
        case .literal: true
        case .operation(.path, _), .operation(.key, _), .operation(.index, _): false
        case .operation(_, let operands): operands.allSatisfy(\.isFixed)
        case .convert(let inner): inner.isFixed
        case .call(let function, _, let arguments): function.isFoldable && arguments.allSatisfy(\.isFixed)
        case .column, .scalarSubquery, .inSubquery, .invalid: false
        }
    }
}

extension ParameterKind {
    /// Whether a value is what the parameter wants, by its type and by what is known of a dynamic.
    func accepts(_ value: Expression) -> Bool {
        guard accepts(value.type), value.resultCount == 1 else { return false }
        return switch self {
        case .array, .stringOrArray, .integerOrArray: value.shape == nil || value.shape == .array
        case .bag: value.shape == nil || value.shape == .bag
        // An array or a bag is no text unless tostring() makes one of it.
        case .exactly(.string), .asString: value.shape == nil || value.shape == .text
        default: true
        }
    }

    /// Whether values of the parameter have one type together.
    var isCommon: Bool {
        switch self {
        case .common, .commonOrderable: true
        default: false
        }
    }
}

extension Binder {
    /// Whether the argument has the form that its parameter asks for; reported where it has not.
    mutating func check(_ form: ArgumentForm, _ node: SyntaxNode, _ value: Expression?) -> Bool {
        switch form {
        case .any: return true
        case .constant:
            // Inside of a function or a tabular let, names may stand for anything.
            if letDepth > 0 || value?.isFixed != false || value?.isSettled == true { return true }
            report(.constantValueExpected, "The expression must be a constant.", at: node.span)
        case .column:
            if case .column? = value?.node { return true }
            report(.columnExpected, "A column is expected here.", at: node.span)
        case .literal, .literalNotEmpty:
            let isWord = node.kind == .name && value?.constant?.type == .bool && lets[source.text(node.span)] == nil
            guard isWord || Self.isLiteral(node) || letDepth > 0 && value?.constant != nil else {
                report(.literalExpected, "The expression must be a literal.", at: node.span)
                return false
            }
            guard case .literalNotEmpty = form, value?.constant?.text?.isEmpty == true else { return true }
            report(.emptyValue, "The text must not be empty.", at: node.span)
        }
        return false
    }

    private static func isLiteral(_ node: SyntaxNode) -> Bool {
        switch node.kind {
        case .literal, .stringLiteral, .typedLiteral, .dynamicLiteral, .typeofLiteral: true
        default: false
        }
    }

    /// Puts arguments that are given by name in the places of their parameters; a name that no parameter has counts
    /// for nothing.
    func positioned(_ nodes: [SyntaxNode], _ function: String) -> [SyntaxNode] {
        guard nodes.contains(where: { $0.kind == .namedExpression }) else { return nodes }
        let names = ParameterNames.of(function)
        var result: [SyntaxNode?] = Array(repeating: nil, count: nodes.count)
        var rest: [SyntaxNode] = []
        for node in nodes {
            let isNamed = node.kind == .namedExpression
            guard let value = isNamed ? node[.value] : node else { return nodes }
            if isNamed, let name = node[.name].flatMap(name(of:)), let place = names.firstIndex(of: name),
                place < result.count, result[place] == nil
            {
                result[place] = value
            } else {
                rest.append(value)
            }
        }
        var others = rest[...]
        return result.compactMap { $0 ?? others.popFirst() }
    }
}
