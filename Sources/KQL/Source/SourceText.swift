/// The text of a query as UTF-8, with the positions of its lines.
public struct SourceText: Sendable {
    /// The bytes of the text.
    let bytes: [UInt8]

    /// Makes a source of a text.
    public init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The text between two offsets; offsets outside of it are clipped.
    func text(_ span: Span) -> String {
        let start = min(max(span.start, 0), bytes.count)
        let end = min(max(span.end, start), bytes.count)
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// Line and column of an offset, both from 1; columns count Unicode scalars.
    ///
    /// - Complexity: Linear in the offset; positions are asked for only when a diagnostic is made.
    public func position(of offset: Int) -> (line: Int, column: Int) {
        var line = 1
        var column = 1
        var index = 0
        let limit = min(max(offset, 0), bytes.count)
        while index < limit {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte == UInt8(ascii: "\r") {
                if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") {
                    // The line feed that follows ends the line.
                } else {
                    line += 1
                    column = 1
                }
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
            index += 1
        }
        return (line, column)
    }
}
