/// A face of the icosahedron that the grid lies on, as a plane that touches the globe at the middle of the face.
///
/// Points are projected from the centre of the globe. The unit of the plane is the distance of neighbouring cells of level
/// 0; the corners of the face are 2 units away from its middle, the first in direction 0, the others counterclockwise.
struct H3Face {
    /// The plane's unit as a part of the radius: the golden ratio to the power -2.
    static let unit = (3 - 5.0.squareRoot()) / 2

    /// The corners by their numbers, counterclockwise.
    let corners: [Int]
    let middle: SpherePoint
    /// One unit along the plane in the direction of the first corner, and one across it to the left.
    let ahead: SpherePoint
    let left: SpherePoint

    init(_ corners: [Int], at points: [SpherePoint]) {
        self.corners = corners
        middle = corners.reduce(SpherePoint(x: 0, y: 0, z: 0)) { $0 + points[$1] }.normalized
        let first = points[corners[0]]
        let along = (first - middle * first.dot(middle)).normalized
        ahead = along * Self.unit
        left = middle.cross(along) * Self.unit
    }

    /// Where a point of the globe lies on the plane.
    @inline(__always)
    func plane(_ point: SpherePoint) -> (x: Double, y: Double) {
        // The square of the unit takes back that both directions have its length.
        let scale = 1 / (point.dot(middle) * (Self.unit * Self.unit))
        return (point.dot(ahead) * scale, point.dot(left) * scale)
    }

    func globe(_ x: Double, _ y: Double) -> SpherePoint { (middle + ahead * x + left * y).normalized }

    /// How far a point is from the middle toward each edge; a corner is at `side` of two, where `side` is how far the
    /// corners are away. Edge n joins corner n with the next.
    @inline(__always)
    static func reach(_ point: LatticePoint, toward edge: Int) -> Int {
        switch edge {
        case 0: point.a + point.b
        case 1: point.b - 2 * point.a
        default: point.a - 2 * point.b
        }
    }

    /// The edge that a point lies beyond; nil on the face.
    @inline(__always)
    static func edge(crossedBy point: LatticePoint, side: Int) -> Int? {
        if reach(point, toward: 0) > side { return 0 }
        if reach(point, toward: 1) > side { return 1 }
        return reach(point, toward: 2) > side ? 2 : nil
    }
}

/// How the plane of a face goes on beyond an edge, on another face.
struct H3Crossing {
    let face: Int
    /// The same edge there.
    let edge: Int
    /// By how many sixths directions turn.
    let turn: Int

    /// A point of the first face's plane on the second's.
    @inline(__always)
    func callAsFunction(_ point: LatticePoint, side: Int) -> LatticePoint {
        // The first face's middle lies as far beyond the edge as the second's does before it.
        point.turned(turn) + LatticePoint(direction: (2 * edge + 1) % 6) * side
    }
}
