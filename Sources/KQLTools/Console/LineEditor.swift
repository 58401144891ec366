import KQL

/// The text that a person is writing, of one or more lines, and what keys do to it. It draws nothing.
package struct LineEditor: Sendable {
    /// What is to be done after a key.
    package enum Outcome: Sendable, Hashable {
        /// The text or the cursor changed.
        case changed
        /// The text is to be run.
        case submitted(String)
        /// Names that fit the word at the cursor are to be shown.
        case choices([String])
        /// The text was given up.
        case cancelled
        /// There is nothing more to come.
        case ended
        /// The screen is to be drawn anew.
        case cleared
    }

    /// Finds what fits at an offset: names, and where the word begins that they replace.
    package typealias Completer = @Sendable (String, Int) -> (names: [String], start: Int)

    private(set) var characters: [Character] = []
    private(set) var cursor = 0
    private var history: [String]
    /// Where in the history the text comes from; its count for the text that is new.
    private var place: Int
    private var draft: [Character] = []
    private var killed: [Character] = []
    private let completer: Completer

    package init(history: [String], completer: @escaping Completer) {
        self.history = history
        place = history.count
        self.completer = completer
    }

    package var text: String { String(characters) }

    /// The text before the cursor.
    package var head: String { String(characters[..<cursor]) }

    /// Takes a key.
    package mutating func take(_ key: ConsoleKey) -> Outcome {
        switch key {
        case .character(let character): insert([character])
        case .paste(let text): insert(Array(text))
        case .lineBreak, .control("j"): insert(["\n"])
        case .enter: return enter()
        case .tab: return complete()
        case .backspace, .control("h"): if cursor > 0 { remove(cursor - 1..<cursor) }
        case .delete: if cursor < characters.count { remove(cursor..<cursor + 1) }
        case .left, .control("b"): cursor = max(0, cursor - 1)
        case .right, .control("f"): cursor = min(characters.count, cursor + 1)
        case .home, .control("a"): cursor = lineStart(cursor)
        case .end, .control("e"): cursor = lineEnd(cursor)
        case .wordLeft: cursor = wordStart(cursor)
        case .wordRight: cursor = wordEnd(cursor)
        case .up, .control("p"): moveUp()
        case .down, .control("n"): moveDown()
        case .control("k"): kill(cursor..<max(lineEnd(cursor), min(cursor + 1, characters.count)))
        case .control("u"): kill(lineStart(cursor)..<cursor)
        case .control("w"): kill(wordStart(cursor)..<cursor)
        case .control("y"): insert(killed)
        case .control("l"): return .cleared
        case .control("c"):
            reset()
            return .cancelled
        case .control("d"):
            if characters.isEmpty { return .ended }
            if cursor < characters.count { remove(cursor..<cursor + 1) }
        default: break
        }
        return .changed
    }

    /// Empties the text and remembers what was run.
    package mutating func finish(remembering text: String?) {
        if let text, !text.isEmpty, history.last != text { history.append(text) }
        reset()
    }

    private mutating func reset() {
        characters = []
        cursor = 0
        place = history.count
        draft = []
    }

    // MARK: Editing

    private mutating func insert(_ new: [Character]) {
        characters.insert(contentsOf: new, at: cursor)
        cursor += new.count
    }

    private mutating func remove(_ range: Range<Int>) {
        characters.removeSubrange(range)
        cursor = range.lowerBound
    }

    private mutating func kill(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        killed = Array(characters[range])
        remove(range)
    }

    /// One line runs when it is whole; several run at a semicolon or after an empty line.
    private mutating func enter() -> Outcome {
        let text = text
        let trimmed = text.trimmed
        if trimmed.isEmpty || trimmed.hasPrefix(".") { return .submitted(trimmed) }
        let isWhole = ParsedQuery(text).isWellFormed && trimmed.last != "|"
        let isLast = cursor == characters.count || String(characters[cursor...]).trimmed.isEmpty
        let endsItself = trimmed.hasSuffix(";") || String(characters[lineStart(cursor)..<cursor]).trimmed.isEmpty
        // What is wrong and ends with an empty line is run too: then it is told what is wrong.
        if isLast,
            isWhole && !characters.contains("\n") && !trimmed.hasSuffix(";")
                || endsItself && (isWhole || characters.last == "\n")
        {
            return .submitted(trimmed)
        }
        insert(["\n"])
        return .changed
    }

    private mutating func complete() -> Outcome {
        let (names, start) = completer(text, head.utf8.count)
        guard !names.isEmpty else { return .changed }
        let word = String(decoding: Array(head.utf8)[min(start, head.utf8.count)...], as: UTF8.self)
        // Only names that begin with the word take its place without asking.
        let prefixed = names.filter { $0.lowercased().hasPrefix(word.lowercased()) }
        let common = prefixed.count == 1 ? prefixed[0] + " " : Self.commonPrefix(prefixed)
        if prefixed.count == names.count || prefixed.count == 1, common.count > word.count {
            remove(cursor - word.count..<cursor)
            insert(Array(common))
            return .changed
        }
        return .choices(names)
    }

    private static func commonPrefix(_ names: [String]) -> String {
        guard var result = names.first else { return "" }
        for name in names.dropFirst() { while !name.hasPrefix(result) { result.removeLast() } }
        return result
    }

    // MARK: Moving

    private func lineStart(_ index: Int) -> Int { characters[..<index].lastIndex(of: "\n").map { $0 + 1 } ?? 0 }

    private func lineEnd(_ index: Int) -> Int { characters[index...].firstIndex(of: "\n") ?? characters.count }

    private func isWord(_ index: Int) -> Bool {
        characters[index].isLetter || characters[index].isNumber || characters[index] == "_"
    }

    private func wordStart(_ index: Int) -> Int {
        var index = index
        while index > 0, !isWord(index - 1) { index -= 1 }
        while index > 0, isWord(index - 1) { index -= 1 }
        return index
    }

    private func wordEnd(_ index: Int) -> Int {
        var index = index
        while index < characters.count, !isWord(index) { index += 1 }
        while index < characters.count, isWord(index) { index += 1 }
        return index
    }

    private mutating func moveUp() {
        let start = lineStart(cursor)
        guard start == 0 else {
            let column = cursor - start
            let above = lineStart(start - 1)
            cursor = min(above + column, start - 1)
            return
        }
        guard place > 0 else { return }
        if place == history.count { draft = characters }
        place -= 1
        show(Array(history[place]))
    }

    private mutating func moveDown() {
        let end = lineEnd(cursor)
        guard end == characters.count else {
            let column = cursor - lineStart(cursor)
            cursor = min(end + 1 + column, lineEnd(end + 1))
            return
        }
        guard place < history.count else { return }
        place += 1
        show(place == history.count ? draft : Array(history[place]))
    }

    private mutating func show(_ text: [Character]) {
        characters = text
        cursor = text.count
    }
}

extension String {
    /// Without blanks and line ends on both sides.
    fileprivate var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else {
            return ""
        }
        return String(self[first...last])
    }
}
