/// A condition of the query option `$filter`, as a tree that parses and prints.
///
/// Clients build it and print it; the server parses it and evaluates it, or turns it into SQL.
public indirect enum ODataFilter: Sendable, Hashable {
    /// Either.
    case or(ODataFilter, ODataFilter)
    /// Both.
    case and(ODataFilter, ODataFilter)
    /// The opposite.
    case not(ODataFilter)
    /// Two operands compared.
    case comparison(ODataOperand, ODataComparison, ODataOperand)
    /// An operand that equals one of a list.
    case isIn(ODataOperand, [ODataLiteral])
    /// An operand that is itself true or false: a function, or a property.
    case truth(ODataOperand)
    /// A condition on the elements of a collection; no condition with `any` means that there is one.
    case lambda(path: [String], ODataQuantifier, variable: String, ODataFilter?)

    /// Parses the text of a filter, already percent-decoded.
    ///
    /// - Throws: ``ParsingError`` with code ``ParsingError/Code/filter`` and the offset of the error.
    public init(parsing text: String) throws {
        var parser = ODataFilterParser(text)
        self = try parser.parse()
    }
}

/// How two operands are compared.
public enum ODataComparison: String, Sendable, Hashable, CaseIterable {
    /// Equal.
    case equal = "eq"
    /// Not equal.
    case notEqual = "ne"
    /// Greater.
    case greater = "gt"
    /// Greater or equal.
    case greaterOrEqual = "ge"
    /// Less.
    case less = "lt"
    /// Less or equal.
    case lessOrEqual = "le"
}

/// How many elements of a collection must meet a condition.
public enum ODataQuantifier: String, Sendable, Hashable {
    /// At least one.
    case any
    /// Each.
    case all
}

/// One side of a comparison.
public indirect enum ODataOperand: Sendable, Hashable {
    /// A property by its path, divided by slashes in the text.
    case property([String])
    /// A constant.
    case literal(ODataLiteral)
    /// A function by its name in lower case, with its arguments.
    case call(String, [ODataOperand])
}

extension ODataOperand: CustomStringConvertible {
    /// The operand as it stands in a filter.
    public var description: String {
        switch self {
        case .property(let path): path.joined(separator: "/")
        case .literal(let value): value.description
        case .call(let name, let arguments): "\(name)(\(arguments.map(\.description).joined(separator: ",")))"
        }
    }
}

extension ODataFilter: CustomStringConvertible {
    /// The text of the filter, with the parentheses that its meaning needs; parsing it gives an equal tree.
    public var description: String {
        switch self {
        case .or(let left, let right):
            // Both operators are parsed from the left, so a right operand of the same kind needs parentheses.
            return "\(left.grouped(below: 0)) or \(right.grouped(below: 1))"
        case .and(let left, let right):
            return "\(left.grouped(below: 1)) and \(right.grouped(below: 2))"
        case .not(let inner):
            return "not (\(inner))"
        case .comparison(let left, let comparison, let right):
            return "\(left) \(comparison.rawValue) \(right)"
        case .isIn(let operand, let values):
            return "\(operand) in (\(values.map(\.description).joined(separator: ",")))"
        case .truth(let operand):
            return operand.description
        case .lambda(let path, let quantifier, let variable, let condition):
            let inner = condition.map { "\(variable):\($0)" } ?? ""
            return "\(path.joined(separator: "/"))/\(quantifier.rawValue)(\(inner))"
        }
    }

    private var level: Int {
        switch self {
        case .or: 0
        case .and: 1
        default: 2
        }
    }

    private func grouped(below minimum: Int) -> String { level < minimum ? "(\(self))" : description }
}

extension ODataFilter {
    /// A property that equals a constant.
    public static func equal(_ property: String, _ value: ODataLiteral) -> ODataFilter {
        .compare(property, .equal, value)
    }

    /// A property compared with a constant.
    public static func compare(
        _ property: String, _ comparison: ODataComparison, _ value: ODataLiteral
    ) -> ODataFilter {
        .comparison(.property(property.split(separator: "/").map(String.init)), comparison, .literal(value))
    }

    /// All conditions together; `nil` for none.
    public static func all(_ conditions: [ODataFilter]) -> ODataFilter? {
        guard let first = conditions.first else { return nil }
        return conditions.dropFirst().reduce(first) { .and($0, $1) }
    }
}
