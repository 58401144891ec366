internal import DuckDB

/// A text to look for, prepared once and then sought in many texts.
///
/// With folding, letters compare by simple case folding; an ASCII needle is sought by bytes, and scalar by scalar
/// only in texts that hold one of the two characters that fold into ASCII (the Kelvin sign and the long s).
struct TextNeedle: Sendable {
    let isFolding: Bool
    /// The needle's bytes, lower-case where it folds and is ASCII.
    let bytes: [UInt8]
    private let scalars: [UInt32]
    let isASCII: Bool
    private let finder: ByteFinder
    private let mayMatchBeyondASCII: Bool
    private let beginsWithTerm: Bool
    private let endsWithTerm: Bool

    init(_ text: ByteView, isFolding: Bool) {
        self.isFolding = isFolding
        isASCII = text.isASCII
        var scalars: [UInt32] = []
        var position = 0
        while position < text.count {
            let (value, length) = text.scalar(at: position)
            scalars.append(isFolding ? CaseFolding.fold(value) : value)
            position += length
        }
        bytes = isFolding && isASCII ? text.bytes.map(CaseFolding.foldASCII) : text.bytes
        mayMatchBeyondASCII = isFolding && isASCII && bytes.contains { $0 == 0x6B || $0 == 0x73 }
        beginsWithTerm = scalars.first.map(TermCharacter.isTerm) ?? false
        endsWithTerm = scalars.last.map(TermCharacter.isTerm) ?? false
        finder = ByteFinder(bytes, isFolding: isFolding && isASCII)
        self.scalars = scalars
    }

    init(_ text: String, isFolding: Bool) {
        self = ByteView.with(text) { TextNeedle($0, isFolding: isFolding) }
    }

    var isEmpty: Bool { bytes.isEmpty }

    /// The first occurrence at or after a byte position.
    func range(in text: ByteView, from start: Int = 0) -> Range<Int>? {
        if bytes.isEmpty { return start <= text.count ? start..<start : nil }
        // A text beyond ASCII may hold one of the two characters that fold into the needle's letters.
        if !isFolding || (isASCII && !(mayMatchBeyondASCII && !text.isASCII)) {
            return finder.find(in: text, from: start).map { $0..<$0 + bytes.count }
        }
        return foldedRange(in: text, from: start)
    }

    func occurs(in text: ByteView) -> Bool { range(in: text) != nil }

    /// Whether the needle occurs with term boundaries: at each end that is asked for, where the needle's own end
    /// character is a term character, the neighbour in the text is none.
    func occursAsTerm(in text: ByteView, left: Bool = true, right: Bool = true) -> Bool {
        let checksLeft = left && beginsWithTerm
        let checksRight = right && endsWithTerm
        var start = 0
        while let found = range(in: text, from: start) {
            let leftIsFree =
                !checksLeft || found.lowerBound == 0
                || !TermCharacter.isTerm(text.scalar(before: found.lowerBound).value)
            if leftIsFree,
                !checksRight || found.upperBound == text.count
                    || !TermCharacter.isTerm(text.scalar(at: found.upperBound).value)
            {
                return true
            }
            start = found.lowerBound + text.scalar(at: found.lowerBound).length
        }
        return false
    }

    func isPrefix(of text: ByteView) -> Bool { matchEnd(in: text, at: 0) != nil }

    func equals(_ text: ByteView) -> Bool {
        guard isASCII else { return matchEnd(in: text, at: 0) == text.count }
        if text.count == bytes.count { return finder.matches(text, at: 0) }
        // A longer text is equal only where characters of several bytes fold into the needle's letters.
        return mayMatchBeyondASCII && text.count > bytes.count && text.count <= bytes.count * 3
            && foldedEnd(in: text, at: 0) == text.count
    }

    func isSuffix(of text: ByteView) -> Bool {
        if isFolding, !(isASCII && !mayMatchBeyondASCII) {
            var position = text.count
            for scalar in scalars.reversed() {
                guard position > 0 else { return false }
                let (value, length) = text.scalar(before: position)
                guard CaseFolding.fold(value) == scalar else { return false }
                position -= length
            }
            return true
        }
        let start = text.count - bytes.count
        return start >= 0 && finder.matches(text, at: start)
    }

    /// The end of the occurrence that begins exactly at a byte position.
    private func matchEnd(in text: ByteView, at start: Int) -> Int? {
        if !isFolding || (isASCII && !mayMatchBeyondASCII) {
            guard start + bytes.count <= text.count, finder.matches(text, at: start) else { return nil }
            return start + bytes.count
        }
        return foldedEnd(in: text, at: start)
    }

    private func foldedRange(in text: ByteView, from start: Int) -> Range<Int>? {
        var position = start
        while position < text.count {
            if let end = foldedEnd(in: text, at: position) { return position..<end }
            position += text.scalar(at: position).length
        }
        return nil
    }

    private func foldedEnd(in text: ByteView, at start: Int) -> Int? {
        var position = start
        for scalar in scalars {
            guard position < text.count else { return nil }
            let (value, length) = text.scalar(at: position)
            guard CaseFolding.fold(value) == scalar else { return nil }
            position += length
        }
        return position
    }
}
