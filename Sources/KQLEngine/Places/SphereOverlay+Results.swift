/// What is made of two layers, or of one.
enum OverlayOperation {
    /// What is in either layer.
    case union
    /// What is in both layers, their boundaries included: where areas only touch, the points and lines they share.
    case intersection

    func covers(_ winding: SIMD2<Int32>) -> Bool {
        switch self {
        case .union: winding.x > 0 || winding.y > 0
        case .intersection: winding.x > 0 && winding.y > 0
        }
    }
}

extension SphereOverlay {
    /// The shape that an operation makes.
    func result(_ operation: OverlayOperation) -> SphereShape {
        var shape = SphereShape()
        let covered = windings.map { operation.covers($0) }
        func isInside(_ side: Int32) -> Bool { !faces.isEmpty && covered[Int(faces[Int(side)])] }
        let sides = (0..<Int32(2 * pieces.count)).filter { isInside($0) && !isInside($0 ^ 1) }
        if !sides.isEmpty { shape.polygons = SphereShape.polygons(rings(sides).map { $0.map { nodes[Int($0)] } }) }
        var lines: [Int32] = []
        var isTaken = Array(repeating: false, count: nodes.count)
        for (index, piece) in pieces.enumerated() {
            let side = Int32(2 * index)
            let touches = isInside(side) || isInside(side ^ 1)
            let isLine =
                switch operation {
                case .union: piece.lines != 0
                case .intersection: (piece.lines != 0 || !touches) && isIn(0, side) && isIn(1, side)
                }
            if isLine { lines.append(piece.isReversed ? side ^ 1 : side) }
            if touches || isLine {
                isTaken[Int(piece.start)] = true
                isTaken[Int(piece.end)] = true
            }
        }
        shape.lines = paths(lines).map { $0.map { nodes[Int($0)] } }
        if operation == .intersection {
            for node in nodes.indices where !isTaken[node] && !leaving[node].isEmpty {
                let isCommon = (0...1).allSatisfy { layer in leaving[node].contains { isIn(layer, $0) } }
                if isCommon { shape.points.append(nodes[node]) }
            }
        }
        return shape
    }

    /// Whether a piece belongs to a layer: to one of its lines, or to an area or the boundary of one.
    private func isIn(_ layer: Int, _ side: Int32) -> Bool {
        pieces[Int(side >> 1)].lines >> UInt8(layer) & 1 == 1 || winding(side)[layer] > 0
            || winding(side ^ 1)[layer] > 0
    }

    /// The boundary of an area as rings that pass no node twice, with the area on their left.
    ///
    /// Each begins after the side with the last source, as the service's do, so that a ring that an operation leaves as
    /// it is begins where it began.
    private func rings(_ sides: [Int32]) -> [[Int32]] {
        var isLeft = Array(repeating: false, count: 2 * pieces.count)
        for side in sides { isLeft[Int(side)] = true }
        var places: [Int32: Int] = [:]
        var found: [(first: Int32, nodes: [Int32])] = []
        for side in sides where isLeft[Int(side)] {
            var path: [Int32] = []
            places.removeAll(keepingCapacity: true)
            var next = side
            while isLeft[Int(next)] {
                isLeft[Int(next)] = false
                places[start(next)] = path.count
                path.append(next)
                let node = end(next)
                if let place = places[node] {
                    let ring = Array(path[place...])
                    for side in ring { places[start(side)] = nil }
                    path.removeSubrange(place...)
                    let rotated = rotated(ring)
                    found.append((source(rotated[0]), rotated.map { start($0) }))
                }
                guard let follower = follower(of: next, where: { isLeft[Int($0)] }) else { break }
                next = follower
            }
        }
        return found.sorted { ($0.first, $0.nodes[0]) < ($1.first, $1.nodes[0]) }.map(\.nodes)
    }

    /// The side of a boundary that follows one: the first one clockwise from the way back.
    private func follower(of side: Int32, where isWanted: (Int32) -> Bool) -> Int32? {
        let around = leaving[Int(end(side))]
        guard let place = around.firstIndex(of: side ^ 1) else { return nil }
        for step in 1...around.count {
            let next = around[(place + around.count - step) % around.count]
            if isWanted(next) { return next }
        }
        return nil
    }

    private func rotated(_ ring: [Int32]) -> [Int32] {
        var last = 0
        var hasGap = false
        for place in ring.indices.dropFirst() {
            let (source, best) = (source(ring[place]), source(ring[last]))
            if source < best {
                hasGap = true
            } else if source > best || !hasGap {
                last = place
                hasGap = false
            }
        }
        let begin = (last + 1) % ring.count
        return Array(ring[begin...] + ring[..<begin])
    }

    /// Lines along sides, cut where more than two sides meet.
    private func paths(_ sides: [Int32]) -> [[Int32]] {
        guard !sides.isEmpty else { return [] }
        let sides = sides.sorted { (pieces[Int($0 >> 1)].firstSource, $0) < (pieces[Int($1 >> 1)].firstSource, $1) }
        var out: [Int32: [Int32]] = [:]
        var into: [Int32: Int] = [:]
        for side in sides {
            out[start(side), default: []].append(side)
            into[end(side), default: 0] += 1
        }
        func isMiddle(_ node: Int32) -> Bool { out[node]?.count == 1 && into[node] == 1 }
        var isUsed: Set<Int32> = []
        var paths: [(first: Int32, nodes: [Int32])] = []
        func follow(_ side: Int32) {
            var path = [start(side)]
            var next: Int32? = side
            while let side = next, isUsed.insert(side).inserted {
                path.append(end(side))
                next = isMiddle(end(side)) ? out[end(side)]?[0] : nil
            }
            paths.append((pieces[Int(side >> 1)].firstSource, path))
        }
        for side in sides where !isMiddle(start(side)) { follow(side) }
        // What is left are rings.
        for side in sides where !isUsed.contains(side) { follow(side) }
        return paths.sorted { $0.first < $1.first }.map(\.nodes)
    }
}
