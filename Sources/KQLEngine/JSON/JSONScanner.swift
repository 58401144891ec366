internal import DuckDB

/// Reads a JSON text (RFC 8259) from left to right, once: finds the value at the end of a path, and on its way checks
/// what it passes over.
///
/// Text that was checked before (design 9) is read up to the value and no further. Text of unknown origin is read to its
/// end, since what is no JSON as a whole has no members; ``JSONCompactor`` draws the same line.
struct JSONScanner {
    private let start: UnsafePointer<UInt8>
    private let end: UnsafePointer<UInt8>
    private let trusts: Bool
    private var at: UnsafePointer<UInt8>
    private var found: JSONText?
    /// Whether neither blanks nor escapes were passed since this was set.
    private var sawNoForm = true
    /// Whether the value that was found holds neither blanks between its parts nor escapes.
    private(set) var isPlain = true
    /// Whether the text was read to its end and is JSON.
    private(set) var sawWhole = false

    /// - Parameter trusts: Whether the text is known to be JSON.
    @inline(__always)
    init(_ text: ByteView, trusts: Bool) {
        start = text.start
        at = start
        end = start + text.count
        self.trusts = trusts
    }

    /// The value at the end of a path, as it stands in the text.
    @inline(__always)
    mutating func value(at path: JSONPath) -> JSONText? {
        skipBlanks()
        guard follow(path, 0, depth: 0) else { return trusts ? found : nil }
        skipBlanks()
        sawWhole = at == end
        return sawWhole ? found : nil
    }

    // MARK: The path

    /// Takes the steps from one on. False ends the reading: all is known, or the text is no JSON.
    private mutating func follow(_ path: JSONPath, _ index: Int, depth: Int) -> Bool {
        guard at < end, depth < JSONCompactor.depthLimit else { return false }
        if index == path.count {
            let first = at
            sawNoForm = true
            guard skip(depth: depth) else { return false }
            isPlain = sawNoForm
            found = JSONText(slice: ByteView(base: first, count: at - first))
            return !trusts
        }
        let step = path.step(index)
        if step.isKey { return followKey(path, step, index, depth: depth) }
        return step.position >= 0
            ? followPosition(path, step.position, index, depth: depth)
            : followFromEnd(path, step.position, index, depth: depth)
    }

    private mutating func followKey(_ path: JSONPath, _ step: JSONPath.Step, _ index: Int, depth: Int) -> Bool {
        guard accept(UInt8(ascii: "{")) else { return false }
        skipBlanks()
        if at < end, at.pointee == UInt8(ascii: "}") { return false }
        while true {
            skipBlanks()
            guard at < end, at.pointee == UInt8(ascii: "\"") else { return false }
            let name = at + 1
            sawNoForm = true
            guard string() else { return false }
            let length = at - name - 1
            let isWanted =
                sawNoForm
                ? path.matches(step, name, length)
                : JSONText.unescape(ByteView(base: name, count: length)).withUnsafeBufferPointer { text in
                    text.baseAddress.map { path.matches(step, $0, text.count) } ?? (step.length == 0)
                }
            guard colon() else { return false }
            if isWanted {
                // Of equal keys the first counts; what comes behind it must be JSON and no more.
                return follow(path, index + 1, depth: depth + 1) && restOfBag(depth: depth)
            }
            guard skip(depth: depth + 1) else { return false }
            skipBlanks()
            guard accept(UInt8(ascii: ",")) else { return false }
        }
    }

    private mutating func followPosition(_ path: JSONPath, _ position: Int, _ index: Int, depth: Int) -> Bool {
        guard accept(UInt8(ascii: "[")) else { return false }
        skipBlanks()
        if at < end, at.pointee == UInt8(ascii: "]") { return false }
        for _ in 0..<position {
            skipBlanks()
            guard skip(depth: depth + 1) else { return false }
            skipBlanks()
            guard accept(UInt8(ascii: ",")) else { return false }
        }
        skipBlanks()
        return follow(path, index + 1, depth: depth + 1) && restOfArray(depth: depth)
    }

    /// A position from the end: the array is passed over to count, and then looked into.
    private mutating func followFromEnd(_ path: JSONPath, _ position: Int, _ index: Int, depth: Int) -> Bool {
        let first = at
        guard at.pointee == UInt8(ascii: "["), skip(depth: depth) else { return false }
        let array = JSONText(slice: ByteView(base: first, count: at - first))
        guard let element = array.element(at: position) else { return false }
        var inner = JSONScanner(element.text, trusts: true)
        _ = inner.follow(path, index + 1, depth: depth + 1)
        guard let value = inner.found else { return false }
        isPlain = inner.isPlain
        found = value
        return !trusts
    }

