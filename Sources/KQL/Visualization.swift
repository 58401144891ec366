/// How the author of a query wants its rows shown: what `render` says. It changes nothing of the rows.
public struct Visualization: Sendable, Hashable {
    /// The chart as it is written: `timechart`, `barchart`, `table`… Names that are not known are kept.
    public var chart: String

    /// The settings by lower-case name, in their text without quotes: `title`, `kind`, `xcolumn`, `ycolumns`, `series`,
    /// `xtitle`, `ytitle`, `xaxis`, `yaxis`, `legend`, `ysplit`, `ymin`, `ymax`, `xmin`, `xmax`, `accumulate`,
    /// `anomalycolumns`. A list of columns keeps its commas.
    public var properties: [String: String]

    /// Makes the metadata of a chart.
    public init(chart: String, properties: [String: String] = [:]) {
        self.chart = chart
        self.properties = properties
    }
}

extension Visualization {
    /// The `render` that ends a query's result, `nil` where there is none.
    init?(of tree: SyntaxTree) {
        var found: SyntaxNode?
        for statement in tree.root.all(.statement) where statement.kind == .expressionStatement {
            guard let last = Self.lastOperator(of: statement[.value]), last.kind == .renderOperator else {
                found = nil
                continue
            }
            found = last
        }
        guard let node = found else { return nil }
        self.init(node, tree.source)
    }

    private static func lastOperator(of node: SyntaxNode?) -> SyntaxNode? {
        guard let node else { return nil }
        if node.kind == .parenthesized { return lastOperator(of: node[.value]) }
        return node.all(.operator).last
    }

    /// Reads the tokens of the operator, so that both places of settings, `with (…)` and behind the chart, are one.
    private init?(_ node: SyntaxNode, _ source: SourceText) {
        var tokens: [Token] = []
        node.forEachToken { tokens.append($0) }
        guard tokens.count >= 2, tokens[1].kind == .word else { return nil }
        self.init(chart: source.text(tokens[1].span))
        var index = 2
        while index < tokens.count {
            let word = source.text(tokens[index].span)
            guard tokens[index].kind == .word, word != "with" else {
                index += 1
                continue
            }
            if index + 1 < tokens.count, source.text(tokens[index + 1].span) == "=" {
                let (value, next) = Self.value(tokens, from: index + 2, source)
                properties[word.lowercased()] = value
                index = next
            } else if word == "by" {
                let (value, next) = Self.value(tokens, from: index + 1, source)
                properties["series"] = value
                index = next
            } else {
                // The kind alone, in the old form `render barchart stacked`.
                properties["kind"] = word
                index += 1
            }
        }
    }

    /// A value and the columns that follow it after commas; a comma before `name =` ends it.
    private static func value(_ tokens: [Token], from start: Int, _ source: SourceText) -> (String, Int) {
        var parts: [String] = []
        var index = start
        while index < tokens.count {
            var text = ""
            // A number may have a sign, and a column a path of several tokens.
            while index < tokens.count {
                let token = tokens[index]
                let raw = source.text(token.span)
                if raw == "," || raw == ")" { break }
                if !text.isEmpty, token.fullStart != token.span.start { break }
                text += token.kind == .string ? StringLiteral.value(source.bytes, token.span) : raw
                index += 1
            }
            parts.append(text)
            guard index < tokens.count, source.text(tokens[index].span) == "," else { break }
            if index + 2 < tokens.count, source.text(tokens[index + 2].span) == "=" { break }
            index += 1
        }
        return (parts.joined(separator: ","), max(index, start + 1))
    }
}

extension Visualization {
    /// The `render` that ends the result of a query, without compiling it; `nil` where there is none.
    public init?(_ text: String) {
        self.init(of: Parser.parse(SourceText(text)).tree)
    }
}
