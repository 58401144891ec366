import Testing

@testable import KQLEngine

@Suite("Buffers: all that is within a radius, to a tolerance")
struct SphereBufferTests {
    @Test("A place is in the buffer by its distance, but for the tolerance", arguments: 1...12)
    func distances(seed: Int) throws {
        var shapes = RandomShapes(seed: UInt64(seed))
        let center = seed % 3 == 0 ? SpherePoint(x: 0, y: 0, z: -1) : shapes.point()
        let radius = [5_000.0, 60_000, 400_000][seed % 3]
        let tolerance = radius * [0.001, 0.01, 0.1][seed % 3]
        var buffer = try #require(SphereBuffer(radius: radius, tolerance: tolerance))
        let distance: (SpherePoint) -> Double
        switch seed % 4 {
        case 0:
            buffer.add(point: center)
            distance = { $0.distance(to: center) }
        case 1:
            let line = (0..<12).map { _ in shapes.point(near: center, within: 0.02) }
            buffer.add(line: line)
            let tree = try #require(SphereLines([line])).tree
            distance = { point in tree.closest(to: point).map { point.distance(to: $0.point) } ?? .infinity }
        default:
            let star = try shapes.star(around: center, vertices: 15, radius: 0.02)
            buffer.add(star)
            distance = { point in star.closest(to: point).map { point.distance(to: $0) } ?? .infinity }
        }
        let shape = try buffer.shape()
        let region = try #require(SphereRegion(united: shape))
        for vertex in shape.polygons.joined().joined() { #expect(distance(vertex) < radius + tolerance) }
        for _ in 0..<400 {
            let point = shapes.point(near: center, within: 0.02 + 1.5 * radius / SpherePoint.earthRadius)
            let distance = distance(point)
            if distance > radius + tolerance { #expect(!region.contains(point), "at \(distance)") }
            if distance < radius - tolerance - 1e-3 { #expect(region.contains(point), "at \(distance)") }
        }
    }

    @Test("A buffer holds its shape and grows with its radius")
    func grows() throws {
        var shapes = RandomShapes(seed: 4)
        let star = try shapes.star(around: shapes.point(), vertices: 30, radius: 0.01)
        var last = SphereShape(polygons: star.polygons).area
        for radius in [10.0, 100, 1_000, 10_000, 100_000, 1_000_000] {
            var buffer = try #require(SphereBuffer(radius: radius, tolerance: 10))
            buffer.add(star)
            let area = try buffer.shape().area
            #expect(area > last)
            last = area
        }
    }

    @Test("A cap has the area that the sphere gives it")
    func cap() throws {
        var buffer = try #require(SphereBuffer(radius: 1_000_000, tolerance: 1))
        buffer.add(point: SpherePoint(x: 0.6, y: 0, z: 0.8))
        // 2πR²(1 - cos(r / R)).
        let radius = SpherePoint.earthRadius
        let expected = 2 * Double.pi * radius * radius * (1 - Trigonometry.cosine(1_000_000 / radius))
        #expect((try buffer.shape().area / expected - 1).magnitude < 1e-5)
    }

    @Test(
        "What is no radius or tolerance",
        arguments: [(0.0, 10.0), (-1, 1), (1e9, 10), (1_000, 0), (1_000, -1), (1e6, 0.5)])
    func refused(radius: Double, tolerance: Double) {
        #expect(SphereBuffer(radius: radius, tolerance: tolerance) == nil)
    }
}
