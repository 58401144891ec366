extension H3Cell {
    var center: SpherePoint {
        let site = site
        return Self.globe(site.point.x, site.point.y, on: site.face, level: level)
    }

    /// A point of the plane of a face at a level.
    private static func globe(_ x: Double, _ y: Double, on face: Int, level: Int) -> SpherePoint {
        let scale = LatticePoint.scales[level]
        let size = scale.x * scale.x + scale.y * scale.y
        return H3Globe.shared.faces[face].globe(
            (x * scale.x + y * scale.y) / size, (y * scale.x - x * scale.y) / size)
    }

    /// The corners counterclockwise, and the first again.
    ///
    /// Where a side crosses an edge of the icosahedron, it bends there, and the bend is a corner more. That happens at odd
    /// levels; at even ones corners lie on the edges.
    var ring: [SpherePoint] {
        var corners: [SpherePoint] = []
        for side in sides {
            corners.append(side.start)
            if let bend = side.bend { corners.append(bend) }
        }
        if let first = corners.first { corners.append(first) }
        return corners
    }

    private var sides: [(start: SpherePoint, bend: SpherePoint?)] {
        guard isPentagon else {
            let site = site
            return (0..<6).map { side(from: $0, of: site.point, on: site.face) }
        }
        let globe = H3Globe.shared
        return [1, 2, 3, 5, 0].map { direction in
            let origin = globe.origin(base, toward: direction)
            let point = (0..<level).reduce(origin.point) { point, step in point * LatticePoint.step(to: step + 1) }
            return side(from: direction + origin.turn + 5, of: point, on: origin.face)
        }
    }

    /// The side from a corner on, for a cell at a point of a face: corner 0 is a twelfth of a turn from direction 0.
    private func side(from corner: Int, of point: LatticePoint, on face: Int) -> (
        start: SpherePoint, bend: SpherePoint?
    ) {
        let isTurned = !level.isMultiple(of: 2)
        let even = isTurned ? level + 1 : level
        // Corners are thirds of lattice points.
        let step = isTurned ? LatticePoint.step(to: even) : LatticePoint(a: 1, b: 0)
        let middle = point * step * 3
        let offset = LatticePoint(a: 2, b: 1) * step
        let start = middle + offset.turned(corner)
        let end = middle + offset.turned(corner + 1)
        let reach = 3 * Self.side(level)
        let globe = H3Globe.shared
        func place(_ point: LatticePoint) -> SpherePoint {
            let settled = globe.settled(point, on: face, side: reach)
            return Self.globe(settled.point.x / 3, settled.point.y / 3, on: settled.face, level: even)
        }
        let edges = (H3Face.edge(crossedBy: start, side: reach), H3Face.edge(crossedBy: end, side: reach))
        guard isTurned, edges.0 != edges.1, let edge = edges.0 ?? edges.1 else { return (place(start), nil) }
        let first = H3Face.reach(start, toward: edge)
        let last = H3Face.reach(end, toward: edge)
        guard first != reach, last != reach else { return (place(start), nil) }
        let part = Double(reach - first) / Double(last - first)
        let x = start.x + (end.x - start.x) * part
        let y = start.y + (end.y - start.y) * part
        return (place(start), Self.globe(x / 3, y / 3, on: face, level: even))
    }
}
