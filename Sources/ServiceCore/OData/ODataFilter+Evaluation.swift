public import Foundation

/// A value that a filter is evaluated on.
public enum ODataValue: Sendable {
    /// No value.
    case null
    /// True or false.
    case boolean(Bool)
    /// A whole number.
    case integer(Int64)
    /// Any number.
    case number(Double)
    /// A text, or a member of an enumeration by its name.
    case text(String)
    /// An instant in ticks, ``ODataDateTime``.
    case instant(Int64)
    /// An identifier.
    case guid(UUID)
    /// Several values, for `any` and `all`.
    case collection([ODataValue])
    /// An object, by what answers for its properties.
    case record(@Sendable (_ path: [String]) throws -> ODataValue)

    /// An instant; `nil` is null.
    public static func date(_ date: Date?) -> ODataValue {
        date.map { .instant(ODataDateTime.ticks(of: $0)) } ?? .null
    }

    /// A text; `nil` is null.
    public static func optional(_ text: String?) -> ODataValue { text.map { .text($0) } ?? .null }
}

extension ODataFilter {
    /// How texts are compared.
    public enum TextComparison: Sendable, Hashable {
        /// Letter case counts.
        case exact
        /// Letter case is ignored, as Graph does for names and both services do for members of enumerations.
        case ignoringCase
    }

    /// Whether the condition holds for an object.
    ///
    /// A comparison with null is false unless it asks for equality; values of different kinds are never equal.
    ///
    /// - Parameters:
    ///   - texts: How texts are compared.
    ///   - property: Answers for a property path of the object; it throws for a property that does not exist.
    /// - Throws: What `property` throws; ``ParsingError`` for a function that is not known.
    public func matches(
        texts: TextComparison = .ignoringCase,
        _ property: @escaping @Sendable (_ path: [String]) throws -> ODataValue
    ) throws -> Bool {
        try ODataEvaluator(texts: texts, root: property).matches(self)
    }
}

private struct ODataEvaluator {
    let texts: ODataFilter.TextComparison
    let root: @Sendable ([String]) throws -> ODataValue
    var variables: [String: ODataValue] = [:]

    func matches(_ filter: ODataFilter) throws -> Bool {
        switch filter {
        case .or(let left, let right): return try matches(left) || matches(right)
        case .and(let left, let right): return try matches(left) && matches(right)
        case .not(let inner): return try !matches(inner)
        case .comparison(let left, let comparison, let right):
            return try compare(value(of: left), comparison, value(of: right))
        case .isIn(let operand, let literals):
            let value = try value(of: operand)
            return literals.contains { compare(value, .equal, constant($0)) }
        case .truth(let operand):
            if case .boolean(let result) = try value(of: operand) { return result }
            return false
        case .lambda(let path, let quantifier, let variable, let condition):
            guard case .collection(let elements) = try resolve(path) else { return quantifier == .all }
            guard let condition else { return !elements.isEmpty }
            let test = { (element: ODataValue) throws -> Bool in
                var inner = self
                inner.variables[variable] = element
                return try inner.matches(condition)
            }
            return try quantifier == .any ? elements.contains(where: test) : elements.allSatisfy(test)
        }
    }

    private func resolve(_ path: [String]) throws -> ODataValue {
        guard let first = path.first, let bound = variables[first] else { return try root(path) }
        let rest = Array(path.dropFirst())
        if rest.isEmpty { return bound }
        guard case .record(let member) = bound else { return .null }
        return try member(rest)
    }

    private func constant(_ literal: ODataLiteral) -> ODataValue {
        switch literal {
        case .null: .null
        case .boolean(let value): .boolean(value)
        case .integer(let value): .integer(value)
        case .number(let value): .number(value)
        case .text(let value), .member(_, let value): .text(value)
        case .instant(let ticks): .instant(ticks)
        case .guid(let value): .guid(value)
        }
    }

