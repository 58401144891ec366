/// A table of texts that fits a terminal.
struct TextTable: Sendable {
    /// On which side of its column a text stands.
    enum Alignment: Sendable { case left, right }

    struct Column: Sendable {
        var title: String
        var alignment: Alignment = .left
        /// The narrowest that the column may become when the table is too wide.
        var minimum = 8
    }

    var columns: [Column]
    var rows: [[String]]

    /// The lines of the table, texts escaped, without trailing blanks.
    ///
    /// - Parameter width: Cells of the terminal; `nil` means that nothing is cut, as for a pipe.
    func lines(width: Int?) -> [String] {
        let cells = rows.map { row in row.map(TerminalText.escaped) }
        var widths = columns.indices.map { index in
            cells.reduce(TerminalText.width(of: columns[index].title)) { widest, row in
                max(widest, index < row.count ? TerminalText.width(of: row[index]) : 0)
            }
        }
        if let width { shrink(&widths, to: width) }
        let header = line(of: columns.map(\.title), widths: widths)
        return [header] + cells.map { line(of: $0, widths: widths) }
    }

    /// Takes cells from the widest column, again and again, until the line fits or every column is at its minimum.
    private func shrink(_ widths: inout [Int], to width: Int) {
        let gaps = 2 * max(0, widths.count - 1)
        var excess = widths.reduce(gaps, +) - width
        while excess > 0 {
            let shrinkable = widths.indices.filter { widths[$0] > columns[$0].minimum }
            guard let widest = shrinkable.max(by: { widths[$0] < widths[$1] }) else { return }
            widths[widest] -= 1
            excess -= 1
        }
    }

    private func line(of texts: [String], widths: [Int]) -> String {
        var result = ""
        for (index, width) in widths.enumerated() {
            let text = TerminalText.truncated(index < texts.count ? texts[index] : "", to: width)
            let padding = String(repeating: " ", count: max(0, width - TerminalText.width(of: text)))
            if index > 0 { result += "  " }
            result += columns[index].alignment == .right ? padding + text : text + padding
        }
        while result.last == " " { result.removeLast() }
        return result
    }
}
