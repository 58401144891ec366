/// A text as its syntax tree: every token of it, faults included, and nothing of what names mean.
///
///     let query = ParsedQuery("DeviceEvents | where FileName has 'cmd'")
///     query.root.walk { node in print(node.kind, query.text(of: node.span)) }
///     query.printed == "DeviceEvents | where FileName has 'cmd'"   // always
public struct ParsedQuery: Sendable {
    /// A node of the tree.
    public struct Node: Sendable {
        let node: SyntaxNode

        /// What the node is, such as `whereOperator`, `call` or `letStatement`. Versions may add kinds.
        public var kind: String { String(describing: node.kind) }

        /// The text from its first token to its last.
        public var span: Span { node.span }

        /// What the node is made of, in the order of the text.
        public var children: [Element] {
            node.children.map { child in
                switch child.element {
                case .node(let node): Element(role: String(describing: child.slot), content: .node(Node(node: node)))
                case .token(let token): Element(role: String(describing: child.slot), content: .token(token.span))
                }
            }
        }

        /// Calls `body` with this node and all below it, a node before its children.
        public func walk(_ body: (Node) -> Void) {
            body(self)
            for child in children {
                if case .node(let node) = child.content { node.walk(body) }
            }
        }
    }

    /// A part of a node.
    public struct Element: Sendable {
        /// What the part is there for: `condition`, `name`, `argument`; `syntax` for punctuation.
        public var role: String
        /// The part itself.
        public var content: Content
    }

    /// Either a node, or a token by its place in the text.
    public enum Content: Sendable {
        /// A node with parts of its own.
        case node(Node)
        /// A word, a literal or an operator.
        case token(Span)
    }

    /// A word, literal or sign of the text.
    public struct Token: Sendable, Hashable {
        /// What it is: `word`, `string`, `long`, `real`, `timespan`, `guid`, `typed`, `punctuation`, `unknown`, `end`.
        public var kind: String
        /// Where it stands.
        public var span: Span
        /// Where the blanks and comments before it begin.
        public var fullStart: Int
    }

    let tree: SyntaxTree

    /// What is wrong with the text as a text; names and types are the compiler's matter.
    public let diagnostics: [Diagnostic]

    /// Reads a text; it never fails.
    public init(_ text: String) {
        let (tree, sink) = Parser.parse(SourceText(text))
        self.tree = tree
        diagnostics = sink.diagnostics
    }

    /// Whether the text has the form of a query.
    public var isWellFormed: Bool { !diagnostics.contains { $0.severity == .error } }

    /// The whole query.
    public var root: Node { Node(node: tree.root) }

    /// All tokens in order; the last one is the end of the text.
    public var tokens: [Token] {
        var result: [Token] = []
        tree.root.forEachToken {
            result.append(Token(kind: String(describing: $0.kind), span: $0.span, fullStart: $0.fullStart))
        }
        return result
    }

    /// The part of the text at a place.
    public func text(of span: Span) -> String { tree.source.text(span) }

    /// The text, put together from all tokens with the blanks and comments between them.
    public var printed: String { tree.printed() }
}
