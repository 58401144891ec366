/// A value out of a list that the services own and extend: a severity, a status, a verdict.
///
/// The text read from the wire is kept, so an unknown value survives a round trip. Two values are equal when they mean
/// the same member, however the two APIs spell and capitalise it: `"InProgress"` of the XDR API equals `"inProgress"` of
/// Microsoft Graph.
public protocol ServiceTerm: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible
where RawValue == String {
    /// Keeps any text.
    init(rawValue: String)

    /// The members that are known, with the spelling of each API.
    static var vocabulary: Vocabulary { get }
}

extension ServiceTerm {
    /// Reads a member in the spelling of any of the APIs, in any case.
    ///
    /// - Returns: The member in Graph's spelling, or nil when no API lists it.
    public init?(anySpelling text: String) {
        guard let term = Self.vocabulary.term(for: text) else { return nil }
        self.init(rawValue: term.graph)
    }

    /// The name that Microsoft Graph's metadata gives this member; an unknown value's own text.
    public var graphName: String { Self.vocabulary.term(for: rawValue)?.graph ?? rawValue }

    /// The name that the Microsoft 365 Defender API gives this member; an unknown value's own text.
    public var xdrName: String { Self.vocabulary.term(for: rawValue)?.xdr ?? rawValue }

    /// Whether an API lists this value.
    public var isKnown: Bool { Self.vocabulary.term(for: rawValue) != nil }

    /// Whether Graph shows this member only to callers who asked for members behind `unknownFutureValue`.
    public var isHiddenByDefault: Bool { Self.vocabulary.term(for: rawValue)?.isHidden ?? false }

    /// The text as it was read.
    public var description: String { rawValue }

    /// The same member in Graph's spelling.
    public var inGraphSpelling: Self { Self(rawValue: graphName) }

    /// The same member in the spelling of the Microsoft 365 Defender API.
    public var inXDRSpelling: Self { Self(rawValue: xdrName) }

    /// Whether both mean the same member.
    public static func == (left: Self, right: Self) -> Bool { left.identity == right.identity }

    /// Whether they mean different members. Spelled out, since `RawRepresentable` would compare the texts.
    public static func != (left: Self, right: Self) -> Bool { left.identity != right.identity }

    /// Hashes what equality compares.
    public func hash(into hasher: inout Hasher) { hasher.combine(identity) }

    private var identity: String { Self.vocabulary.term(for: rawValue)?.graph ?? rawValue }
}

/// The members of one list, with the spelling of each API.
public struct Vocabulary: Sendable {
    /// One member.
    public struct Term: Sendable, Hashable {
        /// The name in the metadata of Microsoft Graph.
        public let graph: String

        /// The name in the Microsoft 365 Defender API.
        public let xdr: String

        /// Further spellings that the services' pages and clients use.
        public let aliases: [String]

        /// Whether Graph replaces it by `unknownFutureValue` unless the caller opts in.
        public let isHidden: Bool

        /// Describes a member; without `xdr` its name there is Graph's with an upper-case first letter.
        static func term(
            _ graph: String,
            xdr: String? = nil,
            aliases: [String] = [],
            hidden: Bool = false
        ) -> Term {
            Term(graph: graph, xdr: xdr ?? Vocabulary.capitalised(graph), aliases: aliases, isHidden: hidden)
        }
    }

    /// The members in the order of the metadata.
    public let terms: [Term]

    private let positions: [String: Int]

    init(_ terms: [Term]) {
        self.terms = terms
        var positions: [String: Int] = [:]
        for (position, term) in terms.enumerated() {
            for name in [term.graph, term.xdr] + term.aliases where positions[name.lowercased()] == nil {
                positions[name.lowercased()] = position
            }
        }
        self.positions = positions
    }

    /// Members whose names differ only by their first letter.
    init(plain names: String...) { self.init(names.map { .term($0) }) }

    /// The member that a text names in any spelling and case.
    public func term(for text: String) -> Term? {
        positions[text.lowercased()].map { terms[$0] }
    }

    static func capitalised(_ name: String) -> String { name.prefix(1).uppercased() + name.dropFirst() }
}
