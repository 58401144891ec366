internal import DuckDB

/// The parts of a URL as `parse_url` gives them: all texts, empty where absent.
enum URLText {
    static func bag(_ text: ByteView) -> [UInt8] {
        var rest = text.string[...]
        var scheme = "", host = "", port = "", path = "", user = "", password = "", fragment = ""
        var query: [(name: Substring, value: Substring)] = []
        if let hash = rest.firstIndex(of: "#") {
            fragment = String(rest[rest.index(after: hash)...])
            rest = rest[..<hash]
        }
        if let mark = rest.firstIndex(of: "?") {
            query = pairs(rest[rest.index(after: mark)...])
            rest = rest[..<mark]
        }
        if let colon = rest.firstIndex(of: ":"), rest[colon...].hasPrefix("://") {
            scheme = String(rest[..<colon])
            rest = rest[colon...].dropFirst(3)
            let slash = rest.firstIndex(of: "/") ?? rest.endIndex
            path = String(rest[slash...])
            var authority = rest[..<slash]
            if let at = authority.lastIndex(of: "@") {
                let parts = authority[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
                user = String(parts[0])
                password = parts.count > 1 ? String(parts[1]) : ""
                authority = authority[authority.index(after: at)...]
            }
            let hostEnd = authority.hasPrefix("[") ? (authority.firstIndex(of: "]") ?? authority.startIndex) : nil
            if let colon = authority[(hostEnd ?? authority.startIndex)...].lastIndex(of: ":") {
                port = String(authority[authority.index(after: colon)...])
                authority = authority[..<colon]
            }
            host = String(authority)
        } else if let colon = rest.firstIndex(of: ":") {
            scheme = String(rest[..<colon])
            path = String(rest[rest.index(after: colon)...])
        } else {
            path = String(rest)
        }
        var output: [UInt8] = Array("{".utf8)
        func append(_ name: String, _ value: some StringProtocol, isLast: Bool = false) {
            JSONText.appendString(name.utf8, to: &output)
            output.append(UInt8(ascii: ":"))
            JSONText.appendString(value.utf8, to: &output)
            if !isLast { output.append(UInt8(ascii: ",")) }
        }
        append("Scheme", scheme)
        append("Host", host)
        append("Port", port)
        append("Path", path)
        append("Username", user)
        append("Password", password)
        output += Array("\"Query Parameters\":{".utf8)
        for (index, pair) in query.enumerated() {
            append(String(pair.name), pair.value, isLast: index == query.count - 1)
        }
        output += Array("},".utf8)
        append("Fragment", fragment, isLast: true)
        output.append(UInt8(ascii: "}"))
        return output
    }

    /// The names and values of a URL's query.
    private static func pairs(_ query: Substring) -> [(name: Substring, value: Substring)] {
        query.split(separator: "&").map { pair in
            let equals = pair.firstIndex(of: "=")
            return (pair[..<(equals ?? pair.endIndex)], equals.map { pair[pair.index(after: $0)...] } ?? "")
        }
    }

    /// The parameters of a query, which may begin with a question mark; of equal names the last counts.
    static func queryBag(_ text: ByteView) -> [UInt8] {
        var query = text.string[...]
        if query.hasPrefix("?") { query = query.dropFirst() }
        var parameters = JSONBag()
        for pair in pairs(query) { parameters.set(Array(pair.name.utf8), JSONText.quoted(pair.value.utf8)) }
        var bag = JSONBag()
        bag.set(Array("Query Parameters".utf8), parameters.finish())
        return bag.finish()
    }
}
