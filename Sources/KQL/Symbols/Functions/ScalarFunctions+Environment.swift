extension ScalarFunctions {
    /// What surrounds a query. A hunting engine has no cluster, so these are constants.
    static let environment: [ScalarFunction] = [
        constant("current_cluster_endpoint", "localhost"),
        constant("current_database", "hunting"),
        constant("current_principal", ""),
        ScalarFunction.custom("current_principal_details", [], .fixed(.dynamic)) { _ in .text("{}") }.unfoldable,
        ScalarFunction.custom("current_principal_is_member_of", [.repeated(.stringOrArray)], .fixed(.bool)) { _ in
            .false
        }.unfoldable,
        ScalarFunction.custom(
            "estimate_data_size",
            [Parameter.scalars.only(.column)],
            .fixed(.long)
        ) { estimatedSize($0) }.unfoldable,
    ]

    private static func constant(_ name: String, _ value: String) -> ScalarFunction {
        ScalarFunction.custom(name, [], .fixed(.string)) { _ in .text(value) }.unfoldable
    }

    /// Bytes that the values take: numbers and times by their width, texts by their length.
    private static func estimatedSize(_ call: LoweredCall) -> SQLExpression {
        let sizes = call.arguments.indices.map { index -> SQLExpression in
            switch call.types[index] {
            case .bool: return .value(1)
            case .int: return .value(4)
            case .long, .real, .datetime, .timespan: return .value(8)
            case .guid, .decimal: return .value(16)
            case .string, .dynamic, .unknown: return SQLExpression.call("strlen", [call[index].orEmpty])
            }
        }
        return .infix("+", sizes + [.value(0)])
    }
}
