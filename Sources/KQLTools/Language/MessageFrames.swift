/// The framing of the Language Server Protocol: a header with `Content-Length`, an empty line, and so many bytes.
package struct MessageFrames: Sendable {
    private var buffer: [UInt8] = []

    /// A message longer than this is not waited for.
    private static let longest = 64 << 20

    package init() {}

    /// Adds bytes of the stream.
    package mutating func push(_ bytes: [UInt8]) { buffer += bytes }

    /// The next whole message, `nil` until there is one.
    ///
    /// - Throws: ``ToolError`` for a header that is none.
    package mutating func next() throws -> [UInt8]? {
        let mark = Array("\r\n\r\n".utf8)
        guard let end = buffer.indices.first(where: { buffer[$0...].starts(with: mark) }) else { return nil }
        var length: Int?
        for line in String(decoding: buffer[..<end], as: UTF8.self).split(separator: "\r\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2, parts[0].lowercased() == "content-length" {
                length = Int(parts[1].filter { !$0.isWhitespace })
            }
        }
        guard let length, (0...Self.longest).contains(length) else {
            throw ToolError("cannot read the editor's messages", why: "a header has no Content-Length")
        }
        let start = end + mark.count
        guard buffer.count >= start + length else { return nil }
        defer { buffer.removeFirst(start + length) }
        return Array(buffer[start..<(start + length)])
    }

    /// A message as it goes over the stream.
    package static func frame(_ message: JSONNode) -> [UInt8] {
        let body = Array(message.compact.utf8)
        return Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
    }
}
