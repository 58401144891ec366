/// A regular expression as instructions over classes of scalars.
///
/// Scalars that no set of the pattern tells apart share a class, so that a step is a look-up by class.
struct RegexProgram: Sendable {
    enum Instruction: Sendable {
        /// Consumes a scalar whose class is in the set of that number.
        case consume(set: Int, next: Int)
        /// Goes both ways; the first is preferred.
        case split(Int, Int)
        case jump(Int)
        case save(slot: Int, next: Int)
        case assert(RegexNode.Assertion, next: Int)
        case match
    }

    /// Patterns that need more are refused.
    static let sizeLimit = 20_000

    private(set) var instructions: [Instruction] = []
    let captureCount: Int
    let names: [String: Int]
    let classes: ScalarClasses
    /// Which classes belong to each set, set after set in one table.
    private let members: [Bool]
    let usesContext: Bool

    init(_ parsed: RegexParser.Result) throws(RegexError) {
        captureCount = parsed.captureCount
        names = parsed.names
        var sets: [ScalarSet] = []
        var numbers: [ScalarSet: Int] = [:]
        var needsContext = false
        Self.collect(parsed.node, &sets, &numbers, &needsContext)
        usesContext = needsContext
        // Boundaries ask whether a neighbour is a word character or a line break.
        let context = needsContext ? [UnicodeProperty.word, ScalarSet(0x0A)] : []
        let classes = ScalarClasses(sets + context, contextCount: context.count)
        self.classes = classes
        members = sets.indices.flatMap { classes.members(of: $0) }
        var emitter = Emitter(numbers: numbers)
        try emitter.emit(.save(slot: 0, next: 1))
        try emitter.emit(parsed.node)
        try emitter.emit(.save(slot: 1, next: emitter.instructions.count + 1))
        try emitter.emit(.match)
        instructions = emitter.instructions
    }

    /// Whether the scalars of a class belong to a set.
    @inline(__always)
    func accepts(set: Int, _ number: Int) -> Bool { members[set * classes.count + number] }

    private static func collect(
        _ node: RegexNode, _ sets: inout [ScalarSet], _ numbers: inout [ScalarSet: Int], _ needsContext: inout Bool
    ) {
        switch node {
        case .empty: break
        case .set(let set):
            if numbers[set] == nil {
                numbers[set] = sets.count
                sets.append(set)
            }
        case .sequence(let nodes), .alternation(let nodes):
            for node in nodes { collect(node, &sets, &numbers, &needsContext) }
        case .repetition(let node, _, _, _), .capture(let node, _): collect(node, &sets, &numbers, &needsContext)
        case .assertion(let assertion):
            switch assertion {
            case .textStart, .textEnd: break
            default: needsContext = true
            }
        }
    }

    private struct Emitter {
        var instructions: [Instruction] = []
        let numbers: [ScalarSet: Int]

        init(numbers: [ScalarSet: Int]) { self.numbers = numbers }

        mutating func emit(_ instruction: Instruction) throws(RegexError) {
            guard instructions.count < RegexProgram.sizeLimit else {
                throw RegexError(message: "is too large when its repetitions are written out", offset: 0)
            }
            instructions.append(instruction)
        }

        mutating func emit(_ node: RegexNode) throws(RegexError) {
            switch node {
            case .empty: break
            case .set(let set): try emit(.consume(set: numbers[set] ?? 0, next: instructions.count + 1))
            case .sequence(let nodes): for node in nodes { try emit(node) }
            case .alternation(let branches): try emitAlternation(branches)
            case .capture(let node, let index):
                try emit(.save(slot: index * 2, next: instructions.count + 1))
                try emit(node)
                try emit(.save(slot: index * 2 + 1, next: instructions.count + 1))
            case .assertion(let assertion): try emit(.assert(assertion, next: instructions.count + 1))
            case .repetition(let node, let minimum, let maximum, let isGreedy):
                for _ in 0..<minimum { try emit(node) }
                if let maximum {
                    try emitOptional(node, count: maximum - minimum, isGreedy: isGreedy)
                } else {
                    try emitLoop(node, isGreedy: isGreedy)
                }
            }
        }

        private mutating func emitAlternation(_ branches: [RegexNode]) throws(RegexError) {
            var jumps: [Int] = []
            for (index, branch) in branches.enumerated() {
                guard index < branches.count - 1 else {
                    try emit(branch)
                    break
                }
                let split = instructions.count
                try emit(.split(split + 1, 0))
                try emit(branch)
                jumps.append(instructions.count)
                try emit(.jump(0))
                instructions[split] = .split(split + 1, instructions.count)
            }
            for jump in jumps { instructions[jump] = .jump(instructions.count) }
        }

        private mutating func emitLoop(_ node: RegexNode, isGreedy: Bool) throws(RegexError) {
            let split = instructions.count
            try emit(.split(0, 0))
            try emit(node)
            try emit(.jump(split))
            let end = instructions.count
            instructions[split] = isGreedy ? .split(split + 1, end) : .split(end, split + 1)
        }

        private mutating func emitOptional(_ node: RegexNode, count: Int, isGreedy: Bool) throws(RegexError) {
            var splits: [Int] = []
            for _ in 0..<count {
                splits.append(instructions.count)
                try emit(.split(0, 0))
                try emit(node)
            }
            let end = instructions.count
            for split in splits { instructions[split] = isGreedy ? .split(split + 1, end) : .split(end, split + 1) }
        }
    }
}
