/// Splits a command line as Windows programs do, by the rules of `CommandLineToArgvW`.
struct CommandLine {
    private let bytes: [UInt8]
    private var position = 0

    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The arguments, the program first.
    static func arguments(of bytes: [UInt8]) -> [[UInt8]] {
        var line = CommandLine(bytes)
        line.skipBlanks()
        guard line.position < bytes.count else { return [] }
        var result = [line.program()]
        line.skipBlanks()
        while line.position < bytes.count {
            result.append(line.argument())
            line.skipBlanks()
        }
        return result
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private mutating func skipBlanks() {
        while position < bytes.count, Self.isBlank(bytes[position]) { position += 1 }
    }

    /// The program ends at the closing quote where it begins with one, else at a blank; backslashes mean nothing.
    private mutating func program() -> [UInt8] {
        let isQuoted = bytes[position] == Self.quote
        if isQuoted { position += 1 }
        var result: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            if isQuoted ? byte == Self.quote : Self.isBlank(byte) {
                if isQuoted { position += 1 }
                break
            }
            result.append(byte)
            position += 1
        }
        return result
    }

    /// An argument: of backslashes before a quote each pair gives one; an odd one makes the quote a character. Three
    /// quotes in a row give one and end the quoting.
    private mutating func argument() -> [UInt8] {
        var result: [UInt8] = []
        var backslashes = 0
        var quotes = 0
        while position < bytes.count {
            let byte = bytes[position]
            if Self.isBlank(byte), quotes == 0 { break }
            position += 1
            if byte == Self.backslash {
                result.append(byte)
                backslashes += 1
                continue
            }
            guard byte == Self.quote else {
                result.append(byte)
                backslashes = 0
                continue
            }
            result.removeLast((backslashes + 1) / 2)
            if backslashes % 2 == 0 { quotes += 1 } else { result.append(Self.quote) }
            backslashes = 0
            while position < bytes.count, bytes[position] == Self.quote {
                quotes += 1
                if quotes == 3 {
                    result.append(Self.quote)
                    quotes = 0
                }
                position += 1
            }
            if quotes == 2 { quotes = 0 }
        }
        return result
    }
}
