import Testing

@testable import KQLEngine

@Suite("Simpler shapes")
struct ShapeSimplifierTests {
    @Test("A simpler line stays near the line, keeps its ends and its vertices keep their distance", arguments: 1...6)
    func lines(seed: Int) throws {
        var shapes = RandomShapes(seed: UInt64(seed))
        var point = shapes.point()
        var line = [point]
        for _ in 0..<300 {
            point = shapes.point(near: point, within: 0.0005)
            line.append(point)
        }
        let tolerance = 2_000.0
        let simpler = try #require(ShapeSimplifier.lines([line], tolerance: tolerance))
        #expect(simpler.joined().count < 2 * line.count / 3)
        let tree = try #require(SphereLines(simpler)).tree
        for point in line {
            let closest = try #require(tree.closest(to: point))
            #expect(point.distance(to: closest.point) <= 2 * tolerance)
        }
        let vertices = Array(Set(simpler.joined()))
        for (index, vertex) in vertices.enumerated() {
            for other in vertices.dropFirst(index + 1) { #expect(vertex.distance(to: other) >= tolerance * (1 - 1e-9)) }
        }
        #expect(Set(simpler.joined()).isSubset(of: Set(line)))
    }

    @Test("A shared border becomes the same for both neighbours")
    func borders() throws {
        // A wavy line from south to north between two squares.
        let border = (0...100).compactMap { step in
            SpherePoint(longitude: step % 2 == 0 ? 0 : 0.001, latitude: Double(step) / 100)
        }
        func corner(_ longitude: Double, _ latitude: Double) throws -> SpherePoint {
            try #require(SpherePoint(longitude: longitude, latitude: latitude))
        }
        let west = [try corner(-1, 1), try corner(-1, 0)]
        let east = [try corner(1, 0), try corner(1, 1)]
        let left = try #require(SpherePolygon([border + west + [border[0]]]).flatMap { SphereRegion([$0]) })
        let right = try #require(
            SpherePolygon([border.reversed() + east + [border[100]]]).flatMap { SphereRegion([$0]) })
        let shape = try #require(try ShapeSimplifier.polygons([left, right], tolerance: 500))
        // Without a gap between them, the two are one, and only corners are left.
        #expect(shape.polygons.count == 1 && shape.polygons[0].count == 1)
        #expect(shape.polygons[0][0].count <= 6)
        let area = SphereShape(polygons: left.polygons + right.polygons).area
        #expect((shape.area / area - 1).magnitude < 1e-3)
    }

    @Test("What is smaller than the tolerance is gone, and no tolerance changes nothing")
    func extremes() throws {
        var shapes = RandomShapes(seed: 6)
        let star = try shapes.star(around: shapes.point(), vertices: 12, radius: 0.001)
        #expect(try ShapeSimplifier.polygons([star], tolerance: 100_000) == nil)
        let same = try #require(try ShapeSimplifier.polygons([star], tolerance: 0))
        #expect(same.polygons.map { Set($0[0]) } == [Set(star.polygons[0].rings[0])])
        #expect(ShapeSimplifier.lines([[shapes.point(), shapes.point()]], tolerance: 1)?.count == 1)
    }
}
