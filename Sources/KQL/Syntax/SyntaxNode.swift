/// What a node of the tree is.
enum SyntaxKind: UInt8, Sendable, Hashable, CaseIterable {
    // Statements
    case query, letStatement, expressionStatement, setStatement, unsupportedStatement, functionDeclaration
    case patternStatement, patternMatch
    case parameter, functionBody
    // Sources
    case pipeline, printSource, rangeSource, datatable, columnDeclaration, unsupportedSource
    // Operators
    case whereOperator, projectOperator, projectAwayOperator, projectKeepOperator, projectRenameOperator
    case projectReorderOperator, extendOperator, takeOperator, sortOperator, topOperator, distinctOperator
    case countOperator, summarizeOperator, joinOperator, lookupOperator, unionOperator, mvExpandOperator
    case getschemaOperator, serializeOperator, asOperator, invokeOperator, renderOperator, unsupportedOperator,
        unknownOperator
    case externalData, searchOperator, findOperator, evaluateOperator, forkOperator, facetOperator
    case queryParameters
    case namedParameter, mvExpandElement, orderedElement
    case parseOperator, parseWhereOperator, parseKeyValuesOperator, makeSeriesOperator, mvApplyOperator
    case partitionOperator, scanOperator, topNestedOperator, topHittersOperator, sampleOperator
    case sampleDistinctOperator, reduceOperator, consumeOperator, assertSchemaOperator, projectByNamesOperator
    case seriesElement, subPipeline, partitionQuery, scanStep, topNestedClause
    // Graphs
    case makeGraphOperator, graphMatchOperator, graphShortestPathsOperator, graphToTableOperator
    case graphMarkComponentsOperator, graphNodeTable, graphPartition, graphSequence, graphNode, graphEdge, graphOutput
    // Expressions
    case namedExpression, nameList, name, bracketedName, wildcardName, literal, stringLiteral, typedLiteral
    case dynamicLiteral, jsonArray, jsonBag, jsonPair, typeofLiteral, unary, binary, chain, and, or, inList, between
    case call, member, index, parenthesized, star, missing
}

/// The part that a child plays in its node.
enum Slot: UInt8, Sendable, Hashable {
    /// Punctuation and fixed keywords, which carry no meaning of their own.
    case syntax
    /// Tokens that do not belong here; kept so that the tree is the whole text.
    case unexpected
    case statement, name, value, type, parameter, body, source, `operator`, element, key, condition
    case left, right, base, argument, lower, upper, count, step, option, direction, nulls, limit, keyword
}

/// A child of a node.
enum SyntaxElement: Sendable {
    case node(SyntaxNode)
    case token(Token)
}

/// A node of the lossless tree: a kind, and children each with the part it plays.
///
/// Printing all tokens below the root, with what stands before them, gives the text back.
final class SyntaxNode: Sendable {
    let kind: SyntaxKind
    let children: [(slot: Slot, element: SyntaxElement)]
    /// The text from the first token to the last, without the blanks in front.
    let span: Span
    /// The number of levels below and including this one.
    let depth: Int

    init(_ kind: SyntaxKind, _ children: [(slot: Slot, element: SyntaxElement)], emptyAt offset: Int) {
        self.kind = kind
        self.children = children
        var span: Span?
        var depth = 0
        for child in children {
            let next: Span
            switch child.element {
            case .node(let node):
                depth = max(depth, node.depth)
                if node.children.isEmpty { continue }
                next = node.span
            case .token(let token): next = token.span
            }
            span = span.map { $0.union(next) } ?? next
        }
        self.span = span ?? Span(offset, offset)
        self.depth = depth + 1
    }

    /// The first child node in a slot.
    subscript(slot: Slot) -> SyntaxNode? {
        for child in children where child.slot == slot {
            if case .node(let node) = child.element { return node }
        }
        return nil
    }

    /// The first token in a slot.
    func token(_ slot: Slot) -> Token? {
        for child in children where child.slot == slot {
            if case .token(let token) = child.element { return token }
        }
        return nil
    }

    /// All child nodes in a slot.
    func all(_ slot: Slot) -> [SyntaxNode] {
        children.compactMap { child in
            guard child.slot == slot, case .node(let node) = child.element else { return nil }
            return node
        }
    }

    /// All tokens in a slot.
    func tokens(_ slot: Slot) -> [Token] {
        children.compactMap { child in
            guard child.slot == slot, case .token(let token) = child.element else { return nil }
            return token
        }
    }

    /// The tokens of the whole subtree in order.
    func forEachToken(_ body: (Token) -> Void) {
        for child in children {
            switch child.element {
            case .node(let node): node.forEachToken(body)
            case .token(let token): body(token)
            }
        }
    }
}

/// A parsed text: its tree and what was found wrong while reading it.
struct SyntaxTree: Sendable {
    let source: SourceText
    let root: SyntaxNode

    /// The source, put together from the tokens of the tree.
    func printed() -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.bytes.count)
        root.forEachToken { bytes.append(contentsOf: source.bytes[$0.fullStart..<$0.span.end]) }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Collects the children of a node that is being read.
struct NodeBuilder {
    var kind: SyntaxKind
    private var children: [(slot: Slot, element: SyntaxElement)] = []

    init(_ kind: SyntaxKind) { self.kind = kind }

    var isEmpty: Bool { children.isEmpty }
    var count: Int { children.count }

    /// The child that was added last, where it is a token.
    var lastToken: Token? {
        if case .token(let token)? = children.last?.element { token } else { nil }
    }

    mutating func add(_ slot: Slot, _ node: SyntaxNode) { children.append((slot, .node(node))) }

    mutating func add(_ slot: Slot, _ token: Token) { children.append((slot, .token(token))) }

    func node(at offset: Int) -> SyntaxNode { SyntaxNode(kind, children, emptyAt: offset) }
}
