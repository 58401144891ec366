extension H3Cell {
    /// The cells around: six, and five of a pentagon; counterclockwise from the one in direction 1.
    var neighbors: [H3Cell] {
        let level = level
        guard isPentagon else {
            let site = site
            return (1...6).compactMap { direction in
                let next = site.point + LatticePoint(direction: (direction + site.turn + 12) % 6)
                let settled = Self.settled(next, on: site.face, level: level)
                return H3Cell(at: settled.point, on: settled.face, level: level)
            }
        }
        return [1, 2, 3, 5, 0].compactMap { direction in
            let origin = H3Globe.shared.origin(base, toward: direction)
            let point = (0..<level).reduce(origin.point) { point, step in point * LatticePoint.step(to: step + 1) }
            let next = point + LatticePoint(direction: (direction + origin.turn + 12) % 6)
            let settled = Self.settled(next, on: origin.face, level: level)
            return H3Cell(at: settled.point, on: settled.face, level: level)
        }
    }

    /// The cells at each distance from this one, itself first: rings that go counterclockwise from direction 1 on.
    func rings(_ distance: Int) -> [[H3Cell]] { flatRings(distance) ?? spreadRings(distance) }

    /// The rings where no pentagon is among them; nil otherwise, for around it the lattice lacks a sixth.
    private func flatRings(_ distance: Int) -> [[H3Cell]]? {
        if isPentagon { return nil }
        let level = level
        var walker = site
        var rings = [[self]]
        func walk(_ direction: Int) -> H3Cell? {
            let next = walker.point + LatticePoint(direction: (direction + walker.turn + 12) % 6)
            let settled = Self.settled(next, on: walker.face, level: level)
            walker = (settled.face, settled.point, (walker.turn + settled.turn) % 6)
            let cell = H3Cell(at: settled.point, on: settled.face, level: level)
            return cell.flatMap { $0.isPentagon ? nil : $0 }
        }
        for radius in stride(from: 1, through: distance, by: 1) {
            var ring: [H3Cell] = []
            guard walk(0) != nil else { return nil }
            for direction in [2, 3, 4, 5, 0, 1] {
                for _ in 0..<radius {
                    guard let cell = walk(direction) else { return nil }
                    ring.append(cell)
                }
            }
            rings.append(ring)
        }
        return rings
    }

    /// The rings by the neighbours of the ring before.
    private func spreadRings(_ distance: Int) -> [[H3Cell]] {
        var seen: Set<H3Cell> = [self]
        var rings = [[self]]
        for _ in 0..<max(distance, 0) {
            rings.append((rings.last ?? []).flatMap(\.neighbors).filter { seen.insert($0).inserted })
        }
        return rings
    }
}
