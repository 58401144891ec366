/// A division of all scalars into classes that no given set tells apart.
struct ScalarClasses: Sendable {
    /// The first scalar of each stretch, ascending, and its class.
    private let starts: [UInt32]
    private let classOfStretch: [UInt16]
    private let ascii: [UInt16]
    /// For each class, which sets it belongs to.
    private let signatures: [[Bool]]
    private let contextStart: Int?

    var count: Int { signatures.count }

    /// - Parameter contextCount: How many sets at the end are the word characters and the line break.
    init(_ sets: [ScalarSet], contextCount: Int) {
        var boundaries: Set<UInt32> = [0]
        for range in sets.flatMap(\.ranges) {
            boundaries.insert(range.lowerBound)
            if range.upperBound < ScalarSet.last { boundaries.insert(range.upperBound + 1) }
        }
        let starts = boundaries.sorted()
        var numbers: [[Bool]: UInt16] = [:]
        var signatures: [[Bool]] = []
        let classOfStretch = starts.map { start in
            let signature = sets.map { $0.contains(start) }
            if let number = numbers[signature] { return number }
            let number = UInt16(clamping: signatures.count)
            numbers[signature] = number
            signatures.append(signature)
            return number
        }
        self.starts = starts
        self.classOfStretch = classOfStretch
        self.signatures = signatures
        contextStart = contextCount > 0 ? sets.count - contextCount : nil
        ascii = (0..<128).map { scalar in
            classOfStretch[(starts.lastIndex { $0 <= UInt32(scalar) }) ?? 0]
        }
    }

    @inline(__always)
    func number(of scalar: UInt32) -> Int {
        if scalar < 0x80 { return Int(ascii[Int(scalar)]) }
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= scalar { low = middle + 1 } else { high = middle }
        }
        return Int(classOfStretch[low - 1])
    }

    func members(of set: Int) -> [Bool] { signatures.map { $0[set] } }

    /// What a scalar of the class is to a boundary beside it.
    func context(of number: Int) -> RegexContext {
        guard let contextStart else { return .other }
        if signatures[number][contextStart + 1] { return .newline }
        return signatures[number][contextStart] ? .word : .other
    }
}

/// What stands on one side of a place in the text.
enum RegexContext: UInt8, Sendable {
    case edge, newline, word, other
}

extension RegexNode.Assertion {
    @inline(__always)
    func holds(between before: RegexContext, and after: RegexContext) -> Bool {
        switch self {
        case .textStart: before == .edge
        case .textEnd: after == .edge
        case .lineStart: before == .edge || before == .newline
        case .lineEnd: after == .edge || after == .newline
        case .wordBoundary: (before == .word) != (after == .word)
        case .notWordBoundary: (before == .word) == (after == .word)
        case .wordStart: before != .word && after == .word
        case .wordEnd: before == .word && after != .word
        case .noWordBefore: before != .word
        case .noWordBehind: after != .word
        }
    }
}
