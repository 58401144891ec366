/// Lays out queries: a step a line, lists that fill their lines, comments where they were.
///
/// Only blanks and line ends change. What is formatted once stays as it is when it is formatted again, and gives the same
/// tree as before; a text for which that cannot be shown comes back unchanged.
///
///     QueryFormatter().format("DeviceEvents|where FileName=='a'|take 5")
///     // DeviceEvents
///     // | where FileName == 'a'
///     // | take 5
public struct QueryFormatter: Sendable, Hashable {
    /// Lines are kept below this number of characters where the text allows it.
    public var width: Int

    /// Makes a formatter.
    public init(width: Int = 110) { self.width = width }

    /// The text laid out. It ends with a line feed unless it is empty.
    ///
    /// - Complexity: Linear in the text, but for nesting: each bracket is measured once for each that holds it.
    public func format(_ text: String) -> String {
        let tree = Parser.parse(SourceText(text)).tree
        let result = layout(tree)
        let again = Parser.parse(SourceText(result)).tree
        // Texts with faults can be read anew in ways that lay them out anew.
        return Self.sameTree(tree, again) && layout(again) == result ? result : text
    }

    private func layout(_ tree: SyntaxTree) -> String {
        let builder = LayoutBuilder(tree)
        var printer = LayoutPrinter(width: width)
        return printer.print(builder.build())
    }

    /// Whether two texts differ in nothing but blanks.
    private static func sameTree(_ a: SyntaxTree, _ b: SyntaxTree) -> Bool { same(a.root, b.root, a.source, b.source) }

    private static func same(_ a: SyntaxNode, _ b: SyntaxNode, _ left: SourceText, _ right: SourceText) -> Bool {
        guard a.kind == b.kind, a.children.count == b.children.count else { return false }
        for (one, other) in zip(a.children, b.children) {
            guard one.slot == other.slot else { return false }
            switch (one.element, other.element) {
            case (.node(let one), .node(let other)):
                guard same(one, other, left, right) else { return false }
            case (.token(let one), .token(let other)):
                guard one.kind == other.kind,
                    left.bytes[one.span.start..<one.span.end].elementsEqual(
                        right.bytes[other.span.start..<other.span.end])
                else { return false }
            default: return false
            }
        }
        return true
    }
}
