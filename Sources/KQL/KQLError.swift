/// A query that cannot be run.
public struct KQLError: Error, Sendable, CustomStringConvertible {
    /// All that is wrong with it, in the order of the text; never empty.
    public var diagnostics: [Diagnostic]

    /// The code of the first fault.
    public var code: Diagnostic.Code { diagnostics.first?.code ?? .noResult }

    /// What is wrong first, where, and what to do.
    public var message: String { diagnostics.first?.message ?? "The query has no result." }

    /// Where the first fault is.
    public var span: Span? { diagnostics.first?.span }

    /// Makes an error of what was found.
    public init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

    /// One line for each fault.
    public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
