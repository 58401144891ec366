/// Edges of the sphere in a tree of boxes, so that a question looks at few of many.
///
/// The tree is packed: edges are sorted along a curve that fills the sphere, every four nodes have one above them.
struct EdgeTree {
    struct Edge {
        var start: SpherePoint
        var end: SpherePoint
    }

    /// A box with sides along the axes.
    struct Box {
        var low: SIMD3<Double>
        var high: SIMD3<Double>

        /// Around an edge, whose arc rises above its chord.
        init(_ start: SpherePoint, _ end: SpherePoint, margin: Double = 0) {
            let (a, b) = (start.vector, end.vector)
            let chord = end - start
            let half = min(chord.dot(chord) / 4, 1)
            let rise = half / (1 + (1 - half).squareRoot()) + 4e-16 + margin
            low = pointwiseMin(a, b) - rise
            high = pointwiseMax(a, b) + rise
        }

        init(_ point: SpherePoint, margin: Double) {
            low = point.vector - margin
            high = point.vector + margin
        }

        mutating func form(union other: Box) {
            low = pointwiseMin(low, other.low)
            high = pointwiseMax(high, other.high)
        }

        func meets(_ other: Box) -> Bool { all(low .<= other.high) && all(other.low .<= high) }

        /// Whether a plane through the centre of the sphere meets the box.
        func meetsPlane(_ normal: SIMD3<Double>) -> Bool {
            let (first, second) = (low * normal, high * normal)
            return pointwiseMin(first, second).sum() <= 1e-15 && pointwiseMax(first, second).sum() >= -1e-15
        }

        /// The square of the distance through space from a point.
        func squaredDistance(_ point: SIMD3<Double>) -> Double {
            let away = point - pointwiseMax(low, pointwiseMin(point, high))
            return (away * away).sum()
        }
    }

    private static let fan = 4

    let edges: [Edge]
    /// The edges in the order of the curve.
    private let order: [Int32]
    /// The boxes of each level from the leaves, which hold ``fan`` edges, up to a level of one box.
    private let levels: [[Box]]

    init(_ edges: [Edge]) {
        self.edges = edges
        if edges.count > Self.fan {
            let keys = edges.map { S2Cell.leaf(($0.start + $0.end)).identifier }
            order = edges.indices.map { Int32($0) }.sorted { keys[Int($0)] < keys[Int($1)] }
        } else {
            order = edges.indices.map { Int32($0) }
        }
        var level: [Box] = []
        for first in stride(from: 0, to: edges.count, by: Self.fan) {
            var box = Box(edges[Int(order[first])].start, edges[Int(order[first])].end)
            for place in order[(first + 1)..<min(first + Self.fan, edges.count)] {
                box.form(union: Box(edges[Int(place)].start, edges[Int(place)].end))
            }
            level.append(box)
        }
        var levels = [level]
        while level.count > 1 {
            level = stride(from: 0, to: level.count, by: Self.fan).map { first in
                level[(first + 1)..<min(first + Self.fan, level.count)].reduce(into: level[first]) {
                    $0.form(union: $1)
                }
            }
            levels.append(level)
        }
        self.levels = levels
    }

    /// Calls `body` for the edges in boxes that pass a test, until it returns false.
    func visit(where test: (Box) -> Bool, _ body: (Int) -> Bool) {
        guard !edges.isEmpty else { return }
        var waiting: [(level: Int, place: Int)] = [(levels.count - 1, 0)]
        while let (level, place) = waiting.popLast() {
            guard test(levels[level][place]) else { continue }
            let first = place * Self.fan
            if level == 0 {
                for edge in order[first..<min(first + Self.fan, edges.count)] where !body(Int(edge)) { return }
            } else {
                for below in first..<min(first + Self.fan, levels[level - 1].count) {
                    waiting.append((level - 1, below))
                }
            }
        }
    }

    /// Calls `body` for the edges that may come close to a point, `margin` away through space.
    func visit(near point: SpherePoint, margin: Double, _ body: (Int) -> Bool) {
        let box = Box(point, margin: margin)
        visit(where: { $0.meets(box) }, body)
    }

    /// Calls `body` for the edges that may cross the one between two points or come within a margin of it.
    func visit(from start: SpherePoint, to end: SpherePoint, margin: Double = 0, _ body: (Int) -> Bool) {
        let box = Box(start, end, margin: margin)
        let normal = start.cross(end)
        // The plane tells more than the box of a long edge does; the normal of a short one tells nothing sure.
        guard margin == 0, normal.length > 1e-3 else {
            visit(where: { $0.meets(box) }, body)
            return
        }
        let plane = normal.normalized.vector
        visit(where: { $0.meets(box) && $0.meetsPlane(plane) }, body)
    }

    /// The edge that is closest to a point, the point on it and their distance as an angle; nil where there is no edge
    /// within the limit, an angle.
    func closest(to point: SpherePoint, within limit: Double = .infinity) -> (
        edge: Int, point: SpherePoint, angle: Double
    )? {
        var best: (edge: Int, point: SpherePoint, angle: Double)?
        var chord = limit < 3.1 ? 4 * (limit / 2) * (limit / 2) : 5
        visit(
            where: { $0.squaredDistance(point.vector) <= chord },
            { place in
                let edge = edges[place]
                let found = point.closest(onEdgeFrom: edge.start, to: edge.end)
                let angle = point.angle(to: found)
                let isBetter =
                    best.map { angle < $0.angle || angle == $0.angle && place < $0.edge } ?? (angle <= limit)
                if isBetter {
                    best = (place, found, angle)
                    let away = found - point
                    chord = min(chord, away.dot(away) + 1e-15)
                }
                return true
            })
        return best
    }
}

extension SpherePoint {
    var vector: SIMD3<Double> { SIMD3(x, y, z) }
}