    private func value(of operand: ODataOperand) throws -> ODataValue {
        switch operand {
        case .property(let path): return try resolve(path)
        case .literal(let literal): return constant(literal)
        case .call(let name, let arguments): return try call(name, try arguments.map(value(of:)))
        }
    }

    private func call(_ name: String, _ arguments: [ODataValue]) throws -> ODataValue {
        func text(_ index: Int) -> String? {
            guard arguments.indices.contains(index), case .text(let value) = arguments[index] else { return nil }
            return value
        }
        func test(_ whole: Int, _ part: Int, _ condition: (String, String) -> Bool) -> ODataValue {
            guard let whole = text(whole), let part = text(part) else { return .boolean(false) }
            return .boolean(condition(folded(whole), folded(part)))
        }
        switch (name, arguments.count) {
        case ("contains", 2): return test(0, 1) { $1.isEmpty || $0.contains($1) }
        case ("substringof", 2): return test(1, 0) { $1.isEmpty || $0.contains($1) }
        case ("startswith", 2): return test(0, 1) { $0.hasPrefix($1) }
        case ("endswith", 2): return test(0, 1) { $0.hasSuffix($1) }
        case ("tolower", 1): return .optional(text(0)?.lowercased())
        case ("toupper", 1): return .optional(text(0)?.uppercased())
        case ("trim", 1): return .optional(text(0)?.trimmingCharacters(in: .whitespaces))
        case ("length", 1): return text(0).map { .integer(Int64($0.count)) } ?? .null
        default:
            throw ParsingError(
                code: .filter,
                message: "The function “\(name)” with \(arguments.count) arguments is not supported in a filter."
            )
        }
    }

    private func folded(_ text: String) -> String { texts == .ignoringCase ? text.lowercased() : text }

    private func compare(_ left: ODataValue, _ comparison: ODataComparison, _ right: ODataValue) -> Bool {
        if case .null = left, case .null = right {
            return [.equal, .greaterOrEqual, .lessOrEqual].contains(comparison)
        }
        guard let order = order(left, right) else { return comparison == .notEqual }
        return switch comparison {
        case .equal: order == 0
        case .notEqual: order != 0
        case .greater: order > 0
        case .greaterOrEqual: order >= 0
        case .less: order < 0
        case .lessOrEqual: order <= 0
        }
    }

    /// Negative, zero or positive; `nil` when the two cannot be compared.
    private func order(_ left: ODataValue, _ right: ODataValue) -> Int? {
        func sign<Value: Comparable>(_ first: Value, _ second: Value) -> Int {
            first < second ? -1 : first == second ? 0 : 1
        }
        switch (left, right) {
        case (.boolean(let first), .boolean(let second)): return sign(first ? 1 : 0, second ? 1 : 0)
        case (.integer(let first), .integer(let second)): return sign(first, second)
        case (.number(let first), .number(let second)): return sign(first, second)
        case (.integer(let first), .number(let second)): return sign(Double(first), second)
        case (.number(let first), .integer(let second)): return sign(first, Double(second))
        case (.text(let first), .text(let second)): return sign(folded(first), folded(second))
        case (.instant(let first), .instant(let second)): return sign(first, second)
        case (.guid(let first), .guid(let second)): return sign(first.uuidString, second.uuidString)
        // Identifiers and numbers are often quoted, and dates too.
        case (.guid(let first), .text(let second)): return sign(first.uuidString.lowercased(), second.lowercased())
        case (.text(let first), .guid(let second)): return sign(first.lowercased(), second.uuidString.lowercased())
        case (.instant(let first), .text(let second)):
            return ODataDateTime.ticks(parsing: second).map { sign(first, $0) }
        case (.text(let first), .instant(let second)):
            return ODataDateTime.ticks(parsing: first).map { sign($0, second) }
        case (.text(let first), .integer(let second)): return sign(folded(first), String(second))
        case (.integer(let first), .text(let second)): return Int64(second).map { sign(first, $0) }
        default: return nil
        }
    }
}
