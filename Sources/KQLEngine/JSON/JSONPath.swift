internal import DuckDB

/// A way into a dynamic: keys and positions (kql.md §9).
struct JSONPath: Sendable, Hashable {
    enum Step: Sendable, Hashable {
        case key([UInt8])
        case index(Int)
    }

    let steps: [Step]

    /// Reads a path from its JSON array of strings and integers. Other elements lead nowhere.
    init?(_ text: ByteView) {
        guard let array = JSONText(text), array.kind == .array else { return nil }
        var steps: [Step] = []
        var isValid = true
        array.forEachElement { element in
            if element.kind == .string {
                steps.append(.key(element.string))
            } else if let index = NumberText.long(element.text), let position = Int(exactly: index) {
                steps.append(.index(position))
            } else {
                isValid = false
            }
            return isValid
        }
        guard isValid else { return nil }
        self.steps = steps
    }

    /// The value at the end of the path; nil where a step does not apply or the value is null.
    func value(in text: ByteView) -> JSONText? {
        guard var current = JSONText(text) else { return nil }
        for step in steps {
            let next =
                switch step {
                case .key(let key): current.member(key)
                case .index(let index): current.element(at: index)
                }
            guard let next else { return nil }
            current = next
        }
        return current.isNull ? nil : current
    }
}
