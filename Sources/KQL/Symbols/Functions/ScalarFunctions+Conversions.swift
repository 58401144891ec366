/// The scalar functions, one family a file.
enum ScalarFunctions {}

extension ScalarFunctions {
    /// Conversions between types; KQL §7. They never fail, they give null.
    static let conversions: [ScalarFunction] = [
        conversion("tostring", to: .string),
        conversion("tolong", to: .long),
        conversion("toint", to: .int),
        conversion("todouble", aliases: ["toreal"], to: .real),
        conversion("todecimal", to: .decimal),
        conversion("tobool", aliases: ["toboolean"], to: .bool),
        conversion("todatetime", to: .datetime),
        conversion("totimespan", aliases: ["totime"], to: .timespan),
        ScalarFunction(
            "toguid", naming: .firstArgument, .of([.required(.stringOrDynamic)], .fixed(.guid), .conversion)),
        ScalarFunction(
            "parse_json",
            aliases: ["parsejson"],
            naming: .firstArgument,
            .of([.required(.stringOrDynamic)], .fixed(.dynamic), .custom { parsed($0) })
        ),
        ScalarFunction(
            "todynamic",
            aliases: ["toobject"],
            naming: .firstArgument,
            .of([.required(.asString)], .fixed(.dynamic), .custom { parsed($0) })
        ),
        .custom("gettype", naming: .prefix("type"), [.scalar], .fixed(.string)) { call in
            guard call.types[0] != .dynamic else { return .engineCall(.typeName, [call[0]]) }
            let name = call.types[0].rawValue
            guard call.types[0] != .string else { return .text(name) }
            return .caseWhen([(call[0].isNull, .text("null"))], otherwise: .text(name))
        },
        .custom("dynamic_to_json", [.scalar], .fixed(.string)) { call in
            call.types[0] == .dynamic
                ? SQLExpression.engineCall(.canonicalJSON, [call[0]]) : call.argument(0, as: .string)
        },
    ]

    /// Text read as JSON; a dynamic stays.
    private static func parsed(_ call: LoweredCall) -> SQLExpression {
        call.types[0] == .string ? .engineCall(.parseJSON, [call[0]]) : call[0]
    }

    private static func conversion(_ name: String, aliases: [String] = [], to type: ScalarType) -> ScalarFunction {
        ScalarFunction(
            name,
            aliases: aliases,
            naming: .firstArgument,
            .of([.scalar], .fixed(type), .conversion)
        )
    }
}
