import EntraIdentity
import Foundation

/// An HTTP/1.1 request as far as a browser's redirect needs it, from the bytes received so far.
enum LoopbackHead: Sendable {
    case needsMore
    case malformed
    case request(LoopbackRequest)

    private static let headLimit = 16 * 1024
    private static let bodyLimit = 64 * 1024

    static func parse(_ bytes: some Collection<UInt8>) -> LoopbackHead {
        let data = Data(bytes)
        guard let end = data.range(of: Data("\r\n\r\n".utf8)) else {
            return data.count > headLimit ? .malformed : .needsMore
        }
        let lines = String(decoding: data[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let parts = (lines.first ?? "").split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].hasPrefix("HTTP/1."), parts[1].hasPrefix("/") else { return .malformed }
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { return .malformed }
            let name = line[..<colon].lowercased()
            // Two different hosts or lengths in one request are an attack, not a browser.
            guard fields[name] == nil || !["host", "content-length"].contains(name) else { return .malformed }
            fields[name] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        guard fields["transfer-encoding"] == nil else { return .malformed }
        guard let length = Int(fields["content-length"] ?? "0"), (0...bodyLimit).contains(length) else {
            return .malformed
        }
        let body = data[end.upperBound...]
        guard body.count >= length else { return .needsMore }
        return .request(
            LoopbackRequest(
                method: String(parts[0]), target: String(parts[1]), host: fields["host"],
                contentType: fields["content-type"], body: Data(body.prefix(length))))
    }
}
