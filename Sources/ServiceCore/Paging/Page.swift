/// Where a list goes on, as an opaque text that may be kept and used by another process.
public struct ContinuationToken: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    /// The text.
    public let rawValue: String

    /// Wraps a text that an earlier page gave.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The text.
    public var description: String { rawValue }
}

/// One answer of a list operation.
public struct Page<Element: Sendable>: Sendable {
    /// The elements, in the service's order; an empty page may still have a continuation.
    public var elements: [Element]

    /// Where the next page begins; `nil` on the last.
    public var continuation: ContinuationToken?

    /// How many elements the whole list has, when that was asked for.
    public var totalCount: Int?

    /// Makes a page.
    public init(elements: [Element], continuation: ContinuationToken? = nil, totalCount: Int? = nil) {
        self.elements = elements
        self.continuation = continuation
        self.totalCount = totalCount
    }
}
