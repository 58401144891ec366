extension ScalarFunctions {
    /// Functions of places on Earth; those of two shapes are in ``shapes``.
    static let geo: [ScalarFunction] = [
        spheroidal("geo_distance_2points", [.number, .number, .number, .number], .geoDistance) { reals($0, 0..<4) },
        .custom("geo_azimuth", [.number, .number, .number, .number], .fixed(.real)) {
            .engineCall(.geoAzimuth, reals($0, 0..<4))
        },
        .custom("geo_angle", [.number, .number, .number, .number, .number, .number], .fixed(.real)) {
            .engineCall(.geoAngle, reals($0, 0..<6))
        },
        .custom("geo_point_in_circle", [.number, .number, .number, .number, .number], .fixed(.bool)) {
            .engineCall(.geoInCircle, reals($0, 0..<5))
        },
        .custom("geo_point_in_polygon", [.number, .number, .bag], .fixed(.bool)) {
            .engineCall(.geoInPolygon, reals($0, 0..<2) + [$0[2]])
        },
        .custom("geo_point_to_geohash", [.number, .number, .maybeNumber], .fixed(.string)) {
            .engineCall(.geohash, reals($0, 0..<2) + [level($0, 2, 5)])
        },
        part("geo_geohash_to_central_point", .geohashPart, "center").shaped(.bag),
        part("geo_geohash_to_polygon", .geohashPart, "polygon").shaped(.bag),
        part("geo_geohash_neighbors", .geohashPart, "neighbors").shaped(.array),
        .custom("geo_point_to_s2cell", [.number, .number, .maybeNumber], .fixed(.string)) {
            .engineCall(.s2Cell, reals($0, 0..<2) + [level($0, 2, 11)])
        },
        part("geo_s2cell_to_central_point", .s2CellPart, "center").shaped(.bag),
        part("geo_s2cell_to_polygon", .s2CellPart, "polygon").shaped(.bag),
        part("geo_s2cell_neighbors", .s2CellPart, "neighbors").shaped(.array),
        .engine("geo_line_length", [.bag], .real, .geoLineLength),
        beside("geo_distance_point_to_line", .real, .geoLineDistance),
        beside("geo_closest_point_on_line", .dynamic, .geoLineClosest),
        ScalarFunction.custom("geo_line_interpolate_point", [.bag, .number], .fixed(.dynamic)) {
            .engineCall(.geoLinePoint, [$0[0], $0.argument(1, as: .real)])
        }.shaped(.bag),
        spheroidal("geo_line_locate_point", [.bag, .number, .number], .geoLineFraction) {
            [$0[0]] + reals($0, 1..<3)
        },
        ScalarFunction.engine("geo_line_centroid", [.bag], .dynamic, .geoLineCentroid).shaped(.bag),
        .custom("geo_polygon_area", [.bag], .fixed(.real)) { .engineCall(.geoPolygonMeasure, [$0[0], .text("area")]) },
        .custom("geo_polygon_perimeter", [.bag], .fixed(.real)) {
            .engineCall(.geoPolygonMeasure, [$0[0], .text("perimeter")])
        },
        ScalarFunction.engine("geo_polygon_centroid", [.bag], .dynamic, .geoPolygonCentroid).shaped(.bag),
        beside("geo_distance_point_to_polygon", .real, .geoPolygonDistance),
        beside("geo_closest_point_on_polygon", .dynamic, .geoPolygonClosest),
    ]

    private static func reals(_ call: LoweredCall, _ places: Range<Int>) -> [SQLExpression] {
        places.map { call.argument($0, as: .real) }
    }

    /// A function whose last argument, a bool or a number, says whether to measure on the spheroid.
    private static func spheroidal(
        _ name: String,
        _ parameters: [Parameter],
        _ function: EngineFunction,
        _ arguments: @escaping @Sendable (LoweredCall) -> [SQLExpression]
    ) -> ScalarFunction {
        let body: @Sendable (LoweredCall) -> SQLExpression = { call in
            let isSpheroid = call.count > parameters.count ? call.argument(parameters.count, as: .bool) : .false
            return .engineCall(function, arguments(call) + [isSpheroid])
        }
        return ScalarFunction(
            name,
            .of(parameters, .fixed(.real), .custom(body)),
            .of(parameters + [.bool], .fixed(.real), .custom(body)),
            .of(parameters + [.number], .fixed(.real), .custom(body))
        )
    }

    private static func level(_ call: LoweredCall, _ index: Int, _ otherwise: Int64) -> SQLExpression {
        index < call.count ? call.argument(index, as: .long) : .value(otherwise)
    }

    /// What a cell tells of itself.
    private static func part(_ name: String, _ function: EngineFunction, _ part: String) -> ScalarFunction {
        .custom(name, [.string], .fixed(.dynamic)) { .engineCall(function, [$0[0], .text(part)]) }
    }

    /// A function of a point and a shape.
    private static func beside(_ name: String, _ result: ScalarType, _ function: EngineFunction) -> ScalarFunction {
        let made = ScalarFunction.custom(name, [.number, .number, .bag], .fixed(result)) {
            .engineCall(function, reals($0, 0..<2) + [$0[2]])
        }
        return result == .dynamic ? made.shaped(.bag) : made
    }
}
