/// The edges of one or two layers of shapes, cut where they meet, with the faces between them.
///
/// Edges that bound an area have it on their left. A face has a winding number in each layer: how often the areas of
/// the layer cover it.
struct SphereOverlay {
    /// An edge of a shape.
    struct Source {
        var start: SpherePoint
        var end: SpherePoint
        /// 0 or 1.
        var layer: Int
        /// Whether the edge bounds an area rather than being a part of a line.
        var boundsArea: Bool
    }

    /// An edge that meets others at its ends only.
    struct Piece {
        var start: Int32
        var end: Int32
        /// How much more often the left side is covered than the right one, in each layer.
        var turns: SIMD2<Int32> = .zero
        /// The layers of which the piece is part of a line, as bits.
        var lines: UInt8 = 0
        /// The first sources that run along the piece, in its direction and against it.
        var forward = Int32.max
        var backward = Int32.max

        var isReversed: Bool { backward < forward }
        var firstSource: Int32 { min(forward, backward) }
    }

    /// How many places of meeting are looked at before shapes count as too entangled.
    static let mostCuts = 500_000

    private(set) var nodes: [SpherePoint] = []
    private(set) var pieces: [Piece] = []
    /// The face on the left of each side: side 2n runs along piece n, side 2n + 1 against it.
    private(set) var faces: [Int32] = []
    /// The winding numbers of each face.
    private(set) var windings: [SIMD2<Int32>] = []
    /// The sides that leave each node, counterclockwise.
    private(set) var leaving: [[Int32]] = []

    /// - Parameter reference: The winding numbers of ``SphereRegion/reference``.
    /// - Throws: ``FunctionFailure`` where the edges meet in too many places.
    init(_ sources: [Source], reference: SIMD2<Int32>) throws {
        var table = NodeTable()
        var pieces: [Piece] = []
        for (index, source) in sources.enumerated() {
            var piece = Piece(start: table.node(source.start), end: table.node(source.end))
            piece.forward = Int32(index)
            if source.boundsArea {
                piece.turns[source.layer] = 1
            } else {
                piece.lines = 1 << UInt8(source.layer)
            }
            if piece.start != piece.end { pieces.append(piece) }
        }
        pieces = Self.merged(pieces)
        // Cutting moves edges by rounding errors, after which they may meet anew; more than a few rounds are never
        // needed, and faces are found in any case.
        for _ in 0..<5 {
            guard let cuts = try Self.cuts(pieces, &table) else { break }
            pieces = Self.merged(Self.cut(pieces, at: cuts, table.points))
        }
        nodes = table.points
        self.pieces = pieces
        findSides()
        if sources.contains(where: \.boundsArea) { findFaces(reference) }
    }

    func start(_ side: Int32) -> Int32 { side & 1 == 0 ? pieces[Int(side >> 1)].start : pieces[Int(side >> 1)].end }
    func end(_ side: Int32) -> Int32 { start(side ^ 1) }

    /// The winding numbers on the left of a side; zero where there is no area at all.
    func winding(_ side: Int32) -> SIMD2<Int32> { faces.isEmpty ? .zero : windings[Int(faces[Int(side)])] }

    /// The first source that runs along a side.
    func source(_ side: Int32) -> Int32 {
        side & 1 == 0 ? pieces[Int(side >> 1)].forward : pieces[Int(side >> 1)].backward
    }

    // MARK: Cutting

    private static func merged(_ pieces: [Piece]) -> [Piece] {
        var places: [SIMD2<Int32>: Int] = [:]
        places.reserveCapacity(pieces.count)
        var output: [Piece] = []
        output.reserveCapacity(pieces.count)
        for piece in pieces {
            let key = SIMD2(min(piece.start, piece.end), max(piece.start, piece.end))
            guard let place = places[key] else {
                places[key] = output.count
                output.append(piece)
                continue
            }
            let isSame = output[place].start == piece.start
            output[place].turns &+= isSame ? piece.turns : .zero &- piece.turns
            output[place].lines |= piece.lines
            output[place].forward = min(output[place].forward, isSame ? piece.forward : piece.backward)
            output[place].backward = min(output[place].backward, isSame ? piece.backward : piece.forward)
        }
        return output
    }

