internal import DuckDB

/// A way into a dynamic: keys and positions (kql.md §9).
///
/// It is made once and followed in many rows, so its steps lie where following them counts no references.
final class JSONPath: Sendable {
    /// A key, whose bytes are `start..<start + length` of all keys, or a position where the length is negative.
    struct Step {
        var start: Int
        var length: Int
        var position: Int

        var isKey: Bool { length >= 0 }
    }

    /// Whether it leads into text that `parse_json` has not seen: what is no JSON is a string then, and blanks and long
    /// escapes go.
    let parses: Bool
    /// How many steps it has.
    let count: Int
    // Written once here, and freed with the path.
    private nonisolated(unsafe) let steps: UnsafeMutableBufferPointer<Step>
    private nonisolated(unsafe) let keys: UnsafeMutableBufferPointer<UInt8>

    /// Reads a path from its JSON array of strings and integers; a null as the first element says that it ``parses``.
    /// Other elements lead nowhere.
    init?(_ text: ByteView) {
        guard let array = JSONText(text), array.kind == .array else { return nil }
        var steps: [Step] = []
        var keys: [UInt8] = []
        var parses = false
        var isFirst = true
        var isValid = true
        array.forEachElement { element in
            if element.kind == .string {
                let key = element.string
                steps.append(Step(start: keys.count, length: key.count, position: 0))
                keys += key
            } else if element.isNull, isFirst {
                parses = true
            } else if let index = NumberText.long(element.text), let position = Int(exactly: index) {
                steps.append(Step(start: 0, length: -1, position: position))
            } else {
                isValid = false
            }
            isFirst = false
            return isValid
        }
        guard isValid else { return nil }
        self.parses = parses
        count = steps.count
        self.steps = .allocate(capacity: max(steps.count, 1))
        self.keys = .allocate(capacity: max(keys.count, 1))
        _ = self.steps.initialize(from: steps)
        _ = self.keys.initialize(from: keys)
    }

    deinit {
        steps.deallocate()
        keys.deallocate()
    }

    @inline(__always)
    func step(_ index: Int) -> Step { steps[index] }

    /// Whether a step is the key that stands, without escapes, at a place of so many bytes.
    @inline(__always)
    func matches(_ step: Step, _ name: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        guard step.length == length else { return false }
        for index in 0..<length where keys[step.start + index] != name[index] { return false }
        return true
    }

    /// Calls `body` with the value at the end of the path, and with whether it is compact and without escapes.
    ///
    /// - Returns: What `body` returns; nil where a step does not apply, where the value is null, and where the text is
    ///   no JSON but has steps to take.
    @inline(__always)
    func withValue<R>(in text: ByteView, _ body: (JSONText, Bool) -> R) -> R? {
        var scanner = JSONScanner(text, trusts: !parses)
        guard let found = scanner.value(at: self) else {
            guard parses, count == 0, JSONText(text) != nil, !scanner.sawWhole else { return nil }
            return ByteView.with(JSONText.quoted(text.buffer)) { quoted in JSONText(quoted).map { body($0, false) } }
                ?? nil
        }
        if found.isNull { return nil }
        if !parses || scanner.isPlain { return body(found, scanner.isPlain) }
        guard let compact = JSONCompactor.compact(found.text) else { return nil }
        return ByteView.with(compact) { view in JSONText(view).map { body($0, false) } } ?? nil
    }
}
