extension ScalarFunctions {
    /// Functions of the H3 grid of hexagons.
    static let hexagons: [ScalarFunction] = [
        .custom("geo_point_to_h3cell", [.number, .number, .maybeNumber], .fixed(.string)) { call in
            .engineCall(
                .h3Cell,
                [call.argument(0, as: .real), call.argument(1, as: .real), long(call, 2, otherwise: .value(6))])
        },
        part("geo_h3cell_to_central_point", "center").shaped(.bag),
        part("geo_h3cell_to_polygon", "polygon").shaped(.bag),
        part("geo_h3cell_neighbors", "neighbors").shaped(.array),
        .engine("geo_h3cell_level", [.string], .int, .h3CellLevel),
        .custom("geo_h3cell_parent", [.string, .maybeNumber], .fixed(.string)) {
            .engineCall(.h3CellParent, [$0[0], long($0, 1, otherwise: .null)])
        },
        ScalarFunction.custom("geo_h3cell_children", [.string, .maybeNumber], .fixed(.dynamic)) {
            .engineCall(.h3CellChildren, [$0[0], long($0, 1, otherwise: .null)])
        }.shaped(.array),
        ScalarFunction.custom("geo_h3cell_rings", [.string, .number], .fixed(.dynamic)) {
            .engineCall(.h3CellRings, [$0[0], $0.argument(1, as: .long)])
        }.shaped(.array),
        ScalarFunction.custom("geo_polygon_to_h3cells", [.bag, .maybeNumber, .maybeNumber], .fixed(.dynamic)) { call in
            let radius = call.count > 2 ? call.argument(2, as: .real) : .parameter(.double(0))
            return .engineCall(.h3Cover, [call[0], long(call, 1, otherwise: .value(6)), radius])
        }.shaped(.array),
    ]

    private static func long(_ call: LoweredCall, _ index: Int, otherwise: SQLExpression) -> SQLExpression {
        index < call.count ? call.argument(index, as: .long) : otherwise
    }

    /// What a cell tells of itself.
    private static func part(_ name: String, _ part: String) -> ScalarFunction {
        .custom(name, [.string], .fixed(.dynamic)) { .engineCall(.h3CellPart, [$0[0], .text(part)]) }
    }
}
