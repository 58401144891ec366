public import HTTPTypes

/// The header field `WWW-Authenticate`, RFC 9110 §11.6.1: a list of challenges.
///
/// The list and the parameters of one challenge are both separated by commas, quoted values may contain commas and `=`,
/// and several fields may be present; so the text is read by the grammar and not split (identity B.10).
public struct AuthenticateHeader: Sendable, Hashable {
    /// One challenge.
    public struct Challenge: Sendable, Hashable {
        /// The scheme as written, for example `Bearer`.
        public var scheme: String

        /// Parameters by their name in lower case; of repeated names the first.
        public var parameters: [String: String]

        /// The credentials form of the grammar, when there are no parameters.
        public var token68: String?
    }

    /// The challenges in order.
    public var challenges: [Challenge]

    /// Reads all `WWW-Authenticate` fields of an answer; what is no challenge is skipped.
    public init(_ headers: HTTPFields) {
        challenges = headers[values: .wwwAuthenticate].flatMap { Self.challenges(parsing: $0) }
    }

    /// The first challenge of a scheme, letter case ignored.
    public func challenge(_ scheme: String) -> Challenge? {
        challenges.first { $0.scheme.lowercased() == scheme.lowercased() }
    }

    static func challenges(parsing text: String) -> [Challenge] {
        var scanner = Scanner(bytes: Array(text.utf8))
        var result: [Challenge] = []
        while true {
            scanner.skip { $0 == UInt8(ascii: ",") || Scanner.isSpace($0) }
            guard !scanner.isAtEnd else { return result }
            guard let word = scanner.token() else {
                scanner.position += 1
                continue
            }
            // After a comma, `word =` is one more parameter of the challenge before, and a lone word a new scheme.
            if !result.isEmpty, let value = scanner.parameterValue() {
                let name = word.lowercased()
                if result[result.count - 1].parameters[name] == nil {
                    result[result.count - 1].parameters[name] = value
                }
                continue
            }
            var challenge = Challenge(scheme: word, parameters: [:], token68: nil)
            scanner.skip(Scanner.isSpace)
            let start = scanner.position
            if let name = scanner.token() {
                if let value = scanner.parameterValue() {
                    challenge.parameters[name.lowercased()] = value
                } else {
                    scanner.position = start
                    challenge.token68 = scanner.token68()
                }
            }
            result.append(challenge)
        }
    }

    private struct Scanner {
        let bytes: [UInt8]
        var position = 0

        var isAtEnd: Bool { position >= bytes.count }
        var current: UInt8? { isAtEnd ? nil : bytes[position] }

        static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

        static func isTokenCharacter(_ byte: UInt8) -> Bool {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
            }
        }

        mutating func skip(_ condition: (UInt8) -> Bool) {
            while let byte = current, condition(byte) { position += 1 }
        }

        mutating func token() -> String? {
            let start = position
            skip(Self.isTokenCharacter)
            return start == position ? nil : String(decoding: bytes[start..<position], as: UTF8.self)
        }

        mutating func token68() -> String? {
            let start = position
            skip { Self.isTokenCharacter($0) || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "=") }
            return start == position ? nil : String(decoding: bytes[start..<position], as: UTF8.self)
        }

        /// Reads `= value`, or leaves the position and returns `nil`.
        mutating func parameterValue() -> String? {
            let start = position
            skip(Self.isSpace)
            guard current == UInt8(ascii: "=") else {
                position = start
                return nil
            }
            position += 1
            skip(Self.isSpace)
            guard current == UInt8(ascii: "\"") else {
                guard let value = token() else {
                    position = start
                    return nil
                }
                // A bare value that goes on with `=` was credentials with padding and no parameter.
                return value
            }
            position += 1
            var value: [UInt8] = []
            while let byte = current {
                position += 1
                if byte == UInt8(ascii: "\"") { break }
                if byte == UInt8(ascii: "\\"), let escaped = current {
                    value.append(escaped)
                    position += 1
                } else {
                    value.append(byte)
                }
            }
            return String(decoding: value, as: UTF8.self)
        }
    }
}