    /// The nodes at which each piece has to be cut; nil where none has to.
    private static func cuts(
        _ pieces: [Piece], _ table: inout NodeTable
    ) throws -> [Int: [Int32]]? {
        let points = table.points
        let tree = EdgeTree(
            pieces.map { EdgeTree.Edge(start: points[Int($0.start)], end: points[Int($0.end)]) })
        var cuts: [Int: [Int32]] = [:]
        var count = 0
        for (first, piece) in pieces.enumerated() {
            let (a, b) = (points[Int(piece.start)], points[Int(piece.end)])
            tree.visit(from: a, to: b, margin: NodeTable.tolerance) { second in
                guard second > first else { return true }
                let other = pieces[second]
                let (c, d) = (points[Int(other.start)], points[Int(other.end)])
                var meets = false
                func cut(_ index: Int, _ node: Int32) {
                    guard node != pieces[index].start, node != pieces[index].end else { return }
                    cuts[index, default: []].append(node)
                    count += 1
                }
                // An end that lies on the other edge.
                for node in [other.start, other.end] where node != piece.start && node != piece.end {
                    if points[Int(node)].lies(onEdgeFrom: a, to: b) {
                        cut(first, node)
                        meets = true
                    }
                }
                for node in [piece.start, piece.end] where node != other.start && node != other.end {
                    if points[Int(node)].lies(onEdgeFrom: c, to: d) {
                        cut(second, node)
                        meets = true
                    }
                }
                let isDisjoint =
                    piece.start != other.start && piece.start != other.end && piece.end != other.start
                    && piece.end != other.end
                if !meets, isDisjoint, SphereOrientation.crossing(a, b, c, d) == 1 {
                    let node = table.node(SphereOrientation.intersection(a, b, c, d))
                    cut(first, node)
                    cut(second, node)
                }
                return count <= mostCuts
            }
            guard count <= mostCuts else {
                throw FunctionFailure("the shapes meet in more than \(mostCuts) places; simplify or split them")
            }
        }
        return cuts.isEmpty ? nil : cuts
    }

    private static func cut(_ pieces: [Piece], at cuts: [Int: [Int32]], _ points: [SpherePoint]) -> [Piece] {
        var output: [Piece] = []
        for (index, piece) in pieces.enumerated() {
            guard let found = cuts[index] else {
                output.append(piece)
                continue
            }
            let start = points[Int(piece.start)]
            let sorted = Set(found).map { node -> (node: Int32, distance: Double) in
                let away = points[Int(node)] - start
                return (node, away.dot(away))
            }.sorted { ($0.distance, $0.node) < ($1.distance, $1.node) }
            var last = piece.start
            for node in sorted.map(\.node) + [piece.end] where node != last {
                var part = piece
                part.start = last
                part.end = node
                output.append(part)
                last = node
            }
        }
        return output
    }

    // MARK: Faces

    private mutating func findSides() {
        leaving = Array(repeating: [], count: nodes.count)
        for index in pieces.indices {
            leaving[Int(pieces[index].start)].append(Int32(2 * index))
            leaving[Int(pieces[index].end)].append(Int32(2 * index + 1))
        }
        for node in nodes.indices where leaving[node].count > 2 {
            let center = nodes[node]
            let first = nodes[Int(end(leaving[node][0]))]
            let rest = leaving[node].dropFirst().map { (side: $0, point: nodes[Int(end($0))]) }
            leaving[node] =
                [leaving[node][0]]
                + rest.sorted {
                    $0.side != $1.side && SphereOrientation.isOrdered(first, $0.point, $1.point, around: center)
                }
                .map(\.side)
        }
    }

