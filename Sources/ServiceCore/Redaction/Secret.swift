/// A text that must not be seen: it prints as `<redacted>` in every way that Swift prints values.
public struct Secret: Sendable, Equatable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    private let text: String

    /// Keeps a text.
    public init(_ text: String) { self.text = text }

    /// The text itself, for the one place that needs it.
    public var reveal: String { text }

    /// Always `<redacted>`.
    public var description: String { "<redacted>" }

    /// Always `<redacted>`.
    public var debugDescription: String { description }

    /// No children, so that dumping an enclosing value shows nothing.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
