/// The head of a request to the proxy, as far as a proxy must understand it.
struct ProxyRequest: Equatable, Sendable {
    var method: String
    /// `host:port` of CONNECT, an absolute address of other methods (RFC 9110 §7.1).
    var target: String
    /// Bytes of the head, the empty line included.
    var length: Int

    /// The largest head that is read.
    static let limit = 16 * 1024

    enum Outcome: Equatable, Sendable {
        /// The empty line has not come yet.
        case needsMore
        case request(ProxyRequest)
        /// The bytes are no HTTP/1.1 head, or it is larger than the limit.
        case malformed
    }

    /// Reads the head from the bytes received so far.
    static func parse(_ bytes: some Collection<UInt8>) -> Outcome {
        guard let end = endOfHead(in: bytes) else { return bytes.count > limit ? .malformed : .needsMore }
        guard end <= limit else { return .malformed }
        let line = bytes.prefix { $0 != 0x0D && $0 != 0x0A }
        guard line.allSatisfy({ (0x20..<0x7F).contains($0) }) else { return .malformed }
        let parts = String(decoding: line, as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].hasPrefix("HTTP/1."), !parts[0].isEmpty, !parts[1].isEmpty else {
            return .malformed
        }
        return .request(ProxyRequest(method: String(parts[0]), target: String(parts[1]), length: end))
    }

    private static func endOfHead(in bytes: some Collection<UInt8>) -> Int? {
        var newlines = 0
        for (offset, byte) in bytes.enumerated() {
            switch byte {
            case 0x0A:
                newlines += 1
                if newlines == 2 { return offset + 1 }
            case 0x0D: continue
            default: newlines = 0
            }
        }
        return nil
    }
}
