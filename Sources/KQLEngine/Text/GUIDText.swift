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
        guard text.count == 32 || text.count == 36 else { return nil }
        let hasDashes = text.count == 36
        var output: [UInt8] = []
        output.reserveCapacity(36)
        for index in 0..<text.count {
            if hasDashes, index == 8 || index == 13 || index == 18 || index == 23 {
                guard text[index] == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let digit = HexadecimalDigit.value(text[index]) else { return nil }
            if output.count == 8 || output.count == 13 || output.count == 18 || output.count == 23 {
                output.append(UInt8(ascii: "-"))
            }
            output.append(HexadecimalDigit.lower(digit))
        }
        return output
    }
}
