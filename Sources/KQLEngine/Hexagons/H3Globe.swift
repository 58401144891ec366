internal import Foundation

/// The icosahedron and the 122 cells of level 0 on it.
///
/// The system is told at h3geo.org. What it fixes are facts that are written down here: where one face lies, how its
/// faces are made of corners, and on which of two faces a cell on an edge is at home. All else follows from geometry.
struct H3Globe {
    static let shared = H3Globe()

    /// Corners of the faces, counterclockwise from the one in direction 0; corners count from north to south.
    private static let corners = [
        [0, 4, 2], [0, 2, 1], [0, 1, 3], [0, 3, 5], [0, 5, 4], [8, 2, 4], [6, 1, 2], [7, 3, 1], [9, 5, 3], [10, 4, 5],
        [2, 8, 6], [1, 6, 7], [3, 7, 9], [5, 9, 10], [4, 10, 8], [11, 6, 8], [11, 7, 6], [11, 9, 7], [11, 10, 9],
        [11, 8, 10],
    ]

    /// The homes of the cells in the middle of an edge, from north to south.
    private static let edgeHomes = [
        2, 1, 1, 3, 2, 0, 4, 0, 11, 6, 7, 3, 10, 4, 12, 5, 16, 8, 15, 14, 13, 9, 17, 16, 17, 19, 15, 18, 18, 19,
    ]

    /// The five directions from a pentagon, clockwise from the one of its home face; direction 4 is not there.
    static let pentagonDirections = [3, 2, 1, 0, 5]

    let faces: [H3Face]
    /// By face, then by edge.
    private let crossings: [[H3Crossing]]
    /// The home of each cell of level 0.
    private var homes: [(face: Int, point: LatticePoint)] = []
    /// For each cell of level 0 that is a pentagon the corners of faces around it, as in ``pentagonDirections``.
    private var wedges: [[(face: Int, corner: Int)]] = []
    /// What lies at the points of a face and its surroundings, by face and ``key(_:)``.
    private var places: [H3Place?] = []

    private init() {
        let points = Self.cornerPoints()
        let faces = Self.corners.map { H3Face($0, at: points) }
        self.faces = faces
        crossings = faces.map { face in
            (0..<3).map { edge in
                let start = face.corners[edge]
                let end = face.corners[(edge + 1) % 3]
                for (number, other) in faces.enumerated() {
                    for back in 0..<3 where other.corners[back] == end && other.corners[(back + 1) % 3] == start {
                        return H3Crossing(face: number, edge: back, turn: (9 + 2 * (back - edge)) % 6)
                    }
                }
                preconditionFailure("each edge belongs to two faces")
            }
        }
        findCells()
    }

    /// The twelve corners, from the middle of the first face and the azimuth of its first corner.
    private static func cornerPoints() -> [SpherePoint] {
        let (latitude, longitude, azimuth) = (0.803582649718989942, 1.248397419617396099, 5.619958268523939882)
        let middle = SpherePoint(
            x: cos(latitude) * cos(longitude), y: cos(latitude) * sin(longitude), z: sin(latitude))
        let east = SpherePoint(x: -sin(longitude), y: cos(longitude), z: 0)
        let ahead = middle.cross(east) * cos(azimuth) + east * sin(azimuth)
        let left = middle.cross(ahead)
        var points: [SpherePoint?] = Array(repeating: nil, count: 12)
        for (place, corner) in corners[0].enumerated() {
            let angle = Double(place) * 2 * .pi / 3
            points[corner] = (middle + (ahead * cos(angle) + left * sin(angle)) * (2 * H3Face.unit)).normalized
        }
        // Beyond an edge the next corner is the sum of the edge's, by the golden ratio, without the one on this side.
        for face in corners.dropFirst() {
            for place in 0..<3 where points[face[place]] == nil {
                let edge = [face[(place + 1) % 3], face[(place + 2) % 3]]
                let known = corners.first {
                    $0 != face && edge.allSatisfy($0.contains) && $0.allSatisfy { points[$0] != nil }
                }
                let behind = known?.first { !edge.contains($0) }.flatMap { points[$0] }
                guard let start = points[edge[0]], let end = points[edge[1]], let behind else { continue }
                points[face[place]] = ((start + end) * ((5.0.squareRoot() - 1) / 2) - behind).normalized
            }
        }
        return points.compactMap(\.self)
    }

    // MARK: Cells of level 0

    private static func key(_ point: LatticePoint) -> Int { (point.a + 2) * 5 + point.b + 2 }

    /// Finds the cells of level 0 on all faces and numbers them from north to south, which is how the system does.
    private mutating func findCells() {
        var cells: [(middle: SpherePoint, sites: [(face: Int, point: LatticePoint)])] = []
        let near = (0..<25).map { LatticePoint(a: $0 / 5 - 2, b: $0 % 5 - 2) }.filter { $0.norm <= 4 }
        for face in faces.indices {
            for point in near where H3Face.edge(crossedBy: point, side: 2) == nil {
                let middle = faces[face].globe(point.x, point.y)
                if let known = cells.firstIndex(where: { $0.middle.dot(middle) > 0.999 }) {
                    cells[known].sites.append((face, point))
                } else {
                    cells.append((middle, [(face, point)]))
                }
            }
        }
        cells.sort { $0.middle.z > $1.middle.z }
        places = Array(repeating: nil, count: 25 * faces.count)
        var edgeHomes = Self.edgeHomes.makeIterator()
        for (number, cell) in cells.enumerated() {
            guard let home = Self.home(number, cell.sites, &edgeHomes) else {
                preconditionFailure("no cell is homeless")
            }
            homes.append(home)
            wedges.append(cell.sites.count == 5 ? wedges(from: home.face) : [])
            for site in cell.sites {
                let turn = crossings[site.face].first {
                    cell.sites.count == 2 && site.face != home.face && $0.face == home.face
                }?
                .turn
                places[25 * site.face + Self.key(site.point)] = H3Place(cell: number, turn: turn ?? 0)
            }
            for (wedge, site) in (wedges.last ?? []).enumerated() {
                let point = LatticePoint(direction: 2 * site.corner) * 2
                places[25 * site.face + Self.key(point)] = H3Place(cell: number, wedge: wedge, corner: site.corner)
            }
        }
        // A cell's descendants reach beyond it, and so beyond the edges of faces.
        for face in faces.indices {
            for point in near where H3Face.edge(crossedBy: point, side: 2) != nil {
                let other = settled(point, on: face, side: 2)
                guard var place = places[25 * other.face + Self.key(other.point)] else { continue }
                place.turn += other.turn
                places[25 * face + Self.key(point)] = place
            }
        }
    }

