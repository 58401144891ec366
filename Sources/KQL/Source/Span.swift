/// A half-open range of UTF-8 offsets in a query text.
public struct Span: Sendable, Hashable {
    /// The offset of the first byte.
    public var start: Int

    /// The offset after the last byte; equal to ``start`` for a place between two characters.
    public var end: Int

    /// Makes a span of its two offsets.
    public init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = max(start, end)
    }

    /// The number of bytes.
    public var length: Int { end - start }

    /// The smallest span that covers both.
    func union(_ other: Span) -> Span {
        Span(min(start, other.start), max(end, other.end))
    }
}
