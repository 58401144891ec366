internal import DuckDB

/// Finds matches with their groups: all threads of the pattern side by side, in order of preference, so that time
/// is bounded by pattern times text. Leftmost-first, as the dialect's own engine.
struct RegexMachine {
    private struct Threads {
        var order: [Int] = []
        var slots: [[Int]]
        var isListed: [Bool]

        init(count: Int) {
            slots = [[Int]](repeating: [], count: count)
            isListed = [Bool](repeating: false, count: count)
        }

        mutating func clear() {
            for index in order { isListed[index] = false }
            order.removeAll(keepingCapacity: true)
        }
    }

    private enum Work {
        case visit(Int)
        case restore(slot: Int, value: Int)
    }

    private let program: RegexProgram
    private var current: Threads
    private var next: Threads

    init(_ program: RegexProgram) {
        self.program = program
        current = Threads(count: program.instructions.count)
        next = Threads(count: program.instructions.count)
    }

    /// The first match at or after a position: begin and end of each group in turn, -1 where a group took no part.
    mutating func match(in text: ByteView, from start: Int, isAnchored: Bool = false) -> [Int]? {
        let unset = [Int](repeating: -1, count: (program.captureCount + 1) * 2)
        var found: [Int]?
        current.clear()
        var position = start
        var before = context(before: start, in: text)
        while true {
            let isEnd = position >= text.count
            let (scalar, length) = isEnd ? (0, 0) : text.scalar(at: position)
            let column = isEnd ? 0 : program.classes.number(of: scalar)
            let after: RegexContext = isEnd ? .edge : program.classes.context(of: column)
            if found == nil, !isAnchored || position == start {
                var slots = unset
                Self.add(program, 0, &slots, position: position, before: before, after: after, to: &current)
            }
            if current.order.isEmpty, found != nil || isAnchored { break }
            next.clear()
            let following = position + length
            let followingAfter: RegexContext
            if following < text.count {
                followingAfter = program.classes.context(
                    of: program.classes.number(of: text.scalar(at: following).value))
            } else {
                followingAfter = .edge
            }
            threads: for index in current.order {
                switch program.instructions[index] {
                case .match:
                    found = current.slots[index]
                    // Threads after this one are of lower preference.
                    break threads
                case .consume(let set, let target):
                    if !isEnd, program.accepts(set: set, column) {
                        var slots = current.slots[index]
                        Self.add(
                            program, target, &slots, position: following, before: after, after: followingAfter,
                            to: &next)
                    }
                default: break
                }
            }
            if isEnd { break }
            swap(&current, &next)
            before = after
            position = following
        }
        return found
    }

    private func context(before position: Int, in text: ByteView) -> RegexContext {
        guard position > 0 else { return .edge }
        return program.classes.context(of: program.classes.number(of: text.scalar(before: position).value))
    }

    /// Follows what consumes nothing, in order of preference, and lists the threads that come out.
    private static func add(
        _ program: RegexProgram, _ start: Int, _ slots: inout [Int], position: Int, before: RegexContext,
        after: RegexContext,
        to threads: inout Threads
    ) {
        var work: [Work] = [.visit(start)]
        while let item = work.popLast() {
            switch item {
            case .restore(let slot, let value): slots[slot] = value
            case .visit(let index):
                guard !threads.isListed[index] else { continue }
                threads.isListed[index] = true
                threads.order.append(index)
                switch program.instructions[index] {
                case .split(let first, let second):
                    work.append(.visit(second))
                    work.append(.visit(first))
                case .jump(let target): work.append(.visit(target))
                case .save(let slot, let target):
                    work.append(.restore(slot: slot, value: slots[slot]))
                    slots[slot] = position
                    work.append(.visit(target))
                case .assert(let assertion, let target):
                    if assertion.holds(between: before, and: after) { work.append(.visit(target)) }
                case .consume, .match: threads.slots[index] = slots
                }
            }
        }
    }
}
