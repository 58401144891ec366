internal import DuckDB

/// Many ASCII needles sought at once, in one pass over a text: Aho and Corasick's automaton with every transition
/// worked out, over classes of bytes that no needle tells apart. Letters match both cases.
///
/// It does not know the two characters beyond ASCII that fold into it (the Kelvin sign and the long s): texts beyond
/// ASCII are the caller's business.
struct NeedleAutomaton: Sendable {
    private struct Needle {
        var length: Int32
        var checksLeft: Bool
        var checksRight: Bool
    }

    /// Set in a transition whose target ends a needle.
    private static let ends: UInt32 = 1 << 31

    private let classes: [UInt8]
    /// Row by row for each state; an entry is the first index of the target's row.
    private let transitions: [UInt32]
    private let classCount: Int
    /// The needles that end in a state are `needles[starts[state]..<starts[state + 1]]`.
    private let starts: [Int32]
    private let needles: [Needle]

    /// Makes an automaton of folded ASCII needles, none of them empty.
    ///
    /// - Complexity: Linear in the needles' bytes times the classes of bytes.
    init(_ texts: [[UInt8]]) {
        var classes = [UInt8](repeating: 0, count: 256)
        var classCount = 1
        for text in texts {
            for byte in text where classes[Int(byte)] == 0 {
                classes[Int(byte)] = UInt8(classCount)
                if byte &- 0x61 < 26 { classes[Int(byte & 0xDF)] = UInt8(classCount) }
                classCount += 1
            }
        }

        // The trie of the needles; 0 is no child, as no transition leads to the root before links are followed.
        var children = [Int32](repeating: 0, count: classCount)
        var ending: [[Needle]] = [[]]
        for text in texts {
            var state = 0
            for byte in text {
                let slot = state * classCount + Int(classes[Int(byte)])
                if children[slot] == 0 {
                    children[slot] = Int32(ending.count)
                    children.append(contentsOf: repeatElement(0, count: classCount))
                    ending.append([])
                }
                state = Int(children[slot])
            }
            ending[state].append(
                Needle(
                    length: Int32(text.count), checksLeft: TermCharacter.isTermASCII(text[0]),
                    checksRight: TermCharacter.isTermASCII(text[text.count - 1])))
        }

        // Breadth first, so that the state behind the link of a state is complete before it.
        var links = [Int32](repeating: 0, count: ending.count)
        var queue: [Int32] = [0]
        var head = 0
        while head < queue.count {
            let state = Int(queue[head])
            head += 1
            for column in 1..<max(classCount, 1) {
                let slot = state * classCount + column
                let child = Int(children[slot])
                let beyond = state == 0 ? 0 : children[Int(links[state]) * classCount + column]
                if child == 0 {
                    children[slot] = beyond
                } else {
                    links[child] = beyond
                    ending[child] += ending[Int(beyond)]
                    queue.append(Int32(child))
                }
            }
        }

        self.classes = classes
        self.classCount = classCount
        transitions = children.map { UInt32($0) * UInt32(classCount) | (ending[Int($0)].isEmpty ? 0 : Self.ends) }
        var starts: [Int32] = [0]
        for list in ending { starts.append(starts[starts.count - 1] + Int32(list.count)) }
        self.starts = starts
        needles = ending.flatMap { $0 }
    }

    /// Whether a needle occurs with term boundaries, as ``TextNeedle/occursAsTerm(in:left:right:)`` says.
    func anyOccursAsTerm(in text: ByteView) -> Bool {
        classes.withUnsafeBufferPointer { classes in
            transitions.withUnsafeBufferPointer { transitions in
                var row: UInt32 = 0
                for index in 0..<text.count {
                    let entry = transitions[Int(row) + Int(classes[Int(text[index])])]
                    row = entry & ~Self.ends
                    if entry & Self.ends != 0, endsATerm(state: Int(row) / classCount, at: index + 1, in: text) {
                        return true
                    }
                }
                return false
            }
        }
    }

    private func endsATerm(state: Int, at end: Int, in text: ByteView) -> Bool {
        let rightIsFree = end == text.count || !TermCharacter.isTerm(text.scalar(at: end).value)
        for index in Int(starts[state])..<Int(starts[state + 1]) {
            let needle = needles[index]
            let start = end - Int(needle.length)
            if needle.checksRight, !rightIsFree { continue }
            if needle.checksLeft, start > 0, TermCharacter.isTerm(text.scalar(before: start).value) { continue }
            return true
        }
        return false
    }
}
