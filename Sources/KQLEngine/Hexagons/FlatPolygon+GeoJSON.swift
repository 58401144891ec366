internal import DuckDB

extension FlatPolygon {
    /// The polygons of a polygon or of several, as GeoJSON; nil for anything else and for what is malformed.
    static func all(_ value: JSONText?) -> [FlatPolygon]? {
        guard let value, value.kind == .bag, let type = value.member(Array("type".utf8)),
            let coordinates = value.member(Array("coordinates".utf8))
        else { return nil }
        switch String(decoding: type.string, as: UTF8.self) {
        case "Polygon": return polygon(coordinates).map { [$0] }
        case "MultiPolygon":
            let polygons = all(coordinates, polygon)
            return polygons?.isEmpty == true ? nil : polygons
        default: return nil
        }
    }

    private static func polygon(_ value: JSONText) -> FlatPolygon? {
        all(value) { all($0, position) }.flatMap { FlatPolygon($0) }
    }

    private static func position(_ value: JSONText) -> Position? {
        guard let numbers = NumberSeries(value)?.numbers, numbers.count >= 2 else { return nil }
        return (numbers[0], numbers[1])
    }

    /// What is made of every element of an array; nil where one makes nothing.
    private static func all<Value>(_ value: JSONText, _ make: (JSONText) -> Value?) -> [Value]? {
        guard value.kind == .array else { return nil }
        var values: [Value] = []
        var isWhole = true
        value.forEachElement { element in
            guard let made = make(element) else {
                isWhole = false
                return false
            }
            values.append(made)
            return true
        }
        return isWhole ? values : nil
    }
}
