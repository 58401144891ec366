internal import Foundation

/// Where an edge from a point may end that passes others within a tolerance.
///
/// Each point that is to be passed leaves the directions of a wedge; what is left is their intersection, so a line of
/// any length is walked in one go.
struct Reach {
    private let origin: SpherePoint
    private let tolerance: Double
    private let east: SpherePoint
    private let north: SpherePoint
    /// The direction of the first point that was passed outside of the tolerance; others are measured from it.
    private var first: Double?
    private var low = -Double.pi
    private var high = Double.pi
    /// An edge ends beyond all that it passes.
    private var least = 0.0

    /// - Parameter tolerance: As an angle.
    init(from origin: SpherePoint, tolerance: Double) {
        self.origin = origin
        self.tolerance = tolerance
        east = origin.beginOfTurn
        north = origin.cross(east)
    }

    private func direction(_ point: SpherePoint) -> Double { atan2(point.dot(north), point.dot(east)) }

    mutating func pass(_ point: SpherePoint) {
        let distance = origin.angle(to: point)
        least = max(least, distance)
        guard distance > tolerance else { return }
        let wedge = asin(min(sin(tolerance) / sin(min(distance, .pi / 2)), 1))
        let turn = turn(to: point)
        if first == nil { first = direction(point) }
        low = max(low, turn - wedge)
        high = min(high, turn + wedge)
    }

    /// How far the direction of a point is from the first one, from -π to π.
    private func turn(to point: SpherePoint) -> Double {
        first.map { (direction(point) - $0).remainder(dividingBy: 2 * .pi) } ?? 0
    }

    func allows(_ end: SpherePoint) -> Bool {
        let distance = origin.angle(to: end)
        guard distance > 0, distance >= least, distance < .pi / 2 else { return false }
        let turn = turn(to: end)
        return first == nil || low <= turn && turn <= high
    }
}
