extension Binder {
    /// A scalar expression in the present scope.
    mutating func bindExpression(_ node: SyntaxNode) -> Expression {
        let expression = bindAnyExpression(node)
        guard expression.extent.isTooLarge else { return expression }
        return refuse(
            .nestedTooDeep,
            "The expression is too large once its let statements are put in; compute parts of it in "
                + "columns, with extend.", at: node.span)
    }

    private mutating func bindAnyExpression(_ node: SyntaxNode) -> Expression {
        switch node.kind {
        case .name, .bracketedName: return resolveName(node)
        case .literal: return bindLiteral(node)
        case .stringLiteral: return .literal(.string(stringValue(node)))
        case .typedLiteral: return bindTypedLiteral(node)
        case .dynamicLiteral: return bindDynamicLiteral(node)
        case .parenthesized: return node[.value].map { bindExpression($0) } ?? .invalid
        // A name in front of an argument matters only to the name of the column that is made of it.
        case .namedExpression where node[.name]?.kind != .nameList:
            return node[.value].map { bindExpression($0) } ?? .invalid
        case .unary: return bindUnary(node)
        case .binary: return bindBinary(node)
        case .chain: return bindChain(node)
        case .and, .or: return bindLogical(node)
        case .inList: return bindInList(node)
        case .between: return bindBetween(node)
        case .call: return bindCall(node)
        case .member: return bindMember(node)
        case .index: return bindIndex(node)
        case .typeofLiteral:
            return refuse(.scalarExpected, "A type can only stand where a function asks for one.", at: node.span)
        case .star:
            return refuse(.scalarExpected, "'*' can only stand left of a string operator.", at: node.span)
        case .pipeline, .printSource, .rangeSource, .datatable, .unionOperator, .unsupportedSource,
            .externalData, .searchOperator, .findOperator, .evaluateOperator:
            return refuse(
                .scalarExpected,
                "A table stands where a scalar value is expected.",
                at: node.span,
                suggestions: ["toscalar(…)"]
            )
        default: return .invalid
        }
    }

    /// An expression that must be true or false.
    mutating func bindCondition(_ node: SyntaxNode) -> Expression {
        let expression = bindExpression(node)
        return condition(expression, at: node.span)
    }

    /// - Parameter takesDynamic: Whether a dynamic may stand here, as between `and` and `or`.
    mutating func condition(_ expression: Expression, at span: Span, takesDynamic: Bool = true) -> Expression {
        if expression.isInvalid { return expression }
        switch expression.type {
        case .bool: return expression
        case .dynamic where takesDynamic: return expression.converted(to: .bool)
        case .unknown: return .late(.bool)
        default:
            return refuse(
                .conditionExpected,
                "The expression must have the type bool, and it is of type \(expression.type.rawValue).",
                at: span,
                suggestions: expression.type == .dynamic ? ["tobool(\(source.text(span)))"] : []
            )
        }
    }

    private mutating func bindLogical(_ node: SyntaxNode) -> Expression {
        let operands = node.all(.element).map { bindCondition($0) }
        guard operands.allSatisfy({ !$0.isInvalid }) else { return .invalid }
        return Expression(
            .operation(node.kind == .and ? .and : .or, operands),
            .bool,
            isNullable: operands.contains(where: \.isNullable)
        )
    }

    private mutating func bindUnary(_ node: SyntaxNode) -> Expression {
        guard let value = node[.value] else { return .invalid }
        if value.kind == .literal, source.text(value.span) == "9223372036854775808",
            node.token(.operator).map({ source.text($0.span) }) == "-"
        {
            return .literal(.long(.min))
        }
        let operand = bindExpression(value)
        if operand.isInvalid { return operand }
        if operand.type == .unknown { return .late(.unknown) }
        let sign = node.token(.operator).map { source.text($0.span) } ?? "-"
        let type: ScalarType
        switch operand.type {
        // A literal keeps its type; KQL §4.
        case .int: type = operand.constant == nil ? .long : .int
        case .long, .real, .decimal, .timespan, .datetime,
            .dynamic where operand.resultCount == 1:
            type = operand.type
        default:
            return refuse(
                .undefinedOperator,
                "The operator '\(sign)' is not defined for the operand type \(operand.type.rawValue).",
                at: node.span
            )
        }
        if sign == "+" {
            return operand.type == .int && operand.constant == nil ? operand.converted(to: .long) : operand
        }
        let converted = type == operand.type ? operand : operand.converted(to: type)
        return ConstantFolding.fold(
            Expression(.operation(.negate, [converted]), type, isNullable: operand.isNullable)
        )
    }

    // MARK: Paths

    private mutating func bindMember(_ node: SyntaxNode) -> Expression {
        guard let base = node[.base], let nameNode = node[.name], let name = name(of: nameNode) else { return .invalid }
        if let state = bindScanState(base, name, at: nameNode.span) { return state }
        if let property = bindPatternMember(base, name, at: nameNode.span) { return property }
        if node[.argument] != nil {
            return refuse(.notSupported, "Methods and other databases are not part of hunting.", at: node.span)
        }
        return step(into: bindExpression(base), .key(name), at: nameNode.span, isMember: true)
    }

    private mutating func bindIndex(_ node: SyntaxNode) -> Expression {
        guard let base = node[.base], let value = node[.value] else { return .invalid }
        let object = bindExpression(base)
        let index = bindExpression(value)
        if object.isInvalid || index.isInvalid { return .invalid }
        if object.type == .unknown || index.type == .unknown { return .late(.unknown) }
        if let constant = index.constant {
            if constant.type == .string, let key = constant.text {
                return step(into: object, .key(key), at: value.span)
            }
            if constant.type == .long || constant.type == .int, let position = constant.integer {
                return step(into: object, .position(position), at: value.span)
            }
        }
        guard object.type == .dynamic else { return step(into: object, .position(0), at: value.span) }
        switch index.type {
        case .string, .dynamic: return Expression(.operation(.key, [object, index]), .dynamic, isNullable: true)
        case .int, .long:
            return Expression(.operation(.index, [object, index.converted(to: .long)]), .dynamic, isNullable: true)
        default:
            return refuse(
                .wrongType,
                "An index is a string or a whole number, and this is of type \(index.type.rawValue).",
                at: value.span
            )
        }
    }

    private mutating func step(
        into object: Expression,
        _ step: PathStep,
        at span: Span,
        isMember: Bool = false
    ) -> Expression {
        if object.isInvalid { return object }
        if object.type == .unknown { return .late(.unknown) }
        guard object.type == .dynamic else {
            let hint = object.type == .string ? "; text that holds JSON must be read with parse_json() first" : ""
            return refuse(
                isMember ? .unknownName : .undefinedOperator,
                "A value of type \(object.type.rawValue) has no members\(hint).",
                at: span,
                suggestions: object.type == .string ? ["parse_json(…)"] : []
            )
        }
        if case .operation(.path(let steps), let operands) = object.node {
            return Expression(.operation(.path(steps + [step]), operands), .dynamic, isNullable: true)
        }
        return Expression(.operation(.path([step]), [object]), .dynamic, isNullable: true)
    }
}
