import Testing

@testable import KQLEngine

@Suite("Overlays of shapes")
struct SphereOverlayTests {
    static func near(_ a: Double, _ b: Double, _ scale: Double) -> Bool { (a - b).magnitude <= 1e-9 * scale }

    @Test("The areas of union and intersection make up those of the polygons", arguments: 1...40)
    func areasAddUp(seed: Int) throws {
        var shapes = RandomShapes(seed: UInt64(seed))
        // At the poles and the antimeridian as anywhere else.
        let center = [SpherePoint(x: 0, y: 0, z: 1), SpherePoint(x: -1, y: 0, z: 0), shapes.point()][seed % 3]
        let a = try shapes.star(around: center, vertices: 3 + seed, radius: 0.02)
        let other = shapes.point(near: center, within: 0.015)
        let b = try shapes.star(around: other, vertices: 43 - seed, radius: 0.02)
        let union = try SphereRegion.union([a, b])
        let intersection = try a.intersection(b)
        let sum = SphereShape(polygons: a.polygons).area + SphereShape(polygons: b.polygons).area
        #expect(Self.near(union.area + intersection.area, sum, sum))
        #expect(Self.near(try b.intersection(a).area, intersection.area, sum))
        #expect(Self.near(try SphereRegion.union([b, a]).area, union.area, sum))
        #expect(a.meets(b) == (intersection.area > 0))
        // A point is in both exactly where it is in what they have in common.
        let common = SphereRegion(united: intersection)
        let all = try #require(SphereRegion(united: union))
        for _ in 0..<100 {
            let point = shapes.point(near: center, within: 0.04)
            #expect((a.contains(point) && b.contains(point)) == (common?.contains(point) ?? false))
            #expect((a.contains(point) || b.contains(point)) == all.contains(point))
        }
    }

