import Testing

@testable import KQL

/// KQL §2, operator precedence.
@Suite("Precedence: KQL §2")
struct PrecedenceTests {
    /// Parentheses around every operator of a tree.
    private func shape(_ text: String) -> String {
        let source = SourceText("print " + text)
        let (tree, _) = Parser.parse(source)
        guard let element = tree.root[.statement]?[.value]?[.element] else { return "" }
        return render(element, source)
    }

    private func render(_ node: SyntaxNode, _ source: SourceText) -> String {
        switch node.kind {
        case .binary, .inList, .between:
            let sign = node.token(.operator).map { source.text($0.span) } ?? "?"
            let right = node[.right].map { render($0, source) } ?? "…"
            return "(\(node[.left].map { render($0, source) } ?? "?") \(sign) \(right))"
        case .and, .or:
            let parts = node.all(.element).map { render($0, source) }
            return "(" + parts.joined(separator: node.kind == .and ? " and " : " or ") + ")"
        case .unary: return "(-\(node[.value].map { render($0, source) } ?? "?"))"
        default: return source.text(node.span)
        }
    }

    static let shapes: [(String, String)] = [
        ("a has b == true", "((a has b) == true)"),
        ("x == 1 + 2", "(x == (1 + 2))"),
        ("s has a + b", "((s has a) + b)"),
        ("1 + 2 * 3", "(1 + (2 * 3))"),
        ("1 - 2 - 3", "((1 - 2) - 3)"),
        ("-a.b * 2", "((-a.b) * 2)"),
        ("a < b == c > d", "((a < b) == (c > d))"),
        ("a or b and c or d", "(a or (b and c) or d)"),
        ("a + 1 in (2)", "((a + 1) in …)"),
        ("a between (1 .. 2) and b", "((a between …) and b)"),
        ("a =~ b and c !~ d", "((a =~ b) and (c !~ d))"),
        ("a % b / c", "((a % b) / c)"),
    ]

    @Test("Tightest first: path, sign, text, times, plus, order, equality, and, or", arguments: shapes)
    func table(_ text: String, _ expected: String) {
        #expect(shape(text) == expected)
    }

    @Test(
        "Text, order and equality do not chain",
        arguments: ["1 == 1 == true", "1 < 2 < 3", "'a' has 'b' has 'c'", "'a' has_any ('b') == true"]
    )
    func chains(_ text: String) throws {
        #expect(try #require(Fixtures.error("print " + text)).code == .incompleteFragment)
    }

    @Test("not is a function", arguments: ["print not true", "T | where not a == 1"])
    func notIsFunction(_ text: String) {
        #expect(Fixtures.error(text) != nil)
    }
}
