/// Short names for the parameters that most functions have.
extension Parameter {
    static let string = required(.exactly(.string))
    static let long = required(.exactly(.long))
    static let real = required(.exactly(.real))
    static let bool = required(.exactly(.bool))
    static let datetime = required(.exactly(.datetime))
    static let timespan = required(.exactly(.timespan))
    static let guid = required(.exactly(.guid))
    static let decimal = required(.exactly(.decimal))
    static let integer = required(.integer)
    static let number = required(.number)
    static let scalar = required(.scalar)
    static let array = required(.array)
    static let bag = required(.bag)
    static let stringOrDynamic = required(.text)
    static let measurable = required(.measurable)
    static let maybeString = optional(.exactly(.string))
    static let maybeLong = optional(.exactly(.long))
    static let maybeInteger = optional(.integer)
    static let maybeNumber = optional(.number)
    static let maybeScalar = optional(.scalar)
    static let strings = repeated(.exactly(.string))
    static let scalars = repeated(.scalar)
    static let arrays = repeated(.array)
    static let bags = repeated(.bag)
}

extension ScalarFunction {
    /// A function whose one engine function takes its arguments as they are.
    static func engine(
        _ name: String,
        aliases: [String] = [],
        naming: NameRule = .none,
        _ parameters: [Parameter],
        _ result: ScalarType,
        _ function: EngineFunction,
        defaults: [EngineValue] = []
    ) -> ScalarFunction {
        ScalarFunction(
            name,
            aliases: aliases,
            naming: naming,
            .of(parameters, .fixed(result), .engine(function, defaults: defaults))
        )
    }

    /// A function of one signature whose SQL a closure makes.
    static func custom(
        _ name: String,
        aliases: [String] = [],
        naming: NameRule = .none,
        _ parameters: [Parameter],
        _ result: ResultRule,
        _ body: @escaping @Sendable (LoweredCall) -> SQLExpression
    ) -> ScalarFunction {
        ScalarFunction(name, aliases: aliases, naming: naming, .of(parameters, result, .custom(body)))
    }
}

extension LoweredCall {
    var count: Int { arguments.count }

    /// An argument, or NULL of a type where it is missing.
    func argument(_ index: Int, orNull type: EngineType) -> SQLExpression {
        index < count ? arguments[index] : .parameter(.null(type))
    }

    /// An argument in a type, as the conversion functions give it.
    func argument(_ index: Int, as type: ScalarType) -> SQLExpression {
        SQLConversion.convert(arguments[index], from: types[index], to: type) ?? .null
    }

    /// All arguments from a place on, in a type.
    func arguments(from start: Int, as type: ScalarType) -> [SQLExpression] {
        (start..<count).map { argument($0, as: type) }
    }
}
