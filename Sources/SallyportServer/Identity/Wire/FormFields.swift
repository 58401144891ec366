/// The parameters of a form body or a query, each at most once; identity.md B, H.51, H.52.
struct FormFields: Sendable, Equatable {
    /// More than any client sends.
    static let maximumCount = 100

    private var values: [String: String] = [:]

    init() {}

    init(_ values: [String: String]) { self.values = values }

    /// Parses `application/x-www-form-urlencoded`; a byte order mark in front is ignored.
    ///
    /// - Throws: ``IdentityFailure`` 9002313 with `invalid_request` for a repeated name, a broken escape or too many.
    init(parsing text: some StringProtocol) throws {
        var bytes = Array(text.utf8)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        for pair in bytes.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: true) {
            let end = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            let name = try Self.decode(pair[..<end])
            let value = end == pair.endIndex ? "" : try Self.decode(pair[pair.index(after: end)...])
            guard values.updateValue(value, forKey: name) == nil else {
                throw IdentityFailure(
                    .malformedRequest, "Invalid request. The parameter '\(name.shortened)' occurs more than once.")
            }
            guard values.count <= Self.maximumCount else {
                throw IdentityFailure(.malformedRequest, "Invalid request. Too many parameters.")
            }
        }
    }

    /// The value, also an empty one, as it was sent.
    subscript(raw name: String) -> String? { values[name] }

    /// The value, when it is there and not empty; RFC 6749 §3.1 treats an empty one as absent.
    subscript(name: String) -> String? { values[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// - Throws: ``IdentityFailure`` 900144, which names the parameter.
    func require(_ name: String) throws -> String {
        guard let value = self[name] else {
            throw IdentityFailure(
                .parameterMissing,
                "The request body must contain the following parameter: '\(name)'.")
        }
        return value
    }

    var all: [String: String] { values }

    /// Decodes one name or value: `+` is a blank, `%XX` a byte.
    static func decode(_ bytes: some Collection<UInt8>) throws -> String {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var iterator = bytes.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "+"): output.append(0x20)
            case UInt8(ascii: "%"):
                guard let high = iterator.next().flatMap(hex), let low = iterator.next().flatMap(hex) else {
                    throw IdentityFailure(.malformedRequest, "Invalid request. A percent escape is broken.")
                }
                output.append(high << 4 | low)
            default: output.append(byte)
            }
        }
        guard let text = String(validating: output, as: UTF8.self), !output.contains(0) else {
            throw IdentityFailure(.malformedRequest, "Invalid request. A parameter is not UTF-8 text.")
        }
        return text
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }

    /// Encodes for a query: everything but unreserved characters is escaped, RFC 3986 §2.3.
    static func encode(_ text: String) -> String {
        var output = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                output.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                output += digits.utf8.count == 1 ? "%0" + digits : "%" + digits
            }
        }
        return output
    }

    /// `name=value&…` in the order given.
    static func query(_ pairs: [(String, String)]) -> String {
        pairs.map { encode($0.0) + "=" + encode($0.1) }.joined(separator: "&")
    }
}

extension String {
    /// A caller's text inside a message: bounded, without control characters (terminals read messages too, H.47).
    var shortened: String {
        let clean = unicodeScalars.filter { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
        var text = String(String.UnicodeScalarView(clean.prefix(120)))
        if clean.count > 120 { text += "…" }
        return text
    }
}
