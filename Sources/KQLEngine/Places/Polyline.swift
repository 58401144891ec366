internal import Foundation

/// Work on lines whose edges are geodesics.
enum Polyline {
    static func edges(_ points: [SpherePoint]) -> Zip2Sequence<[SpherePoint], ArraySlice<SpherePoint>> {
        zip(points, points.dropFirst())
    }

    /// The length in metres.
    static func length(_ points: [SpherePoint]) -> Double { edges(points).reduce(0) { $0 + $1.0.distance(to: $1.1) } }

    /// The point at a fraction of the length.
    static func point(_ points: [SpherePoint], at fraction: Double) -> SpherePoint? {
        guard (0...1).contains(fraction) else { return nil }
        var rest = length(points) * fraction
        for (start, end) in edges(points) {
            let distance = start.distance(to: end)
            if rest <= distance, distance > 0 { return start.interpolated(to: end, rest / distance) }
            rest -= distance
        }
        return points.last
    }

    /// The fraction of the length at which the line comes closest to a point.
    static func fraction(_ points: [SpherePoint], closestTo point: SpherePoint) -> Double? {
        let length = length(points)
        guard length > 0 else { return nil }
        var best: (angle: Double, distance: Double)?
        var walked = 0.0
        for (start, end) in edges(points) {
            let closest = point.closest(onEdgeFrom: start, to: end)
            let angle = point.angle(to: closest)
            if best == nil || angle < (best?.angle ?? 0) { best = (angle, walked + start.distance(to: closest)) }
            walked += start.distance(to: end)
        }
        return best.map { min($0.distance / length, 1) }
    }

    /// The centre of mass, brought to the sphere.
    static func centroid(_ lines: [[SpherePoint]]) -> SpherePoint? {
        var sum = SpherePoint(x: 0, y: 0, z: 0)
        for (start, end) in lines.flatMap({ Array(edges($0)) }) {
            let total = start + end
            guard total.length > 0 else { return nil }
            sum = sum + total * ((start - end).length / total.length)
        }
        return sum.length > 0 ? sum.normalized : nil
    }
}
