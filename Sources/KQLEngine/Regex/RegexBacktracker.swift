internal import DuckDB

/// Finds matches with their groups by trying the preferred way first, and remembers which pairs of instruction and
/// place have failed, so that none is tried twice: time is bounded by pattern times text, and so is memory, which is
/// why it serves short texts only. Leftmost-first.
struct RegexBacktracker {
    /// Pairs of instruction and place that are remembered at most; 32 KiB of bits.
    static let limit = 262_144

    private struct Job {
        /// An instruction to go on with, or a slot to be restored, counted down from -1.
        var target: Int
        /// A place, or the slot's former value.
        var value: Int
    }

    private let program: RegexProgram
    /// The classes that a match can begin with; nil where it can begin with none.
    private let firstClasses: [Bool]?
    private var visited: [UInt64] = []
    private var jobs: [Job] = []
    private var slots: [Int] = []

    init(_ program: RegexProgram) {
        self.program = program
        firstClasses = program.firstClasses
    }

    static func suits(_ program: RegexProgram, _ text: ByteView) -> Bool {
        program.instructions.count * (text.count + 1) <= limit
    }

    /// The first match at or after a position: begin and end of each group in turn, -1 where a group took no part.
    mutating func match(in text: ByteView, from start: Int, isAnchored: Bool) -> [Int]? {
        let words = (program.instructions.count * (text.count - start + 1) + 63) / 64
        visited.removeAll(keepingCapacity: true)
        visited.append(contentsOf: repeatElement(0, count: words))
        slots = [Int](repeating: -1, count: (program.captureCount + 1) * 2)
        var position = start
        while position <= text.count {
            let isEnd = position == text.count
            let (scalar, length) = isEnd ? (0, 1) : text.scalar(at: position)
            let canBegin = firstClasses.map { !isEnd && $0[program.classes.number(of: scalar)] } ?? true
            if canBegin, matches(text, from: position, base: start) { return slots }
            if isAnchored { return nil }
            position += length
        }
        return nil
    }

    private mutating func matches(_ text: ByteView, from start: Int, base: Int) -> Bool {
        let width = text.count - base + 1
        jobs.removeAll(keepingCapacity: true)
        jobs.append(Job(target: 0, value: start))
        while let job = jobs.popLast() {
            if job.target < 0 {
                slots[-1 - job.target] = job.value
                continue
            }
            var index = job.target
            var position = job.value
            follow: while true {
                let bit = index * width + position - base
                guard visited[bit >> 6] & (1 << UInt64(bit & 63)) == 0 else { break }
                visited[bit >> 6] |= 1 << UInt64(bit & 63)
                switch program.instructions[index] {
                case .match: return true
                case .consume(let set, let next):
                    guard position < text.count else { break follow }
                    let (scalar, length) = text.scalar(at: position)
                    guard program.accepts(set: set, program.classes.number(of: scalar)) else { break follow }
                    position += length
                    index = next
                case .split(let first, let second):
                    jobs.append(Job(target: second, value: position))
                    index = first
                case .jump(let next): index = next
                case .save(let slot, let next):
                    jobs.append(Job(target: -1 - slot, value: slots[slot]))
                    slots[slot] = position
                    index = next
                case .assert(let assertion, let next):
                    guard assertion.holds(between: context(before: position, text), and: context(at: position, text))
                    else { break follow }
                    index = next
                }
            }
        }
        return false
    }

    private func context(before position: Int, _ text: ByteView) -> RegexContext {
        guard position > 0 else { return .edge }
        return program.classes.context(of: program.classes.number(of: text.scalar(before: position).value))
    }

    private func context(at position: Int, _ text: ByteView) -> RegexContext {
        guard position < text.count else { return .edge }
        return program.classes.context(of: program.classes.number(of: text.scalar(at: position).value))
    }
}

extension RegexProgram {
    /// The classes of scalars that a match can begin with; nil where it can be empty.
    var firstClasses: [Bool]? {
        var first = [Bool](repeating: false, count: classes.count)
        var visited = [Bool](repeating: false, count: instructions.count)
        var stack = [0]
        while let index = stack.popLast() {
            guard !visited[index] else { continue }
            visited[index] = true
            switch instructions[index] {
            case .match: return nil
            case .consume(let set, _):
                for number in first.indices where accepts(set: set, number) { first[number] = true }
            case .split(let one, let other): stack += [one, other]
            case .jump(let next), .save(_, let next), .assert(_, let next): stack.append(next)
            }
        }
        return first
    }
}
