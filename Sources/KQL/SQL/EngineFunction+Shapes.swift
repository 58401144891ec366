// MARK: Shapes on the globe, as GeoJSON; lengths in metres, edges as geodesics

extension EngineFunction {
    /// Whether two shapes have a point in common. The third argument names their kinds: `lines`, `polygons`, or `line`
    /// for a line and a polygon. NULL for a shape that is not valid, as in all functions of shapes.
    public static let geoIntersects = Self("kql_geo_intersects", [.text, .text, .text], result: .boolean)

    /// What two shapes have in common, kinds as in ``geoIntersects``.
    public static let geoIntersection = Self("kql_geo_intersection", [.text, .text, .text], result: .text)

    /// The union of an array of `lines` or `polygons` (second).
    public static let geoUnion = Self("kql_geo_union", [.text, .text], result: .text)

    /// Well-known text as GeoJSON.
    public static let geoFromText = Self("kql_geo_from_text", [.text], result: .text)

    /// `lines` or `polygons` (fourth) whose edges are straight on the map, as geodesics that stay within a tolerance
    /// (second) of them; where the third is true, lines that cross the antimeridian are not cut there.
    public static let geoDensify = Self("kql_geo_densify", [.text, .double, .boolean, .text], result: .text)

    /// `lines` or `polygons` (third; also an array of polygons) with fewer vertices, within a tolerance.
    public static let geoSimplify = Self("kql_geo_simplify", [.text, .double, .text], result: .text)

    /// What is within a radius (third) of a point (first two), arcs within a tolerance (fourth).
    public static let geoPointBuffer = Self(
        "kql_geo_point_buffer", [.double, .double, .double, .double], result: .text)

    /// What is within a radius of `lines` or `polygons` (fourth), arcs within a tolerance (third).
    public static let geoBuffer = Self("kql_geo_buffer", [.text, .double, .double, .text], result: .text)

    /// The tokens of the S2 cells of a level (second) that meet `lines` or `polygons` (fourth) or what is within a radius
    /// (third) of them.
    public static let geoCells = Self("kql_geo_cells", [.text, .int64, .double, .text], result: .text)

    /// The numbers of the shapes to which a point (first two) belongs, of an array of pairs of a number and the text of
    /// a shape (third): `lines` or `polygons` (fifth) within a radius (fourth), or where that is negative the polygons
    /// that hold the point.
    public static let geoLookup = Self("kql_geo_lookup", [.double, .double, .text, .double, .text], result: .text)

    static let allShapes: [Self] = [
        .geoIntersects, .geoIntersection, .geoUnion, .geoFromText, .geoDensify, .geoSimplify, .geoPointBuffer,
        .geoBuffer, .geoCells, .geoLookup,
    ]
}
