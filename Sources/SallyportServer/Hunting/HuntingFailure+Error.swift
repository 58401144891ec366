import HuntingStore
import KQL
import KQLEngine

extension HuntingService.Failure {
    /// A refusal by the compiler, with its place and what could stand there instead, or a failure of the engine.
    init(_ error: HuntingError) {
        switch error.category {
        case .syntax:
            self.init(
                category: .query,
                message: "A recognition error occurred. \(Self.places(error)) Fix syntax errors in your query."
            )
        case .semantic where error.diagnostics.isEmpty:
            // Nothing in the text is wrong: what it asks for is not allowed, or cannot be had.
            self.init(category: .query, message: error.message)
        case .semantic:
            self.init(category: .query, message: "\(Self.places(error)) Fix semantic errors in your query.")
        case .timeout, .resultSize, .resources, .querySize:
            self.init(category: .query, message: error.message)
        default:
            self.init(category: .unknown, message: error.message)
        }
    }

    /// The first few findings, each with line, column, code and suggestion.
    private static func places(_ error: HuntingError) -> String {
        let errors = error.diagnostics.filter { $0.severity == .error }
        guard !errors.isEmpty else { return error.message }
        return errors.prefix(3).map { diagnostic in
            var text = "Line \(diagnostic.line), column \(diagnostic.column) (\(diagnostic.code.rawValue)): "
            text += diagnostic.message
            if !diagnostic.suggestions.isEmpty {
                text += " Did you mean \(diagnostic.suggestions.prefix(3).map { "'\($0)'" }.joined(separator: ", "))?"
            }
            return text
        }.joined(separator: " ")
    }
}
