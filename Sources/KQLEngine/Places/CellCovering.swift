/// The S2 cells of one level that have a point in common with a shape, or with what is within a radius of it.
struct CellCovering {
    /// More cells are no answer.
    static let mostCells = 65_536

    private let tree: EdgeTree
    private let region: SphereRegion?
    private let level: Int
    /// The radius as an angle.
    private let radius: Double
    private var cells: [S2Cell] = []

    private init(_ tree: EdgeTree, _ region: SphereRegion?, level: Int, radius: Double) {
        self.tree = tree
        self.region = region
        self.level = level
        self.radius = radius
    }

    /// The cells in the order of their numbers; nil for a level that there is not, a negative radius, and too many cells.
    ///
    /// - Parameter radius: In metres.
    static func cells(_ lines: SphereLines, level: Int, radius: Double) -> [S2Cell]? {
        cells(lines.tree, nil, level, radius)
    }

    static func cells(_ region: SphereRegion, level: Int, radius: Double) -> [S2Cell]? {
        cells(region.tree, region, level, radius)
    }

    private static func cells(_ tree: EdgeTree, _ region: SphereRegion?, _ level: Int, _ radius: Double) -> [S2Cell]? {
        guard (0...S2Cell.mostLevels).contains(level), radius >= 0, radius.isFinite else { return nil }
        var covering = CellCovering(tree, region, level: level, radius: radius / SpherePoint.earthRadius)
        let edges = tree.edges.indices.map { Int32($0) }
        for face in S2Cell.faces where !covering.visit(face, edges) { return nil }
        return covering.cells
    }

    /// Adds what a cell and those in it give; false where that is too much.
    ///
    /// - Parameter edges: Those that may be within the radius of the cell.
    private mutating func visit(_ cell: S2Cell, _ edges: [Int32]) -> Bool {
        let ring = cell.ring
        let center = cell.center
        let reach = ring.reduce(0) { max($0, center.angle(to: $1)) } + radius + 1e-14
        let near = edges.filter { place in
            let edge = tree.edges[Int(place)]
            return center.angle(to: center.closest(onEdgeFrom: edge.start, to: edge.end)) <= reach
        }
        if near.isEmpty {
            // The boundary is far, so the cell is inside or outside as a whole.
            guard region?.contains(center) ?? false else { return true }
            let (count, isTooMany) = Int(1).multipliedReportingOverflow(by: 1 << (2 * (level - cell.level)))
            guard !isTooMany, cells.count + count <= Self.mostCells else { return false }
            addAll(in: cell)
            return true
        }
        guard cell.level == level else {
            for child in cell.children where !visit(child, near) { return false }
            return true
        }
        let sides = zip(ring, ring.dropFirst()).map { EdgeTree.Edge(start: $0, end: $1) }
        let isCovered =
            near.contains { isWithinRadius(tree.edges[Int($0)], of: sides) } || region?.contains(center) ?? false
        if isCovered { cells.append(cell) }
        return cells.count <= Self.mostCells
    }

    private mutating func addAll(in cell: S2Cell) {
        if cell.level == level {
            cells.append(cell)
        } else {
            for child in cell.children { addAll(in: child) }
        }
    }

    private func isWithinRadius(_ edge: EdgeTree.Edge, of sides: [EdgeTree.Edge]) -> Bool {
        if sides.allSatisfy({ SphereOrientation.sign($0.start, $0.end, edge.start) > 0 }) { return true }
        if sides.contains(where: { $0.meets(edge) }) { return true }
        guard radius > 0 else { return false }
        return sides.contains { side in
            [(edge.start, side), (edge.end, side), (side.start, edge)].contains { point, other in
                point.angle(to: point.closest(onEdgeFrom: other.start, to: other.end)) <= radius
            }
        }
    }
}
