internal import Foundation

/// A polygon of the sphere whose edges are geodesics: a shell, which encloses the smaller part, and holes.
struct SpherePolygon {
    /// The rings, each counterclockwise and without its last point, which is its first.
    let rings: [[SpherePoint]]

    /// Rings as written; nil where one is not closed, has fewer than three different points or repeats one.
    init?(_ rings: [[SpherePoint]]) {
        guard !rings.isEmpty else { return nil }
        for ring in rings {
            guard ring.count >= 4, ring.first == ring.last, Set(ring).count == ring.count - 1 else { return nil }
        }
        self.rings = rings.map { ring in
            let open = Array(ring.dropLast())
            return Self.signedArea(open) < 0 ? open.reversed() : open
        }
    }

    /// The rings with the polygon on their left: holes clockwise.
    var orientedRings: [[SpherePoint]] {
        rings.enumerated().map { place, ring in place == 0 ? ring : [ring[0]] + ring.dropFirst().reversed() }
    }

    static func edges(_ ring: [SpherePoint]) -> [(SpherePoint, SpherePoint)] {
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
    static func signedArea(_ ring: [SpherePoint]) -> Double {
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

    /// The point that the centre of mass of several polygons, which do not overlap, lies above.
    static func centroid(_ polygons: [SpherePolygon]) -> SpherePoint? {
        let sum = polygons.reduce(SpherePoint(x: 0, y: 0, z: 0)) { $0 + $1.moment }
        return sum.length > 0 ? sum.normalized : nil
    }

    /// The integral of position over the polygon.
    private var moment: SpherePoint {
        var sum = SpherePoint(x: 0, y: 0, z: 0)
        for (place, ring) in rings.enumerated() {
            guard let origin = ring.first else { continue }
            for index in 1..<max(ring.count - 1, 1) {
                sum = sum + Self.moment(origin, ring[index], ring[index + 1]) * (place == 0 ? 1 : -1)
            }
        }
        return sum
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
