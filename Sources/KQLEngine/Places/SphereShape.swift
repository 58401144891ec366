/// What an operation on shapes gives: points, lines and polygons that do not overlap.
struct SphereShape {
    var points: [SpherePoint] = []
    var lines: [[SpherePoint]] = []
    /// Polygons as rings without their last point: the shell counterclockwise, then the holes clockwise.
    var polygons: [[[SpherePoint]]] = []

    init() {}

    init(lines: [[SpherePoint]]) { self.lines = lines }

    init(polygons: [SpherePolygon]) { self.polygons = polygons.map(\.orientedRings) }

    /// The area in square metres.
    var area: Double {
        polygons.joined().reduce(0) { $0 + SpherePolygon.signedArea($1) } * SpherePoint.earthRadius
            * SpherePoint.earthRadius
    }

    /// The polygons as such; a shape that an operation made is valid.
    var spherePolygons: [SpherePolygon] {
        polygons.compactMap { rings in SpherePolygon(rings.map { $0 + [$0[0]] }) }
    }

    /// Rings with an area on their left, as polygons: each hole belongs to the smallest shell around it.
    static func polygons(_ rings: [[SpherePoint]]) -> [[[SpherePoint]]] {
        let areas = rings.map(SpherePolygon.signedArea)
        var shells = rings.indices.filter { areas[$0] >= 0 }
        // A region beyond half of the sphere has no ring around it that GeoJSON could tell from its inside.
        if shells.isEmpty { shells = Array(rings.indices) }
        let holes = Set(rings.indices).subtracting(shells).sorted()
        var polygons = shells.map { [rings[$0]] }
        guard !holes.isEmpty else { return polygons }
        if shells.count == 1 {
            polygons[0] += holes.map { rings[$0] }
            return polygons
        }
        let regions = shells.map { SpherePolygon([rings[$0] + [rings[$0][0]]]).flatMap { SphereRegion([$0]) } }
        for hole in holes {
            let inside = rings[hole][0].interpolated(to: rings[hole][1], 0.5)
            let place = shells.indices.filter { regions[$0]?.contains(inside) ?? false }
                .min { areas[shells[$0]] < areas[shells[$1]] }
            polygons[place ?? 0].append(rings[hole])
        }
        return polygons
    }

    /// The GeoJSON of the shape: of several kinds of geometry a collection, nothing an empty one.
    var json: [UInt8] {
        var geometries: [[UInt8]] = []
        if !points.isEmpty { geometries.append(GeoJSON.text("Point", points.map(GeoJSON.coordinates))) }
        if !lines.isEmpty { geometries.append(GeoJSON.text("LineString", lines.map(GeoJSON.coordinates))) }
        if !polygons.isEmpty {
            let texts = polygons.map { rings in
                JSONArray.text(rings.map { GeoJSON.coordinates($0 + [$0[0]]) })
            }
            geometries.append(GeoJSON.text("Polygon", texts))
        }
        if geometries.count == 1 { return geometries[0] }
        return GeoJSON.collection(geometries)
    }
}

extension SphereRegion {
    /// The polygons that an operation made.
    init?(united shape: SphereShape) { self.init(shape.spherePolygons) }
}
