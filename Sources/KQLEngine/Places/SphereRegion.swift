internal import Foundation

/// Polygons that are asked many questions: their edges in a tree, their union known at one point.
struct SphereRegion {
    /// The point at which winding numbers are known, in the ocean and on no line that people draw.
    static let reference = SpherePoint(x: -0.398_471_239, y: -0.523_147_617, z: -0.753_362_911).normalized

    let polygons: [SpherePolygon]
    /// The edges with the polygons on their left.
    let tree: EdgeTree
    /// How many polygons cover the reference point.
    let winding: Int
    /// A cap around all: what is outside of it is outside of the polygons. Nil where they do not fit in half a sphere.
    let cap: (center: SpherePoint, angle: Double)?

    /// Nil where edges of one polygon cross each other or are equal.
    init?(_ polygons: [SpherePolygon]) {
        var edges: [EdgeTree.Edge] = []
        var owners: [Int32] = []
        var winding = 0
        for (owner, polygon) in polygons.enumerated() {
            for (place, ring) in polygon.orientedRings.enumerated() {
                edges += SpherePolygon.edges(ring).map { EdgeTree.Edge(start: $0.0, end: $0.1) }
                owners += Array(repeating: Int32(owner), count: ring.count)
                if Self.isReferenceInside(polygon.rings[place]) { winding += place == 0 ? 1 : -1 }
            }
        }
        self.polygons = polygons
        self.winding = winding
        tree = EdgeTree(edges)
        let sum = edges.reduce(SpherePoint(x: 0, y: 0, z: 0)) { $0 + $1.start }
        let center = sum.normalized
        let angle = edges.reduce(0) { max($0, center.angle(to: $1.start)) }
        cap = sum.length > 0 && angle < .pi / 2 - 1e-9 ? (center, angle + 1e-12) : nil
        for (first, edge) in edges.enumerated() {
            var isValid = true
            tree.visit(from: edge.start, to: edge.end) { second in
                guard second > first, owners[first] == owners[second] else { return true }
                let other = edges[second]
                isValid =
                    SphereOrientation.crossing(edge.start, edge.end, other.start, other.end) < 1
                    && !(edge.start == other.start && edge.end == other.end)
                    && !(edge.start == other.end && edge.end == other.start)
                return isValid
            }
            guard isValid else { return nil }
        }
    }

    /// Whether one of the polygons holds a point.
    ///
    /// Of polygons that share an edge or a vertex exactly one holds each point of it, as the service has it.
    func contains(_ point: SpherePoint) -> Bool {
        if let cap {
            // The way through space is shorter than the angle, so nothing is lost.
            let away = cap.center - point
            if away.dot(away) > cap.angle * cap.angle { return false }
        }
        var count = winding
        tree.visit(from: point, to: Self.reference) { index in
            count += Self.crossings(of: tree.edges[index], from: point)
            return true
        }
        return count > 0
    }

    /// The point of the polygons that is closest to one, itself inside.
    func closest(to point: SpherePoint) -> SpherePoint? {
        contains(point) ? point : tree.closest(to: point)?.point
    }

    /// How the winding number grows across an edge on the way from the reference to a point: 1, 0 or -1.
    ///
    /// At a vertex it is that of the place beside it where the turn around it begins, so that a sum over all edges is
    /// the same for all points of a face.
    static func crossings(of edge: EdgeTree.Edge, from point: SpherePoint) -> Int {
        if edge.start == point {
            return SphereOrientation.isOrdered(point.beginOfTurn, edge.end, reference, around: point) ? -1 : 0
        }
        if edge.end == point {
            return SphereOrientation.isOrdered(point.beginOfTurn, edge.start, reference, around: point) ? 1 : 0
        }
        guard SphereOrientation.crossing(point, reference, edge.start, edge.end) == 1 else { return 0 }
        return SphereOrientation.sign(point, reference, edge.end) > 0 ? 1 : -1
    }

    /// Whether a ring, counterclockwise, holds the reference point.
    private static func isReferenceInside(_ ring: [SpherePoint]) -> Bool {
        let vertex = ring[1]
        let isVertexInside = !SphereOrientation.isOrdered(vertex.beginOfTurn, ring[2], ring[0], around: vertex)
        let crossings = SpherePolygon.edges(ring).reduce(0) {
            $0 + Self.crossings(of: EdgeTree.Edge(start: $1.0, end: $1.1), from: vertex)
        }
        return (isVertexInside ? 1 : 0) - crossings > 0
    }

    // MARK: Two regions

    /// Whether the polygons have a point in common with others; boundaries count.
    func meets(_ other: SphereRegion) -> Bool {
        if let cap, let second = other.cap, cap.center.angle(to: second.center) > cap.angle + second.angle + 1e-12 {
            return false
        }
        if tree.meets(other.tree) { return true }
        // Without a common boundary, one lies in the other or they are apart.
        return other.polygons.contains { contains($0.rings[0][0]) }
            || polygons.contains { other.contains($0.rings[0][0]) }
    }

    /// Whether lines have a point in common with the polygons.
    func meets(_ lines: SphereLines) -> Bool {
        tree.meets(lines.tree) || lines.lines.contains { contains($0[0]) }
    }
}

extension EdgeTree {
    /// Whether an edge crosses or touches one of another tree.
    func meets(_ other: EdgeTree) -> Bool {
        guard edges.count <= other.edges.count else { return other.meets(self) }
        return edges.contains { edge in
            var isFound = false
            other.visit(from: edge.start, to: edge.end, margin: NodeTable.tolerance) { index in
                isFound = other.edges[index].meets(edge)
                return !isFound
            }
            return isFound
        }
    }
}

extension EdgeTree.Edge {
    /// Whether two edges cross or touch, as far as rounding errors tell.
    func meets(_ other: EdgeTree.Edge) -> Bool {
        SphereOrientation.crossing(start, end, other.start, other.end) >= 0
            || start.lies(onEdgeFrom: other.start, to: other.end) || end.lies(onEdgeFrom: other.start, to: other.end)
            || other.start.lies(onEdgeFrom: start, to: end) || other.end.lies(onEdgeFrom: start, to: end)
    }
}
