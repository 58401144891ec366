internal import Foundation

/// Edges that are straight on a map of longitudes and latitudes, as GeoJSON means them, made into geodesics.
struct PlanarEdges {
    struct Place: Equatable {
        var longitude: Double
        var latitude: Double
    }

    static let tolerances = 0.1...10_000.0
    static let mostPoints = 10_485_760

    /// How far in metres a geodesic may be from the straight edge.
    let tolerance: Double

    /// The distance of two curves is greatest near here and at the same part from the end. Where the difference is a
    /// polynomial of degree three, which it nearly is, the largest one is at most the one here over ``factor``.
    private static let probe = 0.31215691082248312
    private static let factor = 0.83829992569888509

    private func point(_ place: Place) -> SpherePoint {
        let lambda = .pi / 180 * place.longitude.remainder(dividingBy: 360)
        let phi = .pi / 180 * place.latitude
        return SpherePoint(x: cos(lambda) * cos(phi), y: sin(lambda) * cos(phi), z: sin(phi))
    }

    /// The line through places; nil for too many points.
    func line(_ places: [Place]) -> [SpherePoint]? {
        guard let first = places.first else { return [] }
        var points = [point(first)]
        for (start, end) in zip(places, places.dropFirst()) {
            // The halves that wait, the first on top.
            var waiting = [(start, end)]
            while let (a, b) = waiting.popLast() {
                if isClose(a, b) {
                    guard points.count < Self.mostPoints else { return nil }
                    points.append(point(b))
                } else {
                    let middle = between(a, b, 0.5)
                    waiting += [(middle, b), (a, middle)]
                }
            }
        }
        return points
    }

    private func between(_ a: Place, _ b: Place, _ part: Double) -> Place {
        Place(
            longitude: (1 - part) * a.longitude + part * b.longitude,
            latitude: (1 - part) * a.latitude + part * b.latitude)
    }

    private func isClose(_ a: Place, _ b: Place) -> Bool {
        let (start, end) = (point(a), point(b))
        if start == end, a.longitude == b.longitude, a.latitude == b.latitude { return true }
        guard start.dot(end) >= -1e-14 else { return false }
        return [Self.probe, 1 - Self.probe].allSatisfy { part in
            start.interpolated(to: end, part).distance(to: point(between(a, b, part))) <= Self.factor * tolerance
        }
    }

    /// A line cut where it crosses the antimeridian.
    static func cutAtAntimeridian(_ line: [SpherePoint]) -> [[SpherePoint]] {
        guard var last = line.first else { return [] }
        var parts = [[last]]
        for point in line.dropFirst() {
            let (from, to) = (last.longitude, point.longitude)
            if (from - to).magnitude > 180 {
                parts[parts.count - 1].append(crossing(last, point, isEast: from > 0))
                parts.append([crossing(last, point, isEast: to > 0)])
            }
            parts[parts.count - 1].append(point)
            last = point
        }
        return parts
    }

    /// Where an edge crosses the meridian just before the antimeridian, east or west.
    private static func crossing(_ start: SpherePoint, _ end: SpherePoint, isEast: Bool) -> SpherePoint {
        let lambda = .pi / 180 * (isEast ? 179.999999999999 : -179.999999999999)
        let meridian = SpherePoint(x: -sin(lambda), y: cos(lambda), z: 0)
        let point = start.cross(end).cross(meridian)
        guard point.length > 0 else { return isEast == (start.longitude > 0) ? start : end }
        return point.dot(start + end) < 0 ? point.normalized * -1 : point.normalized
    }
}
