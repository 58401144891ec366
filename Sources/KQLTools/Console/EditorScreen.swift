/// Draws the text of an editor in place, again after each key, with the control sequences of ECMA-48.
package struct EditorScreen: Sendable {
    private let cells: @Sendable (String) -> Int
    private let escape: @Sendable (String) -> String
    /// The row of the cursor when the text was drawn last, from the first line of it.
    private var row = 0

    package static let prompt = "kql> "
    package static let continuation = "   | "

    /// - Parameters:
    ///   - cells: Counts the cells that a text takes.
    ///   - escape: Spells out what a terminal would obey.
    package init(cells: @escaping @Sendable (String) -> Int, escape: @escaping @Sendable (String) -> String) {
        self.cells = cells
        self.escape = escape
    }

    /// What to write so that the screen shows the text, the cursor where it belongs, and notes below.
    package mutating func draw(_ editor: LineEditor, width: Int, notes: [String] = []) -> String {
        var output = moveToTop() + "\u{1B}[J"
        let lines = editor.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for (index, line) in lines.enumerated() {
            if index > 0 { output += "\r\n" }
            output += (index == 0 ? Self.prompt : Self.continuation) + escape(line)
        }
        // Where the cursor would stand after each text, lines that wrap counted.
        let end = place(of: editor.text, width)
        let cursor = place(of: editor.head, width)
        if end.column == 0, end.row > 0, end.wraps { output += "\r\n" }
        for note in notes { output += "\r\n" + note }
        let below = end.row + notes.reduce(0) { $0 + 1 + max(cells($1) - 1, 0) / max(width, 1) }
        if below > cursor.row { output += "\u{1B}[\(below - cursor.row)A" }
        output += "\r"
        if cursor.column > 0 { output += "\u{1B}[\(cursor.column)C" }
        row = cursor.row
        return output
    }

    /// What to write so that the output begins below the text.
    package mutating func leave(_ editor: LineEditor, width: Int) -> String {
        let end = place(of: editor.text, width)
        defer { row = 0 }
        return (end.row > row ? "\u{1B}[\(end.row - row)B" : "") + "\r\n\u{1B}[J"
    }

    /// Forgets what was drawn, because the screen was cleared.
    package mutating func forget() { row = 0 }

    private func moveToTop() -> String { (row > 0 ? "\u{1B}[\(row)A" : "") + "\r" }

    private func place(of text: String, _ width: Int) -> (row: Int, column: Int, wraps: Bool) {
        var rows = 0
        var column = 0
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var wraps = false
        for (index, line) in lines.enumerated() {
            if index > 0 { rows += 1 }
            let used = cells(index == 0 ? Self.prompt : Self.continuation) + cells(escape(String(line)))
            rows += used / max(width, 1)
            column = used % max(width, 1)
            wraps = column == 0 && used > 0
        }
        return (rows, column, wraps)
    }
}
