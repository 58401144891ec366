internal import DuckDB

/// Shapes as well-known text, ISO/IEC 13249-3, in two dimensions; read into GeoJSON.
struct WellKnownText {
    private let bytes: [UInt8]
    private var position = 0
    /// How deep collections may lie in each other.
    private static let deepest = 64

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The GeoJSON of a text; nil for what is malformed, empty or of another type.
    static func geoJSON(_ bytes: [UInt8]) -> [UInt8]? {
        var text = WellKnownText(bytes)
        guard let geometry = text.geometry(depth: 0) else { return nil }
        text.skipBlanks()
        return text.position == bytes.count ? geometry : nil
    }

    private mutating func geometry(depth: Int) -> [UInt8]? {
        guard depth < Self.deepest else { return nil }
        switch word() {
        case "POINT": return coordinates(1).map { Self.geometry("Point", $0) }
        case "LINESTRING": return nested(1).map { Self.geometry("LineString", $0) }
        case "POLYGON": return nested(2).map { Self.geometry("Polygon", $0) }
        case "MULTIPOINT": return points().map { Self.geometry("MultiPoint", $0) }
        case "MULTILINESTRING": return nested(2).map { Self.geometry("MultiLineString", $0) }
        case "MULTIPOLYGON": return nested(3).map { Self.geometry("MultiPolygon", $0) }
        case "GEOMETRYCOLLECTION":
            return list { $0.geometry(depth: depth + 1) }.map { GeoJSON.collection($0) }
        default: return nil
        }
    }

    private static func geometry(_ type: String, _ coordinates: [UInt8]) -> [UInt8] {
        Array(#"{"type":""#.utf8) + Array(type.utf8) + Array(#"","coordinates":"#.utf8) + coordinates + [
            UInt8(ascii: "}")
        ]
    }

    /// Lists in lists, the innermost of points.
    private mutating func nested(_ depth: Int) -> [UInt8]? {
        list { depth == 1 ? $0.pair() : $0.nested(depth - 1) }.map { JSONArray.text($0) }
    }

    /// Points each with or without parentheses.
    private mutating func points() -> [UInt8]? {
        list { text in
            text.skipBlanks()
            return text.peek == UInt8(ascii: "(") ? text.coordinates(1) : text.pair()
        }.map { JSONArray.text($0) }
    }

    /// So many points in parentheses, which is one.
    private mutating func coordinates(_ count: Int) -> [UInt8]? {
        list { $0.pair() }.flatMap { $0.count == count ? $0[0] : nil }
    }

    private mutating func list(_ element: (inout WellKnownText) -> [UInt8]?) -> [[UInt8]]? {
        guard take(UInt8(ascii: "(")) else { return nil }
        var elements: [[UInt8]] = []
        repeat {
            guard let found = element(&self) else { return nil }
            elements.append(found)
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: ")")) ? elements : nil
    }

    private mutating func pair() -> [UInt8]? {
        guard let x = number(), let y = number() else { return nil }
        return NumberSeries([x, y]).text
    }

    // MARK: Tokens

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipBlanks() {
        while let byte = peek, JSONText.isBlank(byte) { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func word() -> String {
        skipBlanks()
        var word: [UInt8] = []
        while let byte = peek, (byte | 0x20) >= UInt8(ascii: "a"), (byte | 0x20) <= UInt8(ascii: "z") {
            word.append(byte & ~0x20)
            position += 1
        }
        return String(decoding: word, as: UTF8.self)
    }

    private mutating func number() -> Double? {
        skipBlanks()
        let start = position
        while let byte = peek, Self.numberBytes.contains(byte) { position += 1 }
        guard let number = Double(String(decoding: bytes[start..<position], as: UTF8.self)), number.isFinite else {
            return nil
        }
        return number
    }

    private static let numberBytes = Set("+-.0123456789eE".utf8)
}