    /// The place of each side among those that leave its start.
    private var placesAroundNodes: [Int32] {
        var places = [Int32](repeating: 0, count: 2 * pieces.count)
        for sides in leaving {
            for (place, side) in sides.enumerated() { places[Int(side)] = Int32(place) }
        }
        return places
    }

    private mutating func findFaces(_ reference: SIMD2<Int32>) {
        let places = placesAroundNodes
        faces = [Int32](repeating: -1, count: 2 * pieces.count)
        var sideOfFace: [Int32] = []
        for side in 0..<Int32(2 * pieces.count) where faces[Int(side)] < 0 {
            var next = side
            while faces[Int(next)] < 0 {
                faces[Int(next)] = Int32(sideOfFace.count)
                // At the end, the edge that comes before the way back, clockwise.
                let around = leaving[Int(end(next))]
                let place = Int(places[Int(next ^ 1)])
                next = around[(place + around.count - 1) % around.count]
            }
            sideOfFace.append(side)
        }
        windings = Array(repeating: .zero, count: sideOfFace.count)
        var isKnown = Array(repeating: false, count: sideOfFace.count)
        let tree = EdgeTree(
            pieces.map { EdgeTree.Edge(start: nodes[Int($0.start)], end: nodes[Int($0.end)]) })
        // The sides of each face, to walk from face to face.
        var sides: [[Int32]] = Array(repeating: [], count: sideOfFace.count)
        for side in faces.indices { sides[Int(faces[side])].append(Int32(side)) }
        for face in sideOfFace.indices where !isKnown[face] {
            let (first, winding) = known(at: start(sideOfFace[face]), tree, reference)
            windings[first] = winding
            isKnown[first] = true
            var waiting = [first]
            while let left = waiting.popLast() {
                for side in sides[left] {
                    let right = Int(faces[Int(side ^ 1)])
                    guard !isKnown[right] else { continue }
                    let turns = pieces[Int(side >> 1)].turns
                    windings[right] = side & 1 == 0 ? windings[left] &- turns : windings[left] &+ turns
                    isKnown[right] = true
                    waiting.append(right)
                }
            }
        }
    }

    /// A face at a node and its winding numbers, by the edges between the node and the point of reference.
    private func known(
        at node: Int32, _ tree: EdgeTree, _ reference: SIMD2<Int32>
    ) -> (face: Int, winding: SIMD2<Int32>) {
        let point = nodes[Int(node)]
        var winding = reference
        tree.visit(from: point, to: SphereRegion.reference) { index in
            let sign = SphereRegion.crossings(of: tree.edges[index], from: point)
            if sign != 0 { winding &+= pieces[index].turns &* SIMD2(repeating: Int32(sign)) }
            return true
        }
        // The face into which the turn around the node begins.
        let sides = leaving[Int(node)]
        let begin = point.beginOfTurn
        let side = sides.indices.first { index in
            let next = sides[(index + 1) % sides.count]
            return sides.count == 1
                || SphereOrientation.isOrdered(
                    nodes[Int(end(sides[index]))], begin, nodes[Int(end(next))], around: point)
        }
        return (Int(faces[Int(sides[side ?? 0])]), winding)
    }
}

extension SpherePoint {
    /// Whether the point lies on an edge, between its ends, as far as rounding errors tell.
    func lies(onEdgeFrom start: SpherePoint, to end: SpherePoint) -> Bool {
        let normal = (start - end).cross(start + end)
        let (fromStart, fromEnd) = (self - start, self - end)
        let height = fromStart.dot(fromStart) < fromEnd.dot(fromEnd) ? fromStart.dot(normal) : fromEnd.dot(normal)
        guard height.magnitude <= NodeTable.tolerance * normal.length else { return false }
        return fromStart.dot(end - start) > 0 && fromEnd.dot(start - end) > 0
    }
}
