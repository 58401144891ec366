/// A text that is not of the form it must have: a scope list, an OData option, a cloud's name, an address.
public struct ParsingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A kind of failure.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The text of the code, dotted and stable.
        public let rawValue: String

        /// Makes a code of any text.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// A scope list that RFC 6749 §3.3 does not allow.
        public static let scope = Self(rawValue: "parsing.scope")
        /// An OData query option with an invalid value.
        public static let queryOption = Self(rawValue: "parsing.query-option")
        /// An OData filter with an error at ``ParsingError/offset``.
        public static let filter = Self(rawValue: "parsing.filter")
        /// An address that is no usable URL, or a service that the cloud does not have.
        public static let address = Self(rawValue: "parsing.address")
        /// A value that is none of the known ones.
        public static let unknownValue = Self(rawValue: "parsing.unknown-value")
    }

    /// The kind of failure.
    public var code: Code

    /// What is wrong and what is allowed.
    public var message: String

    /// Where in the text, in UTF-8 bytes from its start, when known.
    public var offset: Int?

    /// Makes an error.
    public init(code: Code, message: String, offset: Int? = nil) {
        self.code = code
        self.message = message
        self.offset = offset
    }

    /// One line for a log or a terminal.
    public var description: String { "\(code.rawValue): \(message)" }
}
