extension RegexParser {
    private enum SetOperation { case union, intersection, difference, symmetricDifference }

    /// A bracketed class; the position is after its `[`.
    mutating func classBody(depth: Int) throws(RegexError) -> ScalarSet {
        let start = position - 1
        guard depth < Self.depthLimit else { throw error("is nested too deeply") }
        let isInverted = accept("^")
        var result = ScalarSet.empty
        var operation = SetOperation.union
        var operand = ScalarSet.empty
        var isFirst = true
        while true {
            guard let scalar = current else { throw unclosedClass(at: start) }
            if scalar == "]", !isFirst {
                position += 1
                break
            }
            isFirst = false
            if flags.ignoresBlanks, scalar.properties.isWhitespace {
                position += 1
                continue
            }
            if let next = setOperator() {
                result = combined(result, operation, operand)
                operation = next
                operand = .empty
                continue
            }
            operand = operand.union(try classItem(depth: depth, start: start))
        }
        result = combined(result, operation, operand)
        // Folding comes before inversion: (?i)[^x] is neither x nor X.
        if flags.ignoresCase { result = result.caseClosed }
        return isInverted ? result.inverted : result
    }

    private func unclosedClass(at start: Int) -> RegexError {
        var fault = error("has a '[' without ']'", at: start)
        fault.isUnclosedClass = true
        return fault
    }

    private mutating func setOperator() -> SetOperation? {
        for (text, operation) in [
            ("&&", SetOperation.intersection), ("--", .difference), ("~~", .symmetricDifference),
        ] where looksAt(text) {
            position += 2
            return operation
        }
        return nil
    }

    private func combined(_ left: ScalarSet, _ operation: SetOperation, _ right: ScalarSet) -> ScalarSet {
        switch operation {
        case .union: left.union(right)
        case .intersection: left.intersection(right)
        case .difference: left.subtracting(right)
        case .symmetricDifference: left.symmetricDifference(right)
        }
    }

    private mutating func classItem(depth: Int, start: Int) throws(RegexError) -> ScalarSet {
        if looksAt("[:"), let named = try posixClass() { return named }
        if nestsClasses, accept("[") { return try classBody(depth: depth + 1) }
        let first: UInt32
        if current == "\\" {
            let escapeStart = position
            position += 1
            if let set = try classEscape(start: escapeStart) { return set }
            first = try scalarEscape(start: escapeStart)
        } else {
            first = try plainScalar(start: start)
        }
        guard current == "-", position + 1 < scalars.count, scalars[position + 1] != "]", scalars[position + 1] != "-"
        else { return ScalarSet(first) }
        position += 1
        let last: UInt32
        if current == "\\" {
            let escapeStart = position
            position += 1
            last = try scalarEscape(start: escapeStart)
        } else {
            last = try plainScalar(start: start)
        }
        guard first <= last else { throw error("has a range that ends before it begins", at: start) }
        return ScalarSet([first...last])
    }

    private mutating func plainScalar(start: Int) throws(RegexError) -> UInt32 {
        guard let scalar = current else { throw unclosedClass(at: start) }
        position += 1
        return scalar.value
    }

    /// `[:name:]` or `[:^name:]`; nil where what stands there is an ordinary nested class.
    private mutating func posixClass() throws(RegexError) -> ScalarSet? {
        let start = position
        position += 2
        let isInverted = accept("^")
        var name = ""
        while let scalar = current, scalar.isASCII, scalar.properties.isAlphabetic {
            name.unicodeScalars.append(scalar)
            position += 1
        }
        guard accept(":"), accept("]"), let set = UnicodeProperty.posix(name) else {
            position = start
            return nil
        }
        return isInverted ? set.inverted : set
    }
}
