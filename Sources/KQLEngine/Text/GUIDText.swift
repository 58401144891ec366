internal import DuckDB

/// Identifiers of 128 bits as KQL reads and prints them.
enum GUIDText {
    /// Lower case with dashes; the text may have dashes or none, and may stand in braces or parentheses.
    static func canonical(_ text: ByteView) -> [UInt8]? {
        var text = NumberText.trimmed(text)
        if text.count > 2 {
            let pair = (text[0], text[text.count - 1])
            if pair == (UInt8(ascii: "{"), UInt8(ascii: "}")) || pair == (UInt8(ascii: "("), UInt8(ascii: ")")) {
                text = text[1..<text.count - 1]
            }
        }
        guard (32...64).contains(text.count) else { return nil }
        var output: [UInt8] = []
        output.reserveCapacity(36)
        // Dashes may stand anywhere between digits, as the service has it.
        for index in 0..<text.count where text[index] != UInt8(ascii: "-") || index == 0 {
            guard let digit = HexadecimalDigit.value(text[index]) else { return nil }
            if output.count == 8 || output.count == 13 || output.count == 18 || output.count == 23 {
                output.append(UInt8(ascii: "-"))
            }
            output.append(HexadecimalDigit.lower(digit))
        }
        return output.count == 36 ? output : nil
    }
}