    private mutating func restOfBag(depth: Int) -> Bool {
        while true {
            skipBlanks()
            if accept(UInt8(ascii: "}")) { return true }
            guard accept(UInt8(ascii: ",")) else { return false }
            skipBlanks()
            guard at < end, at.pointee == UInt8(ascii: "\""), string(), colon(), skip(depth: depth + 1) else {
                return false
            }
        }
    }

    private mutating func restOfArray(depth: Int) -> Bool {
        while true {
            skipBlanks()
            if accept(UInt8(ascii: "]")) { return true }
            guard accept(UInt8(ascii: ",")) else { return false }
            skipBlanks()
            guard skip(depth: depth + 1) else { return false }
        }
    }

    // MARK: Values passed over

    private mutating func skip(depth: Int) -> Bool {
        guard at < end, depth < JSONCompactor.depthLimit else { return false }
        switch at.pointee {
        case UInt8(ascii: "\""): return string()
        case UInt8(ascii: "{"):
            at += 1
            skipBlanks()
            if accept(UInt8(ascii: "}")) { return true }
            guard at < end, at.pointee == UInt8(ascii: "\""), string(), colon(), skip(depth: depth + 1) else {
                return false
            }
            return restOfBag(depth: depth)
        case UInt8(ascii: "["):
            at += 1
            skipBlanks()
            if accept(UInt8(ascii: "]")) { return true }
            return skip(depth: depth + 1) && restOfArray(depth: depth)
        case UInt8(ascii: "t"): return word("true")
        case UInt8(ascii: "f"): return word("false")
        case UInt8(ascii: "n"): return word("null")
        default: return number()
        }
    }

    @inline(__always)
    private mutating func string() -> Bool {
        at += 1
        while true {
            // Eight bytes at a time, as far as none ends or changes the text.
            while end - at >= 8 {
                let special = Self.special(
                    UInt64(littleEndian: UnsafeRawPointer(at).loadUnaligned(as: UInt64.self)))
                if special != 0 {
                    at += special.trailingZeroBitCount / 8
                    break
                }
                at += 8
            }
            guard at < end else { return false }
            let byte = at.pointee
            if byte == UInt8(ascii: "\"") {
                at += 1
                return true
            }
            guard byte >= 0x20 else { return false }
            if byte == UInt8(ascii: "\\") {
                guard escape() else { return false }
            } else {
                at += 1
            }
        }
    }

    /// Eight bytes of which the lowest marked one (its highest bit) is the first that is a quotation mark, a backslash or
    /// below a blank; zero where there is none. Marks above the lowest may be wrong.
    @inline(__always)
    private static func special(_ bytes: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quote = bytes ^ (ones &* 0x22)
        let backslash = bytes ^ (ones &* 0x5C)
        return
            ((quote &- ones) & ~quote | (backslash &- ones) & ~backslash | (bytes &- ones &* 0x20) & ~bytes)
            & (ones &* 0x80)
    }

    private mutating func escape() -> Bool {
        sawNoForm = false
        guard end - at >= 2 else { return false }
        switch at[1] {
        case UInt8(ascii: "u"):
            guard JSONText.hexadecimal(ByteView(base: at, count: end - at), at: 2) != nil else { return false }
            at += 6
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            at += 2
        default: return false
        }
        return true
    }

    @inline(__always)
    private mutating func number() -> Bool {
        if at.pointee == UInt8(ascii: "-") { at += 1 }
        if at < end, at.pointee == UInt8(ascii: "0") {
            at += 1
        } else {
            guard digits() else { return false }
        }
        guard at < end else { return true }
        if at.pointee == UInt8(ascii: ".") {
            at += 1
            guard digits() else { return false }
        }
        if at < end, at.pointee | 0x20 == UInt8(ascii: "e") {
            at += 1
            if at < end, at.pointee == UInt8(ascii: "+") || at.pointee == UInt8(ascii: "-") { at += 1 }
            guard digits() else { return false }
        }
        return true
    }

    @inline(__always)
    private mutating func digits() -> Bool {
        let first = at
        while at < end, at.pointee &- 0x30 < 10 { at += 1 }
        return at > first
    }

    private mutating func word(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard end - at >= length else { return false }
        for index in 0..<length where at[index] != word.utf8Start[index] { return false }
        at += length
        return true
    }

    @inline(__always)
    private mutating func colon() -> Bool {
        skipBlanks()
        guard accept(UInt8(ascii: ":")) else { return false }
        skipBlanks()
        return true
    }

    @inline(__always)
    private mutating func accept(_ byte: UInt8) -> Bool {
        guard at < end, at.pointee == byte else { return false }
        at += 1
        return true
    }

    @inline(__always)
    private mutating func skipBlanks() {
        while at < end, at.pointee <= 0x20, JSONText.isBlank(at.pointee) {
            at += 1
            sawNoForm = false
        }
    }
}
