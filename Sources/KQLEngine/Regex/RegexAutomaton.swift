internal import DuckDB

/// A deterministic automaton, built while it runs, that tells whether a pattern occurs in a text.
///
/// A state is the set of instructions that may come next, before assertions are looked at, and what stood before;
/// a step resolves the assertions with the scalar that follows, since only then both sides are known. Each pair of
/// state and class is worked out once. Not safe for use by two threads at once.
struct RegexAutomaton {
    /// Beyond this many states the table is dropped and begun anew; it bounds memory for hostile patterns.
    static let stateLimit = 2_000

    private struct Key: Hashable {
        var kernel: [Int32]
        var before: RegexContext
    }

    private static let unknown: Int32 = -1
    private static let matched: Int32 = -2

    private let program: RegexProgram
    private let width: Int
    private var keys: [Key] = []
    private var numbers: [Key: Int32] = [:]
    private var table: [Int32] = []
    private let start = Key(kernel: [0], before: .edge)

    init(_ program: RegexProgram) {
        self.program = program
        width = program.classes.count + 1
        _ = number(of: start)
    }

    /// Whether the pattern occurs anywhere in the text.
    mutating func occurs(in text: ByteView) -> Bool {
        var state: Int32 = 0
        var position = 0
        while position < text.count {
            let (scalar, length) = text.scalar(at: position)
            let column = program.classes.number(of: scalar)
            var next = table[Int(state) * width + column]
            if next == Self.unknown { next = step(from: state, column: column) }
            if next == Self.matched { return true }
            state = next
            position += length
        }
        var last = table[Int(state) * width + width - 1]
        if last == Self.unknown { last = step(from: state, column: width - 1) }
        return last == Self.matched
    }

    private mutating func number(of key: Key) -> Int32 {
        if let number = numbers[key] { return number }
        let number = Int32(keys.count)
        keys.append(key)
        numbers[key] = number
        table += [Int32](repeating: Self.unknown, count: width)
        return number
    }

    /// Works out one step; the last column is the end of the text.
    private mutating func step(from state: Int32, column: Int) -> Int32 {
        let key = keys[Int(state)]
        let isEnd = column == width - 1
        let after: RegexContext = isEnd ? .edge : program.classes.context(of: column)
        var next: Set<Int32> = []
        var isMatched = false
        // A search may begin at every place, hence the first instruction each time.
        for instruction in reachable(from: key.kernel + [0], before: key.before, after: after) {
            switch instruction {
            case .match: isMatched = true
            case .consume(let set, let target):
                if !isEnd, program.accepts(set: set, column) { next.insert(Int32(target)) }
            default: break
            }
        }
        if isMatched {
            table[Int(state) * width + column] = Self.matched
            return Self.matched
        }
        if isEnd {
            table[Int(state) * width + column] = 0
            return 0
        }
        let before = program.usesContext ? after : .other
        if keys.count >= Self.stateLimit {
            keys.removeAll()
            numbers.removeAll()
            table.removeAll()
            _ = number(of: start)
            return number(of: Key(kernel: next.sorted(), before: before))
        }
        let target = number(of: Key(kernel: next.sorted(), before: before))
        table[Int(state) * width + column] = target
        return target
    }

    /// What consumes or matches, reachable without consuming.
    private func reachable(
        from starts: [Int32], before: RegexContext, after: RegexContext
    ) -> [RegexProgram.Instruction] {
        var found: [RegexProgram.Instruction] = []
        var visited = [Bool](repeating: false, count: program.instructions.count)
        var stack = starts.map { Int($0) }
        while let index = stack.popLast() {
            guard !visited[index] else { continue }
            visited[index] = true
            let instruction = program.instructions[index]
            switch instruction {
            case .split(let first, let second):
                stack.append(second)
                stack.append(first)
            case .jump(let target), .save(_, let target): stack.append(target)
            case .assert(let assertion, let target):
                if assertion.holds(between: before, and: after) { stack.append(target) }
            case .consume, .match: found.append(instruction)
            }
        }
        return found
    }
}
