/// A point of the hexagonal lattice, a + bω, where ω is a third of a turn: an Eisenstein integer.
///
/// Directions are counted in sixths of a turn, counterclockwise from 1. Levels of the grid are lattices, each with seven
/// times the points of the one above: a step down multiplies by 2 - ω to odd levels and by 3 + ω to even ones, which
/// turns it by asin(√(3/28)) one way and back.
struct LatticePoint: Equatable {
    var a: Int
    var b: Int

    static let zero = LatticePoint(a: 0, b: 0)

    @inline(__always)
    init(a: Int, b: Int) {
        self.a = a
        self.b = b
    }

    /// The neighbour of zero in a direction.
    @inline(__always)
    init(direction: Int) {
        switch direction {
        case 0: self.init(a: 1, b: 0)
        case 1: self.init(a: 1, b: 1)
        case 2: self.init(a: 0, b: 1)
        case 3: self.init(a: -1, b: 0)
        case 4: self.init(a: -1, b: -1)
        default: self.init(a: 0, b: -1)
        }
    }

    /// The point nearest to one of the plane: coordinates that sum to zero are rounded, and the one that is furthest
    /// off is made of the others.
    @inline(__always)
    init(nearest x: Double, _ y: Double) {
        let b = y * (2 / 3.0.squareRoot())
        let a = x + b / 2
        let first = (a - b).rounded()
        let second = b.rounded()
        let third = (-a).rounded()
        let errors = ((first - (a - b)).magnitude, (second - b).magnitude, (third + a).magnitude)
        if errors.0 > errors.1, errors.0 > errors.2 {
            self.init(a: -Int(third), b: Int(second))
        } else if errors.1 > errors.2 {
            self.init(a: -Int(third), b: -Int(first) - Int(third))
        } else {
            self.init(a: Int(first) + Int(second), b: Int(second))
        }
    }

    var x: Double { Double(a) - Double(b) / 2 }
    var y: Double { Double(b) * (3.0.squareRoot() / 2) }

    /// The direction of a neighbour of zero; nil for zero.
    @inline(__always)
    var direction: Int? {
        switch (a, b) {
        case (1, 0): 0
        case (1, 1): 1
        case (0, 1): 2
        case (-1, 0): 3
        case (-1, -1): 4
        case (0, -1): 5
        default: nil
        }
    }

    /// The point turned around zero by sixths, which may be negative.
    func turned(_ sixths: Int) -> LatticePoint {
        var point = self
        for _ in 0..<(sixths % 6 + 6) % 6 { point = LatticePoint(a: point.a - point.b, b: point.a) }
        return point
    }

    /// The square of the distance from zero.
    var norm: Int { a * a - a * b + b * b }

    @inline(__always)
    static func + (first: LatticePoint, second: LatticePoint) -> LatticePoint {
        LatticePoint(a: first.a + second.a, b: first.b + second.b)
    }

    @inline(__always)
    static func - (first: LatticePoint, second: LatticePoint) -> LatticePoint {
        LatticePoint(a: first.a - second.a, b: first.b - second.b)
    }

    @inline(__always)
    static func * (point: LatticePoint, factor: Int) -> LatticePoint {
        LatticePoint(a: point.a * factor, b: point.b * factor)
    }

    @inline(__always)
    static func * (first: LatticePoint, second: LatticePoint) -> LatticePoint {
        let product = first.b * second.b
        return LatticePoint(a: first.a * second.a - product, b: first.a * second.b + first.b * second.a - product)
    }

    // MARK: Levels

    /// What a point is multiplied with to become one of the level below it.
    @inline(__always)
    static func step(to level: Int) -> LatticePoint {
        level.isMultiple(of: 2) ? LatticePoint(a: 3, b: 1) : LatticePoint(a: 2, b: -1)
    }

    /// The point of the level above whose hexagon this one of a level belongs to, and the direction from there to here,
    /// nil for its middle.
    @inline(__always)
    func parent(from level: Int) -> (point: LatticePoint, direction: Int?) {
        // The quotient is the product with the conjugate, over 7; each part is off by at most 3/7, so that rounding finds
        // the one point that is right.
        let other = level.isMultiple(of: 2) ? LatticePoint(a: 2, b: -1) : LatticePoint(a: 3, b: 1)
        let product = self * other
        let point = LatticePoint(a: Self.seventh(product.a), b: Self.seventh(product.b))
        return (point, (self - point * Self.step(to: level)).direction)
    }

    @inline(__always)
    private static func seventh(_ value: Int) -> Int {
        let raised = value + 3
        return raised >= 0 ? raised / 7 : -((6 - raised) / 7)
    }

    /// What a point of the plane at level 0 is multiplied with to be one at a level, as real and imaginary part;
    /// there is one level more than cells have, for their corners.
    static let scales: [(x: Double, y: Double)] = (0...H3Cell.lastLevel + 1).map { level in
        let turned = level.isMultiple(of: 2) ? (1.0, 0.0) : (2.5, -0.75.squareRoot())
        let scale = Double((0..<level / 2).reduce(1) { power, _ in power * 7 })
        return (turned.0 * scale, turned.1 * scale)
    }
}