    @Test("Shapes on a grid, which share vertices, parts of edges and whole edges", arguments: 1...30)
    func grids(seed: Int) throws {
        var shapes = RandomShapes(seed: UInt64(100 + seed))
        /// A union of rectangles whose sides are meridians and short parts of parallels, all from a grid of 8 by 8.
        func rectangles() throws -> SphereRegion {
            let parts = try (0..<6).map { _ in
                let (x, y) = (shapes.number(0...6).rounded(), shapes.number(0...6).rounded())
                let (width, height) = (1 + shapes.number(0...2).rounded(), 1 + shapes.number(0...2).rounded())
                // Each step of a side is a vertex, or none where the side is a meridian and the lot says so.
                let isFine = shapes.number(0...1) < 0.5
                let steps = (0..<Int(width)).map { Double($0) }
                let rises = isFine ? (0..<Int(height)).map { Double($0) } : [0]
                let ring =
                    steps.map { (x + $0, y) } + rises.map { (x + width, y + $0) }
                    + steps.map { (x + width - $0, y + height) } + rises.map { (x, y + height - $0) }
                let points = ring.compactMap {
                    SpherePoint(longitude: 176 + $0.0 - ($0.0 > 4 ? 360 : 0), latitude: $0.1 - 4)
                }
                return try #require(SpherePolygon([points + [points[0]]]).flatMap { SphereRegion([$0]) })
            }
            return try #require(SphereRegion(united: try SphereRegion.union(parts)))
        }
        let (a, b) = (try rectangles(), try rectangles())
        let (union, intersection) = (try SphereRegion.union([a, b]), try a.intersection(b))
        let sum = SphereShape(polygons: a.polygons).area + SphereShape(polygons: b.polygons).area
        #expect(Self.near(union.area + intersection.area, sum, sum))
        #expect(Self.near(try b.intersection(a).area, intersection.area, sum))
        #expect(
            a.meets(b) == !(intersection.polygons.isEmpty && intersection.lines.isEmpty && intersection.points.isEmpty))
        let all = try #require(SphereRegion(united: union))
        for x in 0..<9 {
            for y in 0..<9 {
                let longitude = 176.5 + Double(x) - (x > 3 ? 360 : 0)
                let point = try #require(SpherePoint(longitude: longitude, latitude: Double(y) - 3.5))
                #expect((a.contains(point) || b.contains(point)) == all.contains(point))
            }
        }
    }

    @Test("A shape and itself", arguments: 1...5)
    func idempotent(seed: Int) throws {
        var shapes = RandomShapes(seed: UInt64(seed))
        let a = try shapes.star(around: shapes.point(), vertices: 20, radius: 0.3)
        #expect(try a.intersection(a).polygons == [a.polygons[0].orientedRings])
        #expect(try SphereRegion.union([a, a]).polygons == [a.polygons[0].orientedRings])
    }

    @Test("Many polygons at once give what pairs give")
    func manyAtOnce() throws {
        var shapes = RandomShapes(seed: 9)
        let center = shapes.point()
        let regions = try (0..<70).map { _ in
            try shapes.star(around: shapes.point(near: center, within: 0.1), vertices: 7, radius: 0.02)
        }
        let atOnce = try SphereRegion.union(regions)
        let first = try #require(SphereRegion(united: try SphereRegion.union(Array(regions.prefix(35)))))
        let second = try #require(SphereRegion(united: try SphereRegion.union(Array(regions.suffix(35)))))
        let inParts = try SphereRegion.union([first, second])
        #expect(Self.near(atOnce.area, inParts.area, atOnce.area))
        #expect(atOnce.polygons.count == inParts.polygons.count)
    }

    @Test("The parts of a line inside and the length of it")
    func lines() throws {
        var shapes = RandomShapes(seed: 3)
        let center = shapes.point()
        let region = try shapes.star(around: center, vertices: 60, radius: 0.2)
        let line = try #require(SphereLines([(0..<200).map { _ in shapes.point(near: center, within: 0.3) }]))
        let inside = try line.intersection(region)
        #expect(region.meets(line))
        for part in inside.lines {
            for (start, end) in zip(part, part.dropFirst()) {
                #expect(region.contains(start.interpolated(to: end, 0.5)))
            }
        }
        // Sampling the line tells how much of it is inside.
        let total = Polyline.length(line.lines[0])
        let samples = 5_000
        let hits = try (0..<samples).filter { sample in
            region.contains(try #require(Polyline.point(line.lines[0], at: (Double(sample) + 0.5) / Double(samples))))
        }
        let length = inside.lines.reduce(0) { $0 + Polyline.length($1) }
        #expect((length / total - Double(hits.count) / Double(samples)).magnitude < 0.01)
    }

    @Test("Vertices on edges, shared edges and shared vertices belong to both")
    func touching() throws {
        func region(_ ring: [(Double, Double)]) throws -> SphereRegion {
            let points = ring.compactMap { SpherePoint(longitude: $0.0, latitude: $0.1) }
            return try #require(SpherePolygon([points + [points[0]]]).flatMap { SphereRegion([$0]) })
        }
        let square = try region([(0, 0), (2, 0), (2, 2), (0, 2)])
        // Beyond the shared edge on the equator.
        let below = try region([(0, 0), (0, -2), (2, -2), (2, 0)])
        let edge = try square.intersection(below)
        #expect(edge.polygons.isEmpty && edge.points.isEmpty && edge.lines.count == 1)
        #expect(try SphereRegion.union([square, below]).polygons.count == 1)
        // A vertex in the middle of an edge.
        let tip = try region([(1, 0), (0.5, -1), (1.5, -1)])
        #expect(square.meets(tip))
        let point = try square.intersection(tip)
        #expect(point.polygons.isEmpty && point.lines.isEmpty && point.points.count == 1)
        // Of neighbours exactly one holds each vertex.
        let corner = try #require(SpherePoint(longitude: 2, latitude: 0))
        let right = try region([(2, 0), (4, 0), (4, 2), (2, 2)])
        let rightBelow = try region([(2, 0), (2, -2), (4, -2), (4, 0)])
        #expect([square, below, right, rightBelow].filter { $0.contains(corner) }.count == 1)
    }

    @Test("A ring of squares has a hole")
    func holes() throws {
        func square(_ x: Double, _ y: Double, _ width: Double, _ height: Double) throws -> SphereRegion {
            let ring = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
            let points = ring.compactMap { SpherePoint(longitude: $0.0, latitude: $0.1) }
            return try #require(SpherePolygon([points]).flatMap { SphereRegion([$0]) })
        }
        let frame = try SphereRegion.union([
            square(0, 0, 3, 1), square(2, 0, 1, 3), square(0, 2, 3, 1), square(0, 0, 1, 3),
        ])
        #expect(frame.polygons.count == 1 && frame.polygons[0].count == 2)
        let region = try #require(SphereRegion(united: frame))
        #expect(!region.contains(try #require(SpherePoint(longitude: 1.5, latitude: 1.5))))
        // What fills the hole and more gives a polygon without one.
        let filled = try SphereRegion.union([region, square(0.5, 0.5, 2, 2)])
        #expect(filled.polygons.count == 1 && filled.polygons[0].count == 1)
    }
}