    /// Where a cell is at home: on its one face, on either of two, or on the face of which a pentagon is the first corner.
    private static func home(
        _ number: Int, _ sites: [(face: Int, point: LatticePoint)], _ edgeHomes: inout IndexingIterator<[Int]>
    ) -> (face: Int, point: LatticePoint)? {
        switch sites.count {
        case 1: return sites.first
        case 2:
            let face = edgeHomes.next()
            return sites.first { $0.face == face }
        default:
            // The northernmost and the southernmost are the first corner of all their faces.
            let corners = sites.filter { $0.point == LatticePoint(a: 2, b: 0) }
            return number < H3Cell.cellsOfLevel0 / 2 ? corners.first : corners.last
        }
    }

    private func wedges(from home: Int) -> [(face: Int, corner: Int)] {
        var sites = [(face: home, corner: 0)]
        while sites.count < 5, let last = sites.last {
            let crossing = crossings[last.face][last.corner]
            sites.append((crossing.face, (crossing.edge + 1) % 3))
        }
        return sites
    }

    // MARK: Look-up

    /// The face whose middle is nearest to a point.
    @inline(__always)
    func face(of point: SpherePoint) -> Int {
        var best = 0
        var most = -2.0
        for index in 0..<faces.count {
            let near = faces[index].middle.dot(point)
            if near > most { (best, most) = (index, near) }
        }
        return best
    }

    /// A point of a face's plane on the face on which it lies, and by how much directions turn between the two.
    func settled(_ point: LatticePoint, on face: Int, side: Int) -> (face: Int, point: LatticePoint, turn: Int) {
        guard let edge = H3Face.edge(crossedBy: point, side: side) else { return (face, point, 0) }
        let crossing = crossings[face][edge]
        return (crossing.face, crossing(point, side: side), crossing.turn)
    }

    /// As ``settled(_:on:side:)`` for what descends from a pentagon. The way to a face around it leads over those between it
    /// and the pentagon's home, and a point on an edge belongs to the first of the two faces.
    ///
    /// - Parameter direction: The first direction from the pentagon.
    func settled(_ point: LatticePoint, around cell: Int, toward direction: Int, side: Int) -> (
        face: Int, point: LatticePoint, turn: Int
    ) {
        guard let wedge = Self.pentagonDirections.firstIndex(of: direction) else {
            return settled(point, on: 0, side: side)
        }
        let site = wedges[cell][wedge]
        let left = (site.corner + 2) % 3
        let homeward = [[], [left], [left], [left, site.corner], [site.corner]][wedge]
        for edge in homeward where H3Face.reach(point, toward: edge) == side {
            let crossing = crossings[site.face][edge]
            return (crossing.face, crossing(point, side: side), crossing.turn)
        }
        return settled(point, on: site.face, side: side)
    }

    /// The cell of level 0 at a point of a face's plane; nil too far from the face.
    @inline(__always)
    func place(_ point: LatticePoint, on face: Int) -> H3Place? {
        point.norm <= 4 ? places[25 * face + Self.key(point)] : nil
    }

    func isPentagon(_ cell: Int) -> Bool { !wedges[cell].isEmpty }

    /// Where descendants of a cell of level 0 are counted from: a face, the cell's point on it, and by how much the
    /// directions there are turned from those of the cell.
    ///
    /// - Parameter direction: The first direction from the cell toward the descendant, if there is one. Around a
    ///   pentagon each direction has a face of its own.
    func origin(_ cell: Int, toward direction: Int?) -> (face: Int, point: LatticePoint, turn: Int) {
        guard isPentagon(cell), let direction, let wedge = Self.pentagonDirections.firstIndex(of: direction) else {
            return (homes[cell].face, homes[cell].point, 0)
        }
        let site = wedges[cell][wedge]
        return (site.face, LatticePoint(direction: 2 * site.corner) * 2, 2 * site.corner + 3 - direction)
    }
}

/// A cell of level 0 as seen from a face.
struct H3Place {
    let cell: Int
    /// By how much the face's directions are turned to become the cell's; for a pentagon see ``turn(toward:)``.
    var turn = 0
    /// For a pentagon which of its directions the face lies in, and which of the face's corners it is.
    var wedge: Int?
    var corner = 0

    /// By how much directions turn for what lies in a direction of the face's first.
    @inline(__always)
    func turn(toward direction: Int?) -> Int {
        guard let wedge, let direction else { return turn }
        let inward = (2 * corner + 3) % 6
        // How far to the left of the face's own wedge; five wedges surround the pentagon.
        let aside = (direction - inward + 8) % 6 - 2
        return H3Globe.pentagonDirections[(wedge - aside + 5) % 5] - direction
    }
}
