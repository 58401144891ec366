internal import DuckDB

/// A cell of the H3 grid: hexagons, and twelve pentagons at each level, on the faces of an icosahedron.
///
/// The number has, from the top: a bit 0, four bits 1 (a cell), three bits 0, four bits level, seven bits cell of level
/// 0, and three bits for each of 15 levels: 0 for the middle of the cell above, 1 to 6 for a neighbour of it, 7 below the
/// cell's own level.
struct H3Cell: Hashable {
    static let lastLevel = 15
    static let cellsOfLevel0 = 122
    /// The digits of directions, from direction 0, and the reverse.
    private static let digits = [4, 6, 2, 3, 1, 5]
    private static let directions = [nil, 4, 2, 3, 0, 5, 1]
    /// The digit that no cell below a pentagon begins with.
    private static let absentDigit = 1

    let number: UInt64

    private init(number: UInt64) { self.number = number }

    /// A cell of level 0.
    init(base: Int) {
        number = 1 << 59 | UInt64(base) << 45 | (1 << 45 - 1)
    }

    /// The cell that a text names in hexadecimal digits; nil for anything else.
    init?(_ text: ByteView) {
        guard (15...16).contains(text.count) else { return nil }
        var value: UInt64 = 0
        for byte in text.buffer {
            guard let digit = HexadecimalDigit.value(byte) else { return nil }
            value = value << 4 | UInt64(digit)
        }
        number = value
        guard value >> 56 == 8, base < Self.cellsOfLevel0 else { return nil }
        for level in 1...Self.lastLevel where (digit(level) == 7) != (level > self.level) { return nil }
        if isOfPentagon, firstDigit == Self.absentDigit { return nil }
    }

    /// The cell at a point of the plane of a face, which may lie somewhat beyond the face.
    @inline(__always)
    init?(at point: LatticePoint, on face: Int, level: Int) {
        let globe = H3Globe.shared
        var point = point
        var first: Int?
        var directions: UInt64 = 0
        for step in stride(from: level, to: 0, by: -1) {
            let parent = point.parent(from: step)
            point = parent.point
            if let direction = parent.direction {
                first = direction
                directions |= UInt64(direction + 1) << UInt64(Self.shift(step))
            }
        }
        guard let place = globe.place(point, on: face) else { return nil }
        let turn = (place.turn(toward: first) + 12) % 6
        var number = 1 << 59 | UInt64(level) << 52 | UInt64(place.cell) << 45 | (1 << UInt64(45 - 3 * level) - 1)
        if level > 0 {
            for step in 1...level {
                let shift = UInt64(Self.shift(step))
                let direction = Int(directions >> shift & 7)
                if direction > 0 { number |= UInt64(Self.digits[(direction - 1 + turn) % 6]) << shift }
            }
        }
        self.number = number
    }

    /// The cell of a level that holds a point; nil for a level that there is not.
    init?(_ point: SpherePoint, level: Int) {
        guard (0...Self.lastLevel).contains(level) else { return nil }
        let globe = H3Globe.shared
        let face = globe.face(of: point)
        let plane = globe.faces[face].plane(point)
        let scale = LatticePoint.scales[level]
        let x = plane.x * scale.x - plane.y * scale.y
        let y = plane.x * scale.y + plane.y * scale.x
        self.init(at: LatticePoint(nearest: x, y), on: face, level: level)
    }

    /// The name: hexadecimal digits.
    var token: [UInt8] { (0..<15).map { HexadecimalDigit.lower(UInt8(number >> UInt64(56 - 4 * $0) & 15)) } }

    var level: Int { Int(number >> 52 & 15) }

    /// The cell of level 0 that this one descends from.
    var base: Int { Int(number >> 45 & 127) }

    @inline(__always)
    private static func shift(_ level: Int) -> Int { 3 * (lastLevel - level) }

    @inline(__always)
    private func digit(_ level: Int) -> Int { Int(number >> UInt64(Self.shift(level)) & 7) }

    private var firstDigit: Int? {
        for level in 0..<level where digit(level + 1) != 0 { return digit(level + 1) }
        return nil
    }

    private var isOfPentagon: Bool { H3Globe.shared.isPentagon(base) }

    var isPentagon: Bool { isOfPentagon && firstDigit == nil }

    // MARK: Family

    /// The cell of a level that this one descends from, itself at its own level; nil for a finer level.
    func parent(_ level: Int) -> H3Cell? {
        guard (0...self.level).contains(level) else { return nil }
        let kept = number & ~(15 << 52) | UInt64(level) << 52
        return H3Cell(number: kept | (1 << UInt64(Self.shift(level)) - 1) & (1 << 45 - 1))
    }

    /// The cells one level down, from the middle one on.
    var children: [H3Cell] {
        guard level < Self.lastLevel else { return [] }
        let shift = UInt64(Self.shift(level + 1))
        let middle = (number + 1 << 52) & ~(7 << shift)
        let absent = isPentagon ? UInt64(Self.absentDigit) : 7
        return (0..<7).compactMap { $0 == absent ? nil : H3Cell(number: middle | $0 << shift) }
    }

    /// The cells of a level that descend from this one, in order; nil for a coarser level.
    func children(_ level: Int) -> [H3Cell]? {
        guard (self.level...Self.lastLevel).contains(level) else { return nil }
        return (self.level..<level).reduce([self]) { cells, _ in cells.flatMap(\.children) }
    }

    // MARK: Place

    /// The cell's point on the face on which it lies, and by how much directions there are turned from the cell's own.
    var site: (face: Int, point: LatticePoint, turn: Int) {
        let globe = H3Globe.shared
        let level = level
        let first = firstDigit.flatMap { Self.directions[$0] }
        let origin = globe.origin(base, toward: first)
        var point = origin.point
        for step in 0..<level {
            point = point * LatticePoint.step(to: step + 1)
            if let direction = Self.directions[digit(step + 1)] {
                point = point + LatticePoint(direction: (direction + origin.turn + 12) % 6)
            }
        }
        let around = isOfPentagon ? first : nil
        let settled = Self.settled(point, level: level) { point, side in
            around.map { globe.settled(point, around: base, toward: $0, side: side) }
                ?? globe.settled(point, on: origin.face, side: side)
        }
        return (settled.face, settled.point, origin.turn + settled.turn)
    }

    /// A point of a face's plane at a level on the face on which it lies.
    static func settled(_ point: LatticePoint, on face: Int, level: Int) -> (
        face: Int, point: LatticePoint, turn: Int
    ) {
        settled(point, level: level) { H3Globe.shared.settled($0, on: face, side: $1) }
    }

    /// Settles a point of a level in that level or, where it is odd, the next: edges are straight through the points of
    /// even levels only.
    private static func settled(
        _ point: LatticePoint, level: Int,
        _ settle: (LatticePoint, Int) -> (face: Int, point: LatticePoint, turn: Int)
    ) -> (face: Int, point: LatticePoint, turn: Int) {
        guard !level.isMultiple(of: 2) else { return settle(point, side(level)) }
        let settled = settle(point * LatticePoint.step(to: level + 1), side(level))
        return (settled.face, settled.point.parent(from: level + 1).point, settled.turn)
    }

    /// How far the corners of a face are from its middle, in points of a level or, where that is odd, of the next.
    static func side(_ level: Int) -> Int { (0..<(level + 1) / 2).reduce(2) { side, _ in side * 7 } }
}
