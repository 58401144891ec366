/// The words of the language, for editors and manuals: made of the registries, so never behind them.
public enum KQLVocabulary {
    /// A function that queries can call.
    public struct Function: Sendable, Hashable {
        /// What it makes a value of.
        public enum Kind: String, Sendable, Hashable {
            /// Values of one row.
            case scalar
            /// Rows.
            case aggregate
        }

        /// The name, or one of its old spellings.
        public var name: String
        /// What it makes a value of.
        public var kind: Kind
        /// The ways to call it, such as `strlen(string) → long`.
        public var signatures: [String]
    }

    /// All functions by name.
    public static let functions: [String: Function] = {
        var result: [String: Function] = [:]
        // Names with parentheses are the binder's own.
        for (name, function) in FunctionRegistry.scalars where !name.contains("(") {
            let signatures = function.signatures.map { $0.text(name) }
            result[name] = Function(name: name, kind: .scalar, signatures: signatures)
        }
        for (name, function) in FunctionRegistry.aggregates where result[name] == nil {
            result[name] = Function(name: name, kind: .aggregate, signatures: [function.text])
        }
        for (name, function) in GraphFunctions.all where result[name] == nil {
            result[name] = Function(name: name, kind: .scalar, signatures: [function.signature])
        }
        return result
    }()

    /// The functions of Defender's hunting that give tables, by name, with their parameters.
    public static let tableFunctions: [String: String] = DefenderFunctions.all.mapValues(\.signature)

    /// The plugins of `evaluate` that can be run.
    public static let plugins: [String] = Plugins.names.sorted()

    /// The charts of `render`.
    public static let charts: [String] = Parser.charts

    /// The words that begin a step after a pipe.
    public static let operators: [String] = Parser.operators.keys.sorted()

    /// The names of types.
    public static let types: [String] = ScalarType.allCases.filter { $0 != .unknown }.map(\.rawValue)
}

extension Signature {
    fileprivate func text(_ name: String) -> String {
        let list = parameters.map { parameter in
            let kind = parameter.kind.text
            return parameter.isRepeated ? "\(kind), …" : parameter.isOptional ? "[\(kind)]" : kind
        }
        return "\(name)(\(list.joined(separator: ", "))) → \(result.text)"
    }
}

extension AggregateFunction {
    fileprivate var text: String {
        var list = arguments.map(\.typeText)
        if hasFilter { list.append("bool") }
        if option != nil { list.append("[\(option == .weight ? "number" : "long")]") }
        return "\(name)(\(list.joined(separator: ", "))) → \(result?.rawValue ?? "type of the argument")"
    }
}

extension AggregateArgument {
    fileprivate var typeText: String {
        switch self {
        case .summable: "number or timespan"
        case .bag, .array: "dynamic"
        case .integer: "long"
        default: "any"
        }
    }
}

extension ParameterKind {
    fileprivate var text: String {
        switch self {
        case .exactly(let type): type.rawValue
        case .stringOrDynamic, .text: "string"
        case .integer: "long"
        case .number: "number"
        case .summable: "number or timespan"
        case .dynamicValue: "dynamic"
        case .type: "typeof(…)"
        case .jsonPath: "path"
        case .keyword(let words): words.map { "'\($0)'" }.joined(separator: "|")
        default: "any"
        }
    }
}

extension ResultRule {
    fileprivate var text: String {
        switch self {
        case .fixed(let type): type.rawValue
        case .argument: "type of the argument"
        case .widest: "number"
        case .typeLiteral: "the type given"
        default: "common type"
        }
    }
}
