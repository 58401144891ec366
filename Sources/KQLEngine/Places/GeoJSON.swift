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
        let polygons = texts.compactMap { text -> SpherePolygon? in
            guard let rings = elements(text) else { return nil }
            let shapes = rings.compactMap { ring -> [SpherePoint]? in elements(ring).flatMap(points) }
            return shapes.count == rings.count ? SpherePolygon(shapes) : nil
        }
        return polygons.count == texts.count && !polygons.isEmpty ? polygons : nil
    }

    private static func parts(_ value: JSONText?) -> (type: String, coordinates: [UInt8])? {
        guard let value, value.kind == .bag, let type = value.member(Array("type".utf8)),
            let coordinates = value.member(Array("coordinates".utf8))
        else { return nil }
        return (String(decoding: type.string, as: UTF8.self), coordinates.text.bytes)
    }

    private static func elements(_ text: [UInt8]) -> [[UInt8]]? { ByteView.with(text) { JSONText($0)?.elements } }

    private static func points(_ texts: [[UInt8]]) -> [SpherePoint]? {
        let points = texts.compactMap { text -> SpherePoint? in
            guard let numbers = ByteView.with(text, { NumberSeries(JSONText($0))?.numbers }), numbers.count >= 2 else {
                return nil
            }
            return SpherePoint(longitude: numbers[0], latitude: numbers[1])
        }
        return points.count == texts.count ? points : nil
    }

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
