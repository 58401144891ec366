package import KQL

/// A hunting query that was refused or that failed, in the categories of the service (hunting-limits.md §3).
package struct HuntingError: Error, Sendable, CustomStringConvertible {
    /// What the service calls the kind of failure; it decides the status of an answer.
    package struct Category: RawRepresentable, Hashable, Sendable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        /// The text is no KQL, or names something that does not exist.
        package static let syntax = Category(rawValue: "Syntax")
        /// Names are right, their use is not.
        package static let semantic = Category(rawValue: "Semantic")
        /// The query ran longer than it may.
        package static let timeout = Category(rawValue: "Timeout")
        /// The result is larger than an answer may be.
        package static let resultSize = Category(rawValue: "ResultSize")
        /// The query needs more memory or temporary space than it may use.
        package static let resources = Category(rawValue: "ExcessiveResources")
        /// The text is too long, or stands for too much once names and wildcards are put in.
        package static let querySize = Category(rawValue: "QuerySize")
        /// A fault on our side.
        package static let unknown = Category(rawValue: "Unknown")
    }

    package var category: Category
    /// The first diagnostic's code, or a code of ours.
    package var code: String
    /// For people: what is wrong, where, and what to do.
    package var message: String
    /// The place in the query, where the fault has one.
    package var span: Span?
    /// All diagnostics of the compiler.
    package var diagnostics: [Diagnostic]
    /// The engine's own text, for logs only.
    package var cause: String?

    package init(
        _ category: Category, code: String, message: String, span: Span? = nil, diagnostics: [Diagnostic] = [],
        cause: String? = nil
    ) {
        self.category = category
        self.code = code
        self.message = message
        self.span = span
        self.diagnostics = diagnostics
        self.cause = cause
    }

    package var description: String { "\(category.rawValue) \(code): \(message)" }
}

extension HuntingError {
    /// A failure of the engine in the service's words.
    package init(_ failure: EngineFailure) {
        switch failure.kind {
        case .timeout:
            self.init(
                .timeout, code: "QueryTimeout",
                message: "Query exceeded the timeout period. Narrow the time range or the columns, and filter early.",
                cause: failure.message)
        case .resources:
            self.init(
                .resources, code: "QueryResources",
                message:
                    "Query used more memory than it may. Filter before you join, group or sort, or keep fewer columns.",
                cause: failure.message)
        case .argument:
            self.init(.semantic, code: "QueryArgument", message: failure.message)
        case .defect:
            self.init(
                .unknown, code: "QueryFailed",
                message: "The query could not be run. Try again in a few minutes; if it fails again, report the query.",
                cause: failure.message)
        }
    }

    /// A query that reads more columns of more tables than one statement may name.
    static let querySize = HuntingError(
        .querySize, code: "QuerySize",
        message: "Query exceeds the allowed size once it is processed. Name the tables that it is to look into: "
            + "search in (DeviceEvents, EmailEvents) …, or union of those tables.")

    /// A failure of a compiled query: with the place of the constant that the compiler has warned of.
    package init(_ failure: EngineFailure, of query: CompiledQuery) {
        self.init(failure)
        guard failure.kind == .argument,
            let warning = query.diagnostics.first(where: { $0.code == .invalidPattern })
        else { return }
        span = warning.span
        diagnostics = query.diagnostics
        message += " (line \(warning.line), column \(warning.column))"
    }

    /// What a compiler refused.
    package init(diagnostics: [Diagnostic]) {
        let errors = diagnostics.filter { $0.severity == .error }
        guard let first = errors.first ?? diagnostics.first else {
            self.init(.unknown, code: "QueryFailed", message: "The query was refused without a reason.")
            return
        }
        let category: Category =
            first.code == .textTooLong ? .querySize : first.stage == .syntax ? .syntax : .semantic
        let hint =
            first.suggestions.isEmpty
            ? "" : " Did you mean \(first.suggestions.map { "'\($0)'" }.joined(separator: " or "))?"
        self.init(
            category, code: first.code.rawValue,
            message: "\(first.message)\(hint) (line \(first.line), column \(first.column))", span: first.span,
            diagnostics: diagnostics)
    }
}
