/// What a person pressed.
package enum ConsoleKey: Sendable, Hashable {
    case character(Character)
    /// Text that was pasted at once.
    case paste(String)
    case enter
    /// Enter with Alt, which never ends the input.
    case lineBreak
    case tab, backspace, delete, left, right, up, down, home, end, wordLeft, wordRight
    /// A letter with Control.
    case control(Character)
    case escape
}

/// Turns the bytes of a terminal into keys (ECMA-48 sequences as xterm sends them, and bracketed paste).
package struct KeyDecoder: Sendable {
    private var buffer: [UInt8] = []
    private var paste: [UInt8]?

    package init() {}

    /// Takes bytes and gives the keys that are whole; the rest waits for what follows.
    ///
    /// - Parameter isComplete: Nothing follows soon, so a lone escape is the key of that name.
    package mutating func push(_ bytes: [UInt8], isComplete: Bool = true) -> [ConsoleKey] {
        buffer += bytes
        var keys: [ConsoleKey] = []
        while !buffer.isEmpty {
            guard let (key, length) = next(isComplete: isComplete) else { break }
            buffer.removeFirst(length)
            if let key { keys.append(key) }
        }
        return keys
    }

    private static let pasteStart = Array("\u{1B}[200~".utf8)
    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    private mutating func next(isComplete: Bool) -> (ConsoleKey?, Int)? {
        if var gathered = paste {
            if buffer.starts(with: Self.pasteEnd) {
                paste = nil
                let text = String(decoding: gathered, as: UTF8.self).replacing("\r\n", with: "\n").replacing(
                    "\r", with: "\n")
                return (.paste(text), Self.pasteEnd.count)
            }
            // The mark may be cut by the end of what has come so far.
            if buffer[0] == 0x1B, buffer.count < Self.pasteEnd.count { return nil }
            gathered.append(buffer[0])
            paste = gathered
            return (nil, 1)
        }
        let first = buffer[0]
        switch first {
        case 0x1B: return sequence(isComplete: isComplete)
        case 0x0D, 0x0A: return (.enter, 1)
        case 0x09: return (.tab, 1)
        case 0x7F, 0x08: return (.backspace, 1)
        case 0x01...0x1A: return (.control(Character(Unicode.Scalar(first + 0x60))), 1)
        case 0..<0x20: return (nil, 1)
        default:
            let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
            guard buffer.count >= length else { return isComplete ? (nil, buffer.count) : nil }
            return (String(decoding: buffer[..<length], as: UTF8.self).first.map { .character($0) }, length)
        }
    }

    private mutating func sequence(isComplete: Bool) -> (ConsoleKey?, Int)? {
        if buffer.starts(with: Self.pasteStart) {
            paste = []
            return (nil, Self.pasteStart.count)
        }
        guard buffer.count > 1 else { return isComplete ? (.escape, 1) : nil }
        switch buffer[1] {
        case 0x0D, 0x0A: return (.lineBreak, 2)
        case UInt8(ascii: "b"): return (.wordLeft, 2)
        case UInt8(ascii: "f"): return (.wordRight, 2)
        case UInt8(ascii: "["), UInt8(ascii: "O"): break
        default: return (.escape, 1)
        }
        guard let last = buffer.indices.dropFirst(2).first(where: { (0x40...0x7E).contains(buffer[$0]) }) else {
            return isComplete ? (nil, buffer.count) : nil
        }
        let parameters = String(decoding: buffer[2..<last], as: UTF8.self)
        let isModified = parameters.hasSuffix(";5") || parameters.hasSuffix(";3")
        let key: ConsoleKey? =
            switch (buffer[last], parameters) {
            case (UInt8(ascii: "A"), _): .up
            case (UInt8(ascii: "B"), _): .down
            case (UInt8(ascii: "C"), _): isModified ? .wordRight : .right
            case (UInt8(ascii: "D"), _): isModified ? .wordLeft : .left
            case (UInt8(ascii: "H"), _), (UInt8(ascii: "~"), "1"), (UInt8(ascii: "~"), "7"): .home
            case (UInt8(ascii: "F"), _), (UInt8(ascii: "~"), "4"), (UInt8(ascii: "~"), "8"): .end
            case (UInt8(ascii: "~"), "3"): .delete
            default: nil
            }
        return (key, last + 1)
    }
}
