internal import Foundation

/// A point of the unit sphere.
///
/// Distances are measured on a sphere of 6,371,010 m, the radius with which the language's reference computes.
struct SpherePoint: Hashable {
    static let earthRadius = 6_371_010.0

    var x: Double
    var y: Double
    var z: Double

    init(x: Double, y: Double, z: Double) {
        self.x = x
        self.y = y
        self.z = z
    }

    /// A point by degrees; nil outside of the ranges that longitudes and latitudes have.
    init?(longitude: Double, latitude: Double) {
        guard (-180...180).contains(longitude), (-90...90).contains(latitude) else { return nil }
        // In the service's order of operations, for the last digits are seen.
        let lambda = .pi / 180 * longitude
        let phi = .pi / 180 * latitude
        self.init(x: cos(lambda) * cos(phi), y: sin(lambda) * cos(phi), z: sin(phi))
    }

    // Zero is added to make negative zeros positive.
    var longitude: Double { 180 / .pi * atan2(y + 0, x + 0) }
    var latitude: Double { 180 / .pi * atan2(z + 0, (x * x + y * y).squareRoot()) }

    var length: Double { (x * x + y * y + z * z).squareRoot() }

    var normalized: SpherePoint { length == 0 ? self : self * (1 / length) }

    func dot(_ other: SpherePoint) -> Double { x * other.x + y * other.y + z * other.z }

    func cross(_ other: SpherePoint) -> SpherePoint {
        SpherePoint(
            x: y * other.z - z * other.y, y: z * other.x - x * other.z, z: x * other.y - y * other.x)
    }

    /// The angle between two points as seen from the centre, in radians.
    func angle(to other: SpherePoint) -> Double { atan2(cross(other).length, dot(other)) }

    /// The distance along the sphere, in metres.
    func distance(to other: SpherePoint) -> Double { angle(to: other) * Self.earthRadius }

    /// The direction from north to another point, clockwise, in radians from 0 to 2π; nil where there is none.
    func azimuth(to other: SpherePoint) -> Double? {
        guard self != other else { return nil }
        let east = SpherePoint(x: -y, y: x, z: 0)
        let north = cross(east)
        guard east.length > 0 else { return nil }
        let angle = atan2(other.dot(east) * north.length, other.dot(north) * east.length)
        return angle < 0 ? angle + 2 * .pi : angle
    }

    /// The point between two at a fraction of their distance.
    func interpolated(to other: SpherePoint, _ fraction: Double) -> SpherePoint {
        let angle = angle(to: other)
        guard angle > 0 else { return self }
        let first = sin((1 - fraction) * angle) / sin(angle)
        return (self * first + other * (sin(fraction * angle) / sin(angle))).normalized
    }

    /// The point of the edge between two points that is closest to this one.
    func closest(onEdgeFrom start: SpherePoint, to end: SpherePoint) -> SpherePoint {
        let normal = start.cross(end).normalized
        guard normal.length > 0 else { return start }
        let foot = (self - normal * dot(normal)).normalized
        if normal.cross(start).dot(foot) >= 0, foot.cross(end).dot(normal) >= 0 { return foot }
        return angle(to: start) <= angle(to: end) ? start : end
    }

    static func + (a: SpherePoint, b: SpherePoint) -> SpherePoint {
        SpherePoint(x: a.x + b.x, y: a.y + b.y, z: a.z + b.z)
    }

    static func - (a: SpherePoint, b: SpherePoint) -> SpherePoint {
        SpherePoint(x: a.x - b.x, y: a.y - b.y, z: a.z - b.z)
    }

    static func * (a: SpherePoint, factor: Double) -> SpherePoint {
        SpherePoint(x: a.x * factor, y: a.y * factor, z: a.z * factor)
    }

    /// The GeoJSON of the point.
    var json: [UInt8] { GeoJSON.point(longitude: longitude, latitude: latitude) }
}
