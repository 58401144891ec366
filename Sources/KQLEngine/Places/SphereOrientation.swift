/// Questions about points of the sphere that are answered without rounding errors, so that answers never contradict
/// each other.
///
/// No three different points count as lying on one great circle: where they do, each is moved by an amount too small
/// to matter, always the same (Edelsbrunner and Mücke, "Simulation of simplicity", 1990).
enum SphereOrientation {
    /// 1 where three points turn counterclockwise, -1 clockwise, 0 only where two of them are equal.
    static func sign(_ a: SpherePoint, _ b: SpherePoint, _ c: SpherePoint) -> Int {
        let determinant = a.cross(b).dot(c)
        // Rounding cannot change a sign beyond this, for vectors of length 1.
        let bound = 1.8274 * Double.ulpOfOne
        if determinant > bound { return 1 }
        if determinant < -bound { return -1 }
        return nearSign(a, b, c)
    }

    /// Differences keep the digits where points are close together.
    private static func nearSign(_ a: SpherePoint, _ b: SpherePoint, _ c: SpherePoint) -> Int {
        if a == b || b == c || c == a { return 0 }
        let (ab, bc, ca) = (b - a, c - b, a - c)
        let (ab2, bc2, ca2) = (ab.dot(ab), bc.dot(bc), ca.dot(ca))
        let determinant: Double
        let sizes: Double
        if ab2 >= bc2, ab2 >= ca2 {
            determinant = -ca.cross(bc).dot(c)
            sizes = ca2 * bc2
        } else if bc2 >= ca2 {
            determinant = -ab.cross(ca).dot(a)
            sizes = ab2 * ca2
        } else {
            determinant = -bc.cross(ab).dot(b)
            sizes = bc2 * ab2
        }
        let bound = 3.2321 * Double.ulpOfOne * sizes.squareRoot()
        if bound > 1e-150, determinant.magnitude > bound { return determinant > 0 ? 1 : -1 }
        return exactSign(a, b, c)
    }

    private static func exactSign(_ a: SpherePoint, _ b: SpherePoint, _ c: SpherePoint) -> Int {
        let sign = ExactSum.sign(a, b, c)
        if sign != 0 { return sign }
        // The moves are told by the order of the points, so they are sorted; each swap turns the sense.
        var points = [a, b, c]
        var sense = 1
        for (first, second) in [(0, 1), (1, 2), (0, 1)] where points[second].isBefore(points[first]) {
            points.swapAt(first, second)
            sense = -sense
        }
        return sense * movedSign(points[0], points[1], points[2])
    }

    /// The sign of the first term that does not vanish of the determinant of moved points, `a` moved the most.
    private static func movedSign(_ a: SpherePoint, _ b: SpherePoint, _ c: SpherePoint) -> Int {
        func sign(_ value: Double) -> Int { value > 0 ? 1 : value < 0 ? -1 : 0 }
        let terms: [() -> Int] = [
            { ExactSum.sign(b.x, b.y, c.x, c.y) },
            { ExactSum.sign(b.z, b.x, c.z, c.x) },
            { ExactSum.sign(b.y, b.z, c.y, c.z) },
            { ExactSum.sign(c.x, c.y, a.x, a.y) },
            { sign(c.x) },
            { -sign(c.y) },
            { ExactSum.sign(c.z, c.x, a.z, a.x) },
            { sign(c.z) },
            { ExactSum.sign(a.x, a.y, b.x, b.y) },
            { -sign(b.x) },
            { sign(b.y) },
            { sign(a.x) },
        ]
        for term in terms {
            let sign = term()
            if sign != 0 { return sign }
        }
        return 1
    }

    /// Whether the edges from `center` to `a`, `b` and `c` come in this order, counterclockwise; equal ones count.
    static func isOrdered(_ a: SpherePoint, _ b: SpherePoint, _ c: SpherePoint, around center: SpherePoint) -> Bool {
        var count = 0
        if sign(b, center, a) >= 0 { count += 1 }
        if sign(c, center, b) >= 0 { count += 1 }
        if sign(a, center, c) > 0 { count += 1 }
        return count >= 2
    }

    /// 1 where two edges cross at a point inside both, 0 where they share an end, else -1.
    static func crossing(_ a: SpherePoint, _ b: SpherePoint, _ c: SpherePoint, _ d: SpherePoint) -> Int {
        let abc = sign(a, b, c)
        let abd = sign(a, b, d)
        if abc == 0 || abd == 0 {
            return a == b || c == d ? -1 : 0
        }
        if abc == abd { return -1 }
        let cda = sign(c, d, a)
        return cda == -sign(c, d, b) && cda == -abc ? 1 : -1
    }

    /// The point where two edges cross, which they do.
    ///
    /// It lies on the first edge as well as can be, so it is close to both even where they are nearly parallel.
    static func intersection(_ a: SpherePoint, _ b: SpherePoint, _ c: SpherePoint, _ d: SpherePoint) -> SpherePoint {
        // The longer edge has the better normal.
        if (b - a).dot(b - a) > (d - c).dot(d - c) { return intersection(c, d, a, b) }
        let normal = (c - d).cross(c + d)
        func height(_ point: SpherePoint) -> Double {
            let (first, second) = (point - c, point - d)
            return first.dot(first) < second.dot(second) ? first.dot(normal) : second.dot(normal)
        }
        let (start, end) = (height(a), height(b))
        let sum = (b * start - a * end)
        let point = sum.length > 0 ? sum.normalized : a
        return point.dot(a + b) < 0 ? point * -1 : point
    }
}

extension SpherePoint {
    fileprivate func isBefore(_ other: SpherePoint) -> Bool { (x, y, z) < (other.x, other.y, other.z) }

    /// A direction from the point at which the turn around it is taken to begin; 90° away.
    ///
    /// Any direction does that belongs to the point alone; this one is that of the service, whose answers at vertices
    /// of polygons depend on it.
    var beginOfTurn: SpherePoint {
        let (x, y, z) = (x.magnitude, y.magnitude, z.magnitude)
        var helper = SpherePoint(x: 0.012, y: 0.0053, z: 0.00457)
        let largest = x > y ? (x > z ? 0 : 2) : (y > z ? 1 : 2)
        switch largest {
        case 0: helper.z = 1
        case 1: helper.x = 1
        default: helper.y = 1
        }
        return cross(helper).normalized
    }
}
