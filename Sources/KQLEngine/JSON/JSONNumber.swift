/// Numbers as JSON spells them (RFC 8259 §6).
enum JSONNumber {
    static func isNumber(_ text: [UInt8]) -> Bool {
        var position = 0
        func digits() -> Int {
            let start = position
            while position < text.count, text[position] &- 0x30 < 10 { position += 1 }
            return position - start
        }
        if text.first == UInt8(ascii: "-") { position = 1 }
        let start = position
        let whole = digits()
        guard whole > 0, whole == 1 || text[start] != UInt8(ascii: "0") else { return false }
        if position < text.count, text[position] == UInt8(ascii: ".") {
            position += 1
            guard digits() > 0 else { return false }
        }
        if position < text.count, text[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < text.count, text[position] == UInt8(ascii: "-") || text[position] == UInt8(ascii: "+") {
                position += 1
            }
            guard digits() > 0 else { return false }
        }
        return position == text.count
    }
}
