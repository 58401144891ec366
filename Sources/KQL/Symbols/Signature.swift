/// What a parameter of a function accepts. Types are exact, but for numbers, which widen; KQL §4.
enum ParameterKind: Sendable {
    case exactly(ScalarType)
    case stringOrDynamic
    /// A string, or a dynamic, which is taken by its text.
    case text
    /// A string, or a dynamic that stays one.
    case asString
    /// Any value.
    case scalar
    case notDynamic
    /// int or long, taken as long.
    case integer
    /// int or long, as it is.
    case integerAsIs
    case number
    case summable
    case orderable
    /// A dynamic that holds an array or a bag, which is known only at run time.
    case dynamicValue
    /// A dynamic that may hold an array.
    case array
    /// A dynamic that may hold a bag.
    case bag
    /// A string, or a dynamic array of strings.
    case stringOrArray
    /// A whole number, or a dynamic array of them.
    case integerOrArray
    /// A number, timespan or datetime.
    case measurable
    /// Values that together have one type, which has an order.
    case commonOrderable
    /// Values that together have one type; dynamic and another give the other.
    case common
    /// `typeof(…)`.
    case type
    /// A constant path of the form `$.a.b[0]['c']`.
    case jsonPath
    /// A string literal among these.
    case keyword([String])

    func accepts(_ type: ScalarType) -> Bool {
        if type == .unknown { return true }
        return switch self {
        // A dynamic is taken by its text where a string is wanted, and nowhere else.
        case .exactly(.string), .stringOrDynamic, .text, .asString, .stringOrArray: type == .string || type == .dynamic
        case .exactly(let wanted): type == wanted || Self.widens(type, to: wanted)
        case .scalar, .common: true
        case .notDynamic: type != .dynamic
        case .integer, .integerAsIs: type == .int || type == .long
        case .number: type.isNumeric
        case .summable: type.isNumeric || type == .timespan || type == .datetime || type == .dynamic
        case .orderable: type != .dynamic && type != .guid
        case .dynamicValue, .array, .bag: type == .dynamic
        case .integerOrArray: type == .int || type == .long || type == .dynamic
        case .measurable: type.isNumeric || type == .timespan || type == .datetime
        case .commonOrderable: type != .dynamic && type != .guid
        case .type: false
        case .keyword, .jsonPath: type == .string
        }
    }

    static func widens(_ type: ScalarType, to wanted: ScalarType) -> Bool {
        switch (type, wanted) {
        case (.int, .long), (.int, .real), (.long, .real), (.int, .decimal), (.long, .decimal), (.real, .decimal): true
        default: false
        }
    }

    /// The type that an accepted value is converted to; `nil` when it stays.
    var target: ScalarType? {
        switch self {
        case .exactly(let type): type
        case .integer: .long
        case .text: .string
        default: nil
        }
    }
}

/// Which expressions a parameter takes.
enum ArgumentForm: Sendable {
    case any
    /// What is known while compiling: literals, variables that hold them, and functions of them.
    case constant
    /// A literal as it stands in the text.
    case literal
    /// A literal text that is not empty.
    case literalNotEmpty
    /// A column.
    case column
}

/// A parameter of a function.
struct Parameter: Sendable {
    var kind: ParameterKind
    var form = ArgumentForm.any
    var isOptional = false
    /// Any number of further values follow, from this parameter on.
    var isRepeated = false

    static func required(_ kind: ParameterKind) -> Parameter { Parameter(kind: kind) }
    static func optional(_ kind: ParameterKind) -> Parameter { Parameter(kind: kind, isOptional: true) }
    static func repeated(_ kind: ParameterKind) -> Parameter { Parameter(kind: kind, isRepeated: true) }

    /// The parameter, for expressions of one form only.
    func only(_ form: ArgumentForm) -> Parameter {
        var result = self
        result.form = form
        return result
    }
}

/// How the type of a result follows from the arguments.
enum ResultRule: Sendable {
    case fixed(ScalarType)
    case argument(Int)
    /// The widest of the numbers; int becomes long.
    case widest
    /// The common type of the arguments of kind `common`.
    case common
    /// The type that the `typeof` argument at this place names.
    case typeLiteral(Int)
}

/// How a call becomes SQL.
enum Lowering: Sendable {
    /// A function of ours, its missing arguments filled with these values.
    case engine(EngineFunction, defaults: [EngineValue] = [])
    /// A function that every SQL engine has under this name.
    case builtin(StaticString)
    /// The first argument in the type of the result, as `tostring` and its like do.
    case conversion
    /// A function of ours that takes dynamics, whatever the arguments are.
    case engineOfDynamics(EngineFunction)
    /// Anything else; the arguments are in SQL, with their types.
    case custom(@Sendable (LoweredCall) -> SQLExpression)
    /// Folded while compiling; no call is left to lower.
    case folded
}

/// A call whose arguments are in SQL.
struct LoweredCall {
    var arguments: [SQLExpression]
    var types: [ScalarType]
    var result: ScalarType

    subscript(index: Int) -> SQLExpression { arguments[index] }
}

/// One way to call a function.
struct Signature: Sendable {
    var parameters: [Parameter]
    var result: ResultRule
    var lowering: Lowering
    /// False when no arguments give null.
    var isNullable = true

    /// The parameter that takes the argument at a place.
    ///
    /// Repeated parameters follow each other in turn, as keys and values of `bag_pack` do; a `case` has its last
    /// parameter once at the end.
    func parameter(at index: Int, of count: Int) -> Parameter? {
        let firstRepeated = parameters.firstIndex(where: \.isRepeated)
        guard let first = firstRepeated else { return index < parameters.count ? parameters[index] : nil }
        if index < first { return parameters[index] }
        let group = parameters[first...].prefix(while: \.isRepeated)
        let tail = parameters.count - first - group.count
        if tail > 0, index >= count - tail { return parameters[parameters.count - (count - index)] }
        return group[first + (index - first) % group.count]
    }

    /// Whether so many arguments are right.
    func acceptsCount(_ count: Int) -> Bool {
        let required = parameters.filter { !$0.isOptional && !$0.isRepeated }.count
        guard let first = parameters.firstIndex(where: \.isRepeated) else {
            return count >= required && count <= parameters.count
        }
        let group = parameters[first...].prefix(while: \.isRepeated).count
        let repeated = count - required
        return repeated >= group && repeated % group == 0
    }
}
