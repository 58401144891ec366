internal import DuckDB

/// Shapes as GeoJSON; RFC 7946.
enum GeoJSON {
    /// The lines of a line string or of several; nil for anything else and for what is malformed.
    static func lines(_ value: JSONText?) -> [[SpherePoint]]? {
        guard let (type, coordinates) = parts(value) else { return nil }
        let texts: [[UInt8]]
        switch type {
        case "LineString": texts = [coordinates]
        case "MultiLineString": texts = elements(coordinates) ?? []
        default: return nil
        }
        let lines = texts.compactMap { text -> [SpherePoint]? in elements(text).flatMap(points) }
        return lines.count == texts.count && !lines.isEmpty && lines.allSatisfy { $0.count >= 2 } ? lines : nil
    }

    /// The polygons of a polygon or of several, each a shell and its holes; nil as for ``lines(_:)``.
    static func polygons(_ value: JSONText?) -> [SpherePolygon]? {
        guard let (type, coordinates) = parts(value) else { return nil }
        let texts: [[UInt8]]
        switch type {
        case "Polygon": texts = [coordinates]
        case "MultiPolygon": texts = elements(coordinates) ?? []
        default: return nil
        }
        var polygons: [SpherePolygon] = []
        for text in texts {
            if let polygon = polygon(text) {
                polygons.append(polygon)
            } else {
                // The service reads a list of polygons as well where one is due, as when the coordinates of shapes
                // were collected without being joined.
                let nested = type == "Polygon" ? [] : (elements(text) ?? []).map(polygon)
                guard !nested.isEmpty, !nested.contains(where: { $0 == nil }) else { return nil }
                polygons += nested.compactMap(\.self)
            }
        }
        return polygons.isEmpty ? nil : polygons
    }

    private static func polygon(_ text: [UInt8]) -> SpherePolygon? {
        guard let rings = elements(text) else { return nil }
        let shapes = rings.compactMap { ring -> [SpherePoint]? in elements(ring).flatMap(points) }
        return shapes.count == rings.count ? SpherePolygon(shapes) : nil
    }

    static func parts(_ value: JSONText?) -> (type: String, coordinates: [UInt8])? {
        guard let value, value.kind == .bag, let type = value.member(Array("type".utf8)),
            let coordinates = value.member(Array("coordinates".utf8))
        else { return nil }
        return (String(decoding: type.string, as: UTF8.self), coordinates.text.bytes)
    }

    static func elements(_ text: [UInt8]) -> [[UInt8]]? { ByteView.with(text) { JSONText($0)?.elements } }

    private static func points(_ texts: [[UInt8]]) -> [SpherePoint]? {
        let points = texts.compactMap { text in
            numbers(text).flatMap { SpherePoint(longitude: $0.longitude, latitude: $0.latitude) }
        }
        return points.count == texts.count ? points : nil
    }

    static func numbers(_ text: [UInt8]) -> (longitude: Double, latitude: Double)? {
        guard let numbers = ByteView.with(text, { NumberSeries(JSONText($0))?.numbers }), numbers.count >= 2 else {
            return nil
        }
        return (numbers[0], numbers[1])
    }

    /// Lines that are ready for questions.
    static func sphereLines(_ value: JSONText?) -> SphereLines? { lines(value).flatMap { SphereLines($0) } }

    /// Polygons that are ready for questions.
    static func region(_ value: JSONText?) -> SphereRegion? { polygons(value).flatMap { SphereRegion($0) } }

    // MARK: Writing

    /// One geometry, or several of one type.
    static func text(_ type: StaticString, _ coordinates: [[UInt8]]) -> [UInt8] {
        let isOne = coordinates.count == 1
        let name = type.withUTF8Buffer { Array($0) }
        return Array(#"{"type":""#.utf8) + (isOne ? [] : Array("Multi".utf8)) + name + Array(#"","coordinates":"#.utf8)
            + (isOne ? coordinates[0] : JSONArray.text(coordinates)) + [UInt8(ascii: "}")]
    }

    static func collection(_ geometries: [[UInt8]]) -> [UInt8] {
        Array(#"{"type":"GeometryCollection","geometries":"#.utf8) + JSONArray.text(geometries) + [UInt8(ascii: "}")]
    }

    static func coordinates(_ point: SpherePoint) -> [UInt8] { pair(point.longitude, point.latitude) }

    static func coordinates(_ points: [SpherePoint]) -> [UInt8] { JSONArray.text(points.map { coordinates($0) }) }

    static func point(longitude: Double, latitude: Double) -> [UInt8] {
        Array(#"{"type":"Point","coordinates":"#.utf8) + pair(longitude, latitude) + [UInt8(ascii: "}")]
    }

    /// A polygon of one ring, whose last point is its first.
    static func polygon(_ ring: [(longitude: Double, latitude: Double)]) -> [UInt8] {
        let pairs = JSONArray.text(ring.map { pair($0.longitude, $0.latitude) })
        return Array(#"{"type":"Polygon","coordinates":["#.utf8) + pairs + Array("]}".utf8)
    }

    private static func pair(_ longitude: Double, _ latitude: Double) -> [UInt8] {
        NumberSeries([longitude, latitude]).text
    }
}
