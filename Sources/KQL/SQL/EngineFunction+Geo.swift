// MARK: Places on Earth; longitudes and latitudes in degrees, lengths in metres

extension EngineFunction {
    /// The distance of two points, on the sphere or, where the fifth is true, on the WGS 84 spheroid; NULL for what is no
    /// point, as in all functions of places.
    public static let geoDistance = Self(
        "kql_geo_distance", [.double, .double, .double, .double, .boolean], result: .double)

    /// The direction from the first point to the second, clockwise from north, in radians.
    public static let geoAzimuth = Self("kql_geo_azimuth", [.double, .double, .double, .double], result: .double)

    /// The angle at the second of three points, clockwise from the first to the third, in radians.
    public static let geoAngle = Self(
        "kql_geo_angle", [.double, .double, .double, .double, .double, .double], result: .double)

    /// Whether a point (first two) lies in a circle around another (next two) of a radius (fifth).
    public static let geoInCircle = Self(
        "kql_geo_in_circle", [.double, .double, .double, .double, .double], result: .boolean)

    /// Whether a point lies in a polygon (GeoJSON, third).
    public static let geoInPolygon = Self("kql_geo_in_polygon", [.double, .double, .text], result: .boolean)

    /// The geohash of a point with so many letters (third); the empty text for what is no point or length.
    public static let geohash = Self("kql_geohash", [.double, .double, .int64], result: .text, nulls: .seen)

    /// The centre (second: `center`), corners (`polygon`) or neighbours (`neighbors`) of a geohash.
    public static let geohashPart = Self("kql_geohash_part", [.text, .text], result: .text)

    /// The token of the S2 cell of a point at a level (third); the empty text as for ``geohash``.
    public static let s2Cell = Self("kql_s2cell", [.double, .double, .int64], result: .text, nulls: .seen)

    /// As ``geohashPart`` for the token of an S2 cell.
    public static let s2CellPart = Self("kql_s2cell_part", [.text, .text], result: .text)

    /// The length of a line (GeoJSON), of several without what they share.
    public static let geoLineLength = Self("kql_geo_line_length", [.text], result: .double)

    /// The distance of a point (first two) from a line.
    public static let geoLineDistance = Self("kql_geo_line_distance", [.double, .double, .text], result: .double)

    /// The point of a line that is closest to a point.
    public static let geoLineClosest = Self("kql_geo_line_closest", [.double, .double, .text], result: .text)

    /// The point at a fraction (second) of a line, which is one.
    public static let geoLinePoint = Self("kql_geo_line_point", [.text, .double], result: .text)

    /// The fraction at which a line, which is one, comes closest to a point (second, third); on the spheroid, where the
    /// fourth is true, it fails.
    public static let geoLineFraction = Self(
        "kql_geo_line_fraction", [.text, .double, .double, .boolean], result: .double)

    /// The centroid of a line.
    public static let geoLineCentroid = Self("kql_geo_line_centroid", [.text], result: .text)

    /// `area` or `perimeter` (second) of a polygon, or of the union of several.
    public static let geoPolygonMeasure = Self("kql_geo_polygon_measure", [.text, .text], result: .double)

    /// The centroid of a polygon, or of the union of several.
    public static let geoPolygonCentroid = Self("kql_geo_polygon_centroid", [.text], result: .text)

    /// The distance of a point from a polygon, zero inside.
    public static let geoPolygonDistance = Self("kql_geo_polygon_distance", [.double, .double, .text], result: .double)

    /// The point of a polygon that is closest to a point, itself inside.
    public static let geoPolygonClosest = Self("kql_geo_polygon_closest", [.double, .double, .text], result: .text)

    static let allGeo: [Self] = [
        .geoDistance, .geoAzimuth, .geoAngle, .geoInCircle, .geoInPolygon, .geohash, .geohashPart, .s2Cell,
        .s2CellPart, .geoLineLength, .geoLineDistance, .geoLineClosest, .geoLinePoint, .geoLineFraction,
        .geoLineCentroid, .geoPolygonMeasure, .geoPolygonCentroid, .geoPolygonDistance, .geoPolygonClosest,
    ]
}
