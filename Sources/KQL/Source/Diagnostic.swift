/// Something that is wrong, or worth knowing, at a place of a query.
public struct Diagnostic: Sendable, Hashable, CustomStringConvertible {
    /// A kind of diagnostic, stable between versions.
    ///
    /// Codes of the form `KS…` are those that the vendor's own tools give for the same fault; `KQL…` are ours.
    public struct Code: RawRepresentable, Sendable, Hashable {
        /// The code as text.
        public let rawValue: String

        /// Makes a code of any text.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// How serious a diagnostic is.
    public enum Severity: String, Sendable, Hashable {
        /// The query cannot be run.
        case error
        /// The query runs, but perhaps not as its author means.
        case warning
    }

    /// At which stage a diagnostic arose; services report syntax and meaning as different categories.
    public enum Stage: String, Sendable, Hashable {
        /// The text is no KQL, or names something that does not exist.
        case syntax
        /// Names are known but do not go together.
        case semantic
        /// The query is right, but asks for something this compiler does not model.
        case unsupported
    }

    /// The kind.
    public var code: Code

    /// How serious it is.
    public var severity: Severity

    /// Where in the compiler it arose.
    public var stage: Stage

    /// What is wrong and, where it is known, what to do.
    public var message: String

    /// The place in the text.
    public var span: Span

    /// The line of the place, from 1.
    public var line: Int

    /// The column of the place in Unicode scalars, from 1.
    public var column: Int

    /// Texts that could stand at the place instead, the likeliest first.
    public var suggestions: [String]

    /// Code, position, message, and what could stand there instead, in one line.
    public var description: String {
        let hint = suggestions.isEmpty ? "" : " Did you mean \(suggestions.map { "'\($0)'" }.joined(separator: ", "))?"
        return "\(line):\(column): \(severity.rawValue) \(code.rawValue): \(message)\(hint)"
    }
}

/// What the stages put their findings into.
struct DiagnosticSink {
    /// A finding that has no line and column yet.
    private let source: SourceText
    private(set) var diagnostics: [Diagnostic] = []

    /// Beyond this many errors a text is not worth reading on.
    static let limit = 100

    init(source: SourceText) { self.source = source }

    /// Whether no more findings are kept.
    var isFull: Bool { diagnostics.count >= Self.limit }

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    mutating func report(
        _ code: Diagnostic.Code,
        _ message: String,
        at span: Span,
        severity: Diagnostic.Severity = .error,
        suggestions: [String] = []
    ) {
        guard diagnostics.count < Self.limit else { return }
        // Two findings of one kind at one place say the same.
        if diagnostics.contains(where: { $0.code == code && $0.span.start == span.start }) { return }
        let position = source.position(of: span.start)
        diagnostics.append(
            Diagnostic(
                code: code,
                severity: severity,
                stage: code.stage,
                message: message,
                span: span,
                line: position.line,
                column: position.column,
                suggestions: suggestions
            )
        )
    }
}
