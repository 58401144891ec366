/// A text with the places where its lines may be broken.
indirect enum Layout: Sendable {
    case text(String)
    /// A line end, or this text where the group around it stands on one line.
    case line(String)
    /// A line end in any case.
    case hardLine
    /// An empty line before the next line, if one begins there.
    case blank
    /// A comment; it ends its line. A trailing one follows what stands before it.
    case comment(String, isTrailing: Bool)
    /// Lines within are moved to the right.
    case indent([Layout])
    /// On one line if it fits; otherwise all its lines are broken. A forced one is always broken.
    case group([Layout], isForced: Bool)
    /// As many parts on each line as fit, further lines moved to the right; delimiters belong to the parts.
    case fill([Layout])
    /// The same without moving further lines.
    case flush([Layout])

    static func group(_ parts: [Layout]) -> Layout { .group(parts, isForced: false) }

    /// The width on one line; `nil` where that cannot be.
    var flatWidth: Int? {
        switch self {
        case .text(let text): return Self.width(text)
        case .line(let text): return text.unicodeScalars.count
        case .blank: return 0
        case .hardLine, .comment: return nil
        case .indent(let parts): return Self.flatWidth(parts)
        case .group(let parts, let isForced): return isForced ? nil : Self.flatWidth(parts)
        case .fill(let parts), .flush(let parts): return Self.flatWidth(parts).map { $0 + max(0, parts.count - 1) }
        }
    }

    static func flatWidth(_ parts: [Layout]) -> Int? {
        var sum = 0
        for part in parts {
            guard let width = part.flatWidth else { return nil }
            sum += width
        }
        return sum
    }

    /// A text of several lines, as strings may be, is as wide as its widest.
    private static func width(_ text: String) -> Int {
        text.split(omittingEmptySubsequences: false) { $0.isNewline }.map(\.unicodeScalars.count).max() ?? 0
    }
}

/// Writes a layout within a width.
struct LayoutPrinter {
    private let width: Int
    private var output = ""
    private var column = 0
    private var pendingLines = 0
    private var pendingIndent = 0
    private var wantsBlank = false

    init(width: Int) { self.width = width }

    mutating func print(_ layout: [Layout]) -> String {
        write(layout, indent: 0, isFlat: false)
        return output.isEmpty ? "" : output + "\n"
    }

    private mutating func write(_ layouts: [Layout], indent: Int, isFlat: Bool) {
        for layout in layouts { write(layout, indent: indent, isFlat: isFlat) }
    }

    private mutating func write(_ layout: Layout, indent: Int, isFlat: Bool) {
        switch layout {
        case .text(let text): emit(text)
        case .line(let text): if isFlat { emit(text) } else { newLine(indent) }
        case .hardLine: newLine(indent)
        case .blank: wantsBlank = !output.isEmpty
        case .comment(let text, let isTrailing):
            guard isTrailing, !output.isEmpty else {
                newLine(indent)
                emit(text)
                newLine(indent)
                return
            }
            // The line end that was to come belongs after the comment.
            let next = pendingLines > 0 ? pendingIndent : indent
            pendingLines = 0
            wantsBlank = false
            emit(output.last == " " ? text : " " + text)
            newLine(next)
        case .indent(let parts): write(parts, indent: indent + 4, isFlat: isFlat)
        case .group(let parts, _):
            let fits = isFlat || layout.flatWidth.map { position + $0 <= width } ?? false
            write(parts, indent: indent, isFlat: fits)
        case .fill(let parts), .flush(let parts):
            let step = if case .fill = layout { 4 } else { 0 }
            // What stays on the first line is indented as that line is.
            var inner = indent
            for (index, part) in parts.enumerated() {
                if index > 0 {
                    if isFlat || pendingLines == 0 && part.flatWidth.map({ column + 1 + $0 <= width }) ?? false {
                        emit(" ")
                    } else {
                        inner = indent + step
                        newLine(inner)
                    }
                }
                write(part, indent: inner, isFlat: isFlat)
            }
        }
    }

    /// Where the next text begins.
    private var position: Int { pendingLines > 0 ? pendingIndent : column }

    private mutating func newLine(_ indent: Int) {
        pendingLines = 1
        pendingIndent = indent
    }

    private mutating func emit(_ text: String) {
        if text.isEmpty { return }
        if pendingLines > 0 {
            if text == " " { return }
            while output.last == " " { output.removeLast() }
            if !output.isEmpty { output += wantsBlank ? "\n\n" : "\n" }
            output += String(repeating: " ", count: pendingIndent)
            column = pendingIndent
            pendingLines = 0
        }
        if text != " " { wantsBlank = false }
        output += text
        if let end = text.lastIndex(where: \.isNewline) {
            column = text[text.index(after: end)...].unicodeScalars.count
        } else {
            column += text.unicodeScalars.count
        }
    }
}
