/// The scalar functions, one family a file.
enum ScalarFunctions {}

extension ScalarFunctions {
    /// Conversions between types; KQL §7. They never fail, they give null.
    static let conversions: [ScalarFunction] = [
        conversion("tostring", to: .string),
        conversion("tolong", to: .long),
        conversion("toint", to: .int),
        conversion("todouble", aliases: ["toreal"], to: .real),
        conversion("tobool", aliases: ["toboolean"], to: .bool),
        conversion("todatetime", to: .datetime),
        conversion("totimespan", aliases: ["totime"], to: .timespan),
        conversion("toguid", to: .guid),
        ScalarFunction(
            "parse_json",
            aliases: ["parsejson", "todynamic", "toobject"],
            naming: .firstArgument,
            .of([.required(.exactly(.string))], .fixed(.dynamic), .engine(.parseJSON)),
            .of([.required(.exactly(.dynamic))], .fixed(.dynamic), .custom { $0[0] })
        ),
        ScalarFunction(
            "gettype",
            naming: .prefixIfNamed("type"),
            .of(
                [.required(.scalar)],
                .fixed(.string),
                .custom { call in
                    guard call.types[0] != .dynamic else { return .engineCall(.typeName, [call[0]]) }
                    let name = call.types[0] == .real ? "real" : call.types[0].rawValue
                    guard call.types[0] != .string else { return .text(name) }
                    return .caseWhen([(call[0].isNull, .text("null"))], otherwise: .text(name))
                }
            )
        ),
    ]

    private static func conversion(_ name: String, aliases: [String] = [], to type: ScalarType) -> ScalarFunction {
        ScalarFunction(
            name,
            aliases: aliases,
            naming: .firstArgument,
            .of([.required(.scalar)], .fixed(type), .conversion)
        )
    }
}
