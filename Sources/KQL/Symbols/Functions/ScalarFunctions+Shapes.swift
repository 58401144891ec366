extension ScalarFunctions {
    /// Functions of shapes on the globe: what they have in common, and shapes made of shapes.
    static let shapes: [ScalarFunction] = [
        intersects("geo_intersects_2lines", "lines"),
        intersects("geo_intersects_2polygons", "polygons"),
        intersects("geo_intersects_line_with_polygon", "line"),
        intersection("geo_intersection_2lines", "lines"),
        intersection("geo_intersection_2polygons", "polygons"),
        intersection("geo_intersection_line_with_polygon", "line"),
        union("geo_union_lines_array", "lines"),
        union("geo_union_polygons_array", "polygons"),
        ScalarFunction.custom("geo_from_wkt", [.required(.stringOrArray)], .fixed(.dynamic)) {
            .engineCall(.geoFromText, [$0.argument(0, as: .string)])
        }.shaped(.bag),
        densify("geo_line_densify", "lines"),
        densify("geo_polygon_densify", "polygons"),
        simplify("geo_line_simplify", .bag, "lines"),
        simplify("geo_polygon_simplify", .bag, "polygons"),
        simplify("geo_simplify_polygons_array", .array, "polygons"),
        ScalarFunction.custom(
            "geo_point_buffer", [.number, .number, .number, .maybeNumber], .fixed(.dynamic)
        ) { call in
            .engineCall(.geoPointBuffer, (0..<3).map { call.argument($0, as: .real) } + [number(call, 3, 10)])
        }.shaped(.bag),
        buffer("geo_line_buffer", "lines"),
        buffer("geo_polygon_buffer", "polygons"),
        cells("geo_line_to_s2cells", "lines"),
        cells("geo_polygon_to_s2cells", "polygons"),
        ScalarFunction.custom(geoLookup, [.number, .number, .array, .number, .string], .fixed(.dynamic)) { call in
            .engineCall(
                .geoLookup,
                [
                    call.argument(0, as: .real), call.argument(1, as: .real), call[2], call.argument(3, as: .real),
                    call[4],
                ])
        }.shaped(.array),
    ]

    /// The name under which the binder finds what the lookups of shapes call for each place; no query can call it.
    static let geoLookup = "geo_lookup()"

    private static func number(_ call: LoweredCall, _ index: Int, _ otherwise: Double) -> SQLExpression {
        index < call.count ? call.argument(index, as: .real) : .parameter(.double(otherwise))
    }

    private static func intersects(_ name: String, _ kind: String) -> ScalarFunction {
        .custom(name, [.bag, .bag], .fixed(.bool)) { .engineCall(.geoIntersects, [$0[0], $0[1], .text(kind)]) }
    }

    private static func intersection(_ name: String, _ kind: String) -> ScalarFunction {
        ScalarFunction.custom(name, [.bag, .bag], .fixed(.dynamic)) {
            .engineCall(.geoIntersection, [$0[0], $0[1], .text(kind)])
        }.shaped(.bag)
    }

    private static func union(_ name: String, _ kind: String) -> ScalarFunction {
        ScalarFunction.custom(name, [.array], .fixed(.dynamic)) { .engineCall(.geoUnion, [$0[0], .text(kind)]) }
            .shaped(.bag)
    }

    /// A function whose last argument, a bool or a number, says whether to keep crossings of the antimeridian.
    private static func densify(_ name: String, _ kind: String) -> ScalarFunction {
        let body: @Sendable (LoweredCall) -> SQLExpression = { call in
            let keepsCrossings = call.count > 2 ? call.argument(2, as: .bool) : .false
            return .engineCall(.geoDensify, [call[0], number(call, 1, 10), keepsCrossings, .text(kind)])
        }
        return ScalarFunction(
            name,
            .of([.bag, .maybeNumber], .fixed(.dynamic), .custom(body)),
            .of([.bag, .number, .bool], .fixed(.dynamic), .custom(body)),
            .of([.bag, .number, .number], .fixed(.dynamic), .custom(body))
        ).shaped(.bag)
    }

    private static func simplify(_ name: String, _ shape: Parameter, _ kind: String) -> ScalarFunction {
        ScalarFunction.custom(name, [shape, .maybeNumber], .fixed(.dynamic)) {
            .engineCall(.geoSimplify, [$0[0], number($0, 1, 10), .text(kind)])
        }.shaped(.bag)
    }

    private static func buffer(_ name: String, _ kind: String) -> ScalarFunction {
        ScalarFunction.custom(name, [.bag, .number, .maybeNumber], .fixed(.dynamic)) {
            .engineCall(.geoBuffer, [$0[0], $0.argument(1, as: .real), number($0, 2, 10), .text(kind)])
        }.shaped(.bag)
    }

    private static func cells(_ name: String, _ kind: String) -> ScalarFunction {
        ScalarFunction.custom(name, [.bag, .maybeNumber, .maybeNumber], .fixed(.dynamic)) { call in
            let level = call.count > 1 ? call.argument(1, as: .long) : .value(Int64(11))
            return .engineCall(.geoCells, [call[0], level, number(call, 2, 0), .text(kind)])
        }.shaped(.array)
    }
}
