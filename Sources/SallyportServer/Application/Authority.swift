/// A host with an optional port, as it stands in a URL or a `Host` header field.
struct Authority: Hashable, Sendable, CustomStringConvertible {
    /// In lower case; an IPv6 address without brackets.
    let host: String
    let port: Int?

    init(host: String, port: Int?) {
        self.host = host.lowercased()
        self.port = port
    }

    /// Reads `name`, `name:port`, `[v6]` or `[v6]:port`; anything else is `nil`.
    ///
    /// Only letters, digits, `.`, `-` and `_` make a name: what is not a host name must never reach a document.
    init?(parsing text: some StringProtocol) {
        var rest = Substring(text)
        guard rest.utf8.count <= 255 else { return nil }
        if rest.first == "[" {
            guard let end = rest.firstIndex(of: "]") else { return nil }
            let address = rest[rest.index(after: rest.startIndex)..<end]
            guard !address.isEmpty, address.utf8.allSatisfy({ Self.isHex($0) || $0 == UInt8(ascii: ":") }) else {
                return nil
            }
            host = address.lowercased()
            rest = rest[rest.index(after: end)...]
        } else {
            let name = rest.prefix { $0 != ":" }
            guard !name.isEmpty, name.utf8.allSatisfy(Self.isNameByte) else { return nil }
            host = name.lowercased()
            rest = rest[name.endIndex...]
        }
        if rest.isEmpty {
            port = nil
        } else {
            let digits = rest.dropFirst()
            guard rest.first == ":", !digits.isEmpty, digits.utf8.count <= 5,
                digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int(digits), (1...65_535).contains(number)
            else { return nil }
            port = number
        }
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    /// The text for a URL: brackets around IPv6, no port where it is the default one of https.
    var description: String {
        let name = host.contains(":") ? "[\(host)]" : host
        guard let port, port != 443 else { return name }
        return "\(name):\(port)"
    }

    /// `https://host[:port]`
    var origin: String { "https://\(description)" }
}
