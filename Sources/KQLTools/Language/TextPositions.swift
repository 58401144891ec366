/// Places of a text in two forms: offsets of UTF-8, as the compiler counts, and lines with UTF-16 columns, both from 0,
/// as editors do (Language Server Protocol 3.17, `Position`).
struct TextPositions: Sendable {
    struct Position: Sendable, Hashable {
        var line: Int
        var character: Int
    }

    private let bytes: [UInt8]
    /// Where each line begins.
    private let starts: [Int]

    init(_ text: String) {
        bytes = Array(text.utf8)
        var starts = [0]
        for (index, byte) in bytes.enumerated() {
            // A carriage return ends a line alone or with the line feed after it.
            let isReturn = byte == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A)
            if byte == 0x0A || isReturn { starts.append(index + 1) }
        }
        self.starts = starts
    }

    func position(of offset: Int) -> Position {
        let offset = min(max(offset, 0), bytes.count)
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return Position(line: low, character: Self.units(bytes[starts[low]..<offset]))
    }

    /// The offset of a position; one beyond its line is the line's end.
    func offset(of position: Position) -> Int {
        guard position.line < starts.count else { return bytes.count }
        var index = starts[max(position.line, 0)]
        let end = position.line + 1 < starts.count ? starts[position.line + 1] : bytes.count
        var units = 0
        while index < end, units < position.character, bytes[index] != 0x0A, bytes[index] != 0x0D {
            let length = Self.length(bytes[index])
            units += length == 4 ? 2 : 1
            index += length
        }
        return min(index, bytes.count)
    }

    private static func length(_ byte: UInt8) -> Int { byte < 0x80 ? 1 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2 }

    private static func units(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : $1 >= 0xF0 ? 2 : 1) }
    }
}
