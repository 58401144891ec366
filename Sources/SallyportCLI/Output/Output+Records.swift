import Foundation

/// One column of a listing: its title in tables and CSV, and its text for an element.
struct ListColumn<Element>: Sendable {
    var title: String
    var alignment: TextTable.Alignment = .left
    var text: @Sendable (Element) -> String

    init(_ title: String, _ alignment: TextTable.Alignment = .left, _ text: @escaping @Sendable (Element) -> String) {
        self.title = title
        self.alignment = alignment
        self.text = text
    }
}

extension Output {
    /// Writes elements: a table, a JSON array, JSON lines, or CSV.
    func list<Element: Encodable>(
        _ elements: [Element], columns: [ListColumn<Element>], empty: String = "nothing found"
    ) throws {
        switch format {
        case .table:
            guard !elements.isEmpty else { return note(empty) }
            let table = TextTable(
                columns: columns.map { .init(title: $0.title.uppercased(), alignment: $0.alignment) },
                rows: elements.map { element in columns.map { $0.text(element) } })
            var lines = table.lines(width: terminal.width)
            lines[0] = Style.strong.apply(lines[0], colored: terminal.colorsOutput)
            try data(lines.map { $0 + "\n" }.joined())
        case .json:
            try data(JSONText.pretty(elements) + "\n")
        case .jsonl:
            for element in elements { try data(JSONText.compact(element) + "\n") }
        case .csv:
            var text = CSV.record(columns.map(\.title))
            for element in elements { text += CSV.record(columns.map { $0.text(element) }, guardsFormulas: true) }
            try data(text)
        }
    }

    /// Writes elements as they arrive. Tables and JSON arrays need all of them, JSON lines and CSV do not wait.
    func list<Elements: AsyncSequence>(
        _ elements: Elements, columns: [ListColumn<Elements.Element>], limit: Int?, empty: String = "nothing found"
    ) async throws where Elements.Element: Encodable {
        var gathered: [Elements.Element] = []
        var count = 0
        if format == .csv { try data(CSV.record(columns.map(\.title))) }
        if limit != 0 {
            for try await element in elements {
                count += 1
                switch format {
                case .table, .json: gathered.append(element)
                case .jsonl: try data(JSONText.compact(element) + "\n")
                case .csv: try data(CSV.record(columns.map { $0.text(element) }, guardsFormulas: true))
                }
                if let limit, count >= limit { break }
            }
        }
        if format == .table || format == .json { try list(gathered, columns: columns, empty: empty) }
    }

    /// Writes one thing: its fields below each other, one JSON object, or CSV with one record.
    func one<Element: Encodable>(_ element: Element, fields: [(title: String, text: String)]) throws {
        switch format {
        case .table:
            let width = fields.map { TerminalText.width(of: $0.title) }.max() ?? 0
            for (title, text) in fields where !text.isEmpty {
                let padding = String(repeating: " ", count: width - TerminalText.width(of: title))
                let label = Style.strong.apply(title, colored: terminal.colorsOutput)
                let safe = TerminalText.escaped(text)
                let lines = terminal.width.map { TerminalText.wrapped(safe, to: max(20, $0 - width - 2)) } ?? [safe]
                let indent = "\n" + String(repeating: " ", count: width + 2)
                try data("\(label)\(padding)  \(lines.joined(separator: indent))\n")
            }
        case .json: try data(JSONText.pretty(element) + "\n")
        case .jsonl: try data(JSONText.compact(element) + "\n")
        case .csv:
            try data(CSV.record(fields.map(\.title)) + CSV.record(fields.map(\.text), guardsFormulas: true))
        }
    }
}
