internal import Foundation

/// Everything within a radius of a shape, as polygons.
///
/// The boundary of a shape is walked around at the distance of the radius, arcs as edges that stay within a tolerance
/// of them; what the walk turns around at least once is the buffer. The walk is that of the S2 library's
/// buffer operation, with which the service computes, so that vertices are the same.
struct SphereBuffer {
    private let radius: Double
    /// The longest angles of arcs that one edge stands for: around a vertex, and along an edge.
    private let vertexStep: Double
    private let edgeStep: Double
    private var sources: [SphereOverlay.Source] = []
    private var winding: Int32 = 0

    private var path: [SpherePoint] = []
    /// More points are not walked through.
    private static let mostPoints = 2_000_000
    private var count = 0
    /// The ends of the spoke from the shape to the walk, and where they began.
    private var inner: SpherePoint?
    private var outer: SpherePoint?
    private var firstInner: SpherePoint?
    private var firstOuter: SpherePoint?

    /// Lengths in metres; nil for a radius that is not positive or reaches around the globe, and for a tolerance below a
    /// millionth of the radius.
    init?(radius: Double, tolerance: Double) {
        let angle = radius / SpherePoint.earthRadius
        let fraction = min(tolerance / radius, 0.999)
        guard radius > 0, fraction >= 1e-6 * (1 - 1e-12), angle > 1e-13, angle * (1 + fraction) < .pi else {
            return nil
        }
        self.radius = angle
        let error = max(fraction * angle, 2.3e-16)
        vertexStep = Self.longestStep(angle, error)
        edgeStep = .pi / 2 - angle > error ? Self.longestStep(.pi / 2 - angle, error) : 0
    }

    /// The longest edge that stays within an error of a circle with its ends on it.
    private static func longestStep(_ radius: Double, _ error: Double) -> Double {
        let least = radius - error
        let most = 2 * .pi / 3 + 1e-15
        if radius < .pi / 2 { return min(most, 2 * acos(tan(least) / tan(radius))) }
        return least > .pi / 2 ? min(most, 2 * acos(tan(radius) / tan(least))) : most
    }

    /// The polygons around all that was added.
    ///
    /// - Throws: ``FunctionFailure`` where there are too many points.
    func shape() throws -> SphereShape {
        guard count <= Self.mostPoints else {
            throw FunctionFailure("the buffer has more than \(Self.mostPoints) points; raise its tolerance")
        }
        return try SphereOverlay(sources, reference: SIMD2(winding, 0)).result(.union)
    }

    // MARK: Shapes

    mutating func add(point: SpherePoint) {
        move(to: point)
        let count = (2 * .pi / vertexStep).rounded(.up)
        let step = 2 * .pi / count + 1e-15
        var angle = 0.0
        var start = point.beginOfTurn
        for _ in 0..<4 {
            let quarter = point.cross(start).normalized
            while angle < .pi / 2 {
                reach(point.along(start.along(quarter, angle), radius))
                angle += step
            }
            angle -= .pi / 2
            start = quarter
        }
        close()
    }

    mutating func add(line: [SpherePoint]) {
        guard line.count >= 2 else {
            if let point = line.first { add(point: point) }
            return
        }
        move(to: line[0])
        let first = axis(line[0], line[1])
        turn(around: line[0], from: first * -1, to: first)
        for index in 0..<(line.count - 2) { follow(line[index], line[index + 1], line[index + 2]) }
        let (before, last) = (line[line.count - 2], line[line.count - 1])
        follow(before, last)
        let end = axis(before, last)
        turn(around: last, from: end, to: end * -1)
        for index in (0..<(line.count - 2)).reversed() { follow(line[index + 2], line[index + 1], line[index]) }
        follow(line[1], line[0])
        close()
    }

    mutating func add(_ region: SphereRegion) {
        winding += Int32(clamping: region.winding)
        for ring in region.polygons.flatMap(\.orientedRings) {
            move(to: ring[0])
            for index in ring.indices {
                follow(ring[index], ring[(index + 1) % ring.count], ring[(index + 2) % ring.count])
            }
            close()
        }
    }

    // MARK: The walk

    /// The direction away from an edge to its right.
    private func axis(_ a: SpherePoint, _ b: SpherePoint) -> SpherePoint { (a - b).cross(a + b).normalized * -1 }

    /// Walks along an edge and around its end to the next one, or through the end where that one turns right.
    private mutating func follow(_ a: SpherePoint, _ b: SpherePoint, _ c: SpherePoint) {
        follow(a, b)
        if SphereOrientation.sign(a, b, c) >= 0 {
            let end = axis(b, c)
            turn(around: b, from: axis(a, b), to: end)
            if edgeStep == 0 { reach(b.along(end, radius)) }
        } else {
            if edgeStep != 0 { reach(b.along(axis(a, b), radius)) }
            reach(b)
        }
    }

    private mutating func follow(_ a: SpherePoint, _ b: SpherePoint) {
        let axis = axis(a, b)
        if edgeStep == 0 {
            reach(axis)
        } else {
            let direction = a.cross(axis).normalized
            let span = a.angle(to: b)
            var angle = 0.0
            repeat {
                reach(a.along(direction, angle).along(axis, radius))
                angle += edgeStep
            } while angle < span
        }
        move(to: b)
    }

    private mutating func turn(around vertex: SpherePoint, from start: SpherePoint, to end: SpherePoint) {
        let direction = vertex.cross(start).normalized
        let span = start.angle(to: end)
        var angle = 0.0
        repeat {
            reach(vertex.along(start.along(direction, angle), radius))
            angle += vertexStep
        } while angle < span
    }

    private mutating func move(to point: SpherePoint) {
        if let inner, let outer { sweep(inner, outer, point) } else { firstInner = point }
        inner = point
    }

    private mutating func reach(_ point: SpherePoint) {
        count += 1
        guard count <= Self.mostPoints else { return }
        path.append(point)
        if let inner, let outer { sweep(inner, outer, point) } else { firstOuter = point }
        outer = point
    }

    private mutating func close() {
        if let inner, let outer, let firstInner, let firstOuter {
            sweep(inner, outer, firstInner)
            sweep(firstInner, outer, firstOuter)
        }
        for (index, point) in path.enumerated() {
            let end = path[(index + 1) % path.count]
            sources.append(SphereOverlay.Source(start: point, end: end, layer: 0, boundsArea: true))
        }
        path = []
        inner = nil
        outer = nil
    }

    /// Counts the triangles over which the spoke moves where they hold the point of reference.
    private mutating func sweep(_ a: SpherePoint, _ b: SpherePoint, _ c: SpherePoint) {
        let sense = SphereOrientation.sign(a, b, c)
        guard sense != 0 else { return }
        let point = SphereRegion.reference
        let isInside = [(a, b), (b, c), (c, a)].allSatisfy { SphereOrientation.sign($0.0, $0.1, point) == sense }
        if isInside { winding += Int32(sense) }
    }
}

extension SpherePoint {
    /// The point at an angle along the geodesic that leaves in a direction, 90° away.
    fileprivate func along(_ direction: SpherePoint, _ angle: Double) -> SpherePoint {
        (self * cos(angle) + direction * sin(angle)).normalized
    }
}
