/// Polygons whose edges are straight lines between longitudes and latitudes, each a shell and its holes.
///
/// An edge takes the shorter way around the globe. A shell that goes around it encloses the nearer pole.
struct FlatPolygon {
    private struct Edge {
        let west: Double
        /// How far it goes to the east.
        let width: Double
        let latitudes: (west: Double, east: Double)
    }

    /// Degrees.
    typealias Position = (longitude: Double, latitude: Double)

    private struct Ring {
        let edges: [Edge]
        let enclosesNorth: Bool

        init(_ positions: [Position]) {
            var turn = 0.0
            var north = 0.0
            edges = zip(positions, positions.dropFirst()).map { start, end in
                let width = FlatPolygon.wrapped(end.longitude - start.longitude)
                turn += width
                north += start.latitude
                return width >= 0
                    ? Edge(west: start.longitude, width: width, latitudes: (start.latitude, end.latitude))
                    : Edge(west: end.longitude, width: -width, latitudes: (end.latitude, start.latitude))
            }
            enclosesNorth = turn.magnitude > 180 && north > 0
        }

        /// Whether the edges to the north of a point, and what encloses the pole, leave it inside.
        func contains(_ longitude: Double, _ latitude: Double) -> Bool {
            var isInside = enclosesNorth
            for edge in edges {
                let east = FlatPolygon.eastward(longitude - edge.west)
                guard east < edge.width else { continue }
                let crossing =
                    edge.latitudes.west + (edge.latitudes.east - edge.latitudes.west) * (east / edge.width)
                if crossing > latitude { isInside.toggle() }
            }
            return isInside
        }

        /// Whether an edge comes into a box around a point.
        func meets(_ longitude: Double, _ latitude: Double, _ width: Double, _ height: Double) -> Bool {
            edges.contains { edge in
                // Where the edge begins, relative to the box's middle; a whole turn further east it may meet it too.
                let start = FlatPolygon.wrapped(edge.west - longitude)
                return [start, start - 360].contains { west in
                    let from = max(-width, west)
                    let to = min(width, west + edge.width)
                    guard from <= to else { return false }
                    let slope = edge.width == 0 ? 0 : (edge.latitudes.east - edge.latitudes.west) / edge.width
                    let first = edge.latitudes.west + (from - west) * slope
                    let last = edge.width == 0 ? edge.latitudes.east : edge.latitudes.west + (to - west) * slope
                    return max(first, last) >= latitude - height && min(first, last) <= latitude + height
                }
            }
        }
    }

    private let rings: [Ring]
    /// The rings on the globe, where distances are measured.
    private let outlines: [[SpherePoint]]

    /// Rings as written; nil for those that make no polygon.
    init?(_ rings: [[Position]]) {
        let outlines = rings.map { $0.compactMap { SpherePoint(longitude: $0.longitude, latitude: $0.latitude) } }
        guard zip(rings, outlines).allSatisfy({ $0.count == $1.count }), SpherePolygon(outlines) != nil else {
            return nil
        }
        self.rings = rings.map(Ring.init)
        self.outlines = outlines
    }

    /// How many corners there are.
    var count: Int { rings.reduce(0) { $0 + $1.edges.count } }

    /// The range of the shell; the east may lie beyond 180°.
    var bounds: (west: Double, east: Double, south: Double, north: Double) {
        let points = outlines[0]
        var longitude = points[0].longitude
        var bounds = (west: longitude, east: longitude, south: 90.0, north: -90.0)
        for point in points {
            longitude += Self.wrapped(point.longitude - longitude.remainder(dividingBy: 360))
            bounds.west = min(bounds.west, longitude)
            bounds.east = max(bounds.east, longitude)
            bounds.south = min(bounds.south, point.latitude)
            bounds.north = max(bounds.north, point.latitude)
        }
        return bounds
    }

    func contains(_ longitude: Double, _ latitude: Double) -> Bool {
        guard let shell = rings.first, shell.contains(longitude, latitude) else { return false }
        return !rings.dropFirst().contains { $0.contains(longitude, latitude) }
    }

    /// The distance of a point from the boundary, in metres.
    func distance(_ point: SpherePoint) -> Double {
        outlines.reduce(.infinity) { least, outline in
            zip(outline, outline.dropFirst()).reduce(least) { least, edge in
                min(least, point.distance(to: point.closest(onEdgeFrom: edge.0, to: edge.1)))
            }
        }
    }

    /// Whether part of the polygon lies in a box around a point, in degrees to each side.
    func meets(_ longitude: Double, _ latitude: Double, _ width: Double, _ height: Double) -> Bool {
        contains(longitude, latitude) || rings.contains { $0.meets(longitude, latitude, width, height) }
    }

    /// A difference of longitudes in the range of ±180°.
    fileprivate static func wrapped(_ difference: Double) -> Double {
        if difference > 180 { return difference - 360 }
        return difference < -180 ? difference + 360 : difference
    }

    /// A difference of longitudes as a way to the east.
    fileprivate static func eastward(_ difference: Double) -> Double { difference < 0 ? difference + 360 : difference }
}
