internal import Foundation

/// A polygon of the sphere whose edges are geodesics: a shell, which encloses the smaller part, and holes.
struct SpherePolygon {
    /// The rings, each without its last point, which is its first.
    private let rings: [[SpherePoint]]

    /// Rings as written; nil where one is not closed, has fewer than three different points or repeats one.
    init?(_ rings: [[SpherePoint]]) {
        guard !rings.isEmpty else { return nil }
        for ring in rings {
            guard ring.count >= 4, ring.first == ring.last else { return nil }
            let points = ring.dropLast()
            for (index, point) in points.enumerated() where points.dropFirst(index + 1).contains(point) { return nil }
        }
        self.rings = rings.map { Array($0.dropLast()) }
    }

    private static func edges(_ ring: [SpherePoint]) -> [(SpherePoint, SpherePoint)] {
        ring.indices.map { (ring[$0], ring[($0 + 1) % ring.count]) }
    }

    /// The length of all rings, in metres.
    var perimeter: Double {
        rings.reduce(0) { $0 + Self.edges($1).reduce(0) { $0 + $1.0.distance(to: $1.1) } }
    }

    /// The area in square metres.
    var area: Double {
        let areas = rings.map { Self.signedArea($0).magnitude }
        let first = areas.first ?? 0
        return (first - areas.dropFirst().reduce(0, +)) * SpherePoint.earthRadius * SpherePoint.earthRadius
    }

    /// The area of a ring on the unit sphere, positive for counterclockwise ones; of two sides the smaller.
    private static func signedArea(_ ring: [SpherePoint]) -> Double {
        guard let origin = ring.first else { return 0 }
        var sum = 0.0
        for index in 1..<max(ring.count - 1, 1) { sum += triangle(origin, ring[index], ring[index + 1]) }
        if sum > 2 * .pi { return sum - 4 * .pi }
        return sum < -2 * .pi ? sum + 4 * .pi : sum
    }

    /// The signed excess of a triangle; Eriksson 1990.
    private static func triangle(_ a: SpherePoint, _ b: SpherePoint, _ c: SpherePoint) -> Double {
        // Differences keep the digits that small triangles need.
        let volume = a.dot((b - a).cross(c - a))
        return 2 * atan2(volume, 1 + a.dot(b) + b.dot(c) + c.dot(a))
    }

    func contains(_ point: SpherePoint) -> Bool {
        guard let shell = rings.first, Self.contains(point, shell) else { return false }
        return !rings.dropFirst().contains { Self.contains(point, $0) }
    }

    /// Whether the edges turn once around a point, in the sense that the ring has.
    private static func contains(_ point: SpherePoint, _ ring: [SpherePoint]) -> Bool {
        var turn = 0.0
        for (start, end) in edges(ring) {
            let first = start - point * start.dot(point)
            let second = end - point * end.dot(point)
            turn += atan2(point.dot(first.cross(second)), first.dot(second))
        }
        return turn * (signedArea(ring) < 0 ? -1 : 1) > .pi
    }

    /// The point of the boundary that is closest to one.
    func closestOnBoundary(to point: SpherePoint) -> SpherePoint? {
        rings.flatMap { Self.edges($0).map { point.closest(onEdgeFrom: $0.0, to: $0.1) } }
            .min { point.angle(to: $0) < point.angle(to: $1) }
    }

    /// The centre of mass, brought to the sphere.
    var centroid: SpherePoint? {
        var sum = SpherePoint(x: 0, y: 0, z: 0)
        for (place, ring) in rings.enumerated() {
            guard let origin = ring.first else { continue }
            let sign: Double = (Self.signedArea(ring) < 0 ? -1 : 1) * (place == 0 ? 1 : -1)
            for index in 1..<max(ring.count - 1, 1) {
                sum = sum + Self.moment(origin, ring[index], ring[index + 1]) * sign
            }
        }
        return sum.length > 0 ? sum.normalized : nil
    }

    /// The integral of position over a triangle, in the form that keeps its digits for small ones: the determinants of
    /// the corners' differences with the ratios of the edges' angles to their sines.
    private static func moment(_ a: SpherePoint, _ b: SpherePoint, _ c: SpherePoint) -> SpherePoint {
        func ratio(_ start: SpherePoint, _ end: SpherePoint) -> Double {
            let angle = start.angle(to: end)
            return angle == 0 ? 1 : angle / sin(angle)
        }
        let (ra, rb, rc) = (ratio(b, c), ratio(c, a), ratio(a, b))
        let x = SpherePoint(x: a.x, y: b.x - a.x, z: c.x - a.x)
        let y = SpherePoint(x: a.y, y: b.y - a.y, z: c.y - a.y)
        let z = SpherePoint(x: a.z, y: b.z - a.z, z: c.z - a.z)
        let r = SpherePoint(x: ra, y: rb - ra, z: rc - ra)
        return SpherePoint(x: y.cross(z).dot(r), y: z.cross(x).dot(r), z: x.cross(y).dot(r)) * 0.5
    }
}
