/// The first record of a text of comma-separated values (RFC 4180).
enum CSVRecord {
    static func fields(_ bytes: [UInt8]) -> [[UInt8]] {
        let quote = UInt8(ascii: "\"")
        var fields: [[UInt8]] = []
        var field: [UInt8] = []
        var position = 0
        var isQuoted = false
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if isQuoted {
                if byte != quote {
                    field.append(byte)
                } else if position < bytes.count, bytes[position] == quote {
                    field.append(quote)
                    position += 1
                } else {
                    isQuoted = false
                }
                continue
            }
            switch byte {
            case quote where field.isEmpty: isQuoted = true
            case UInt8(ascii: ","):
                fields.append(field)
                field = []
            case 0x0A, 0x0D:
                return fields + [field]
            default: field.append(byte)
            }
        }
        return fields + [field]
    }
}
