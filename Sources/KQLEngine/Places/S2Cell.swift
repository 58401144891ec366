/// A cell of the S2 grid: the faces of a cube around the sphere, quartered along a Hilbert curve.
struct S2Cell {
    static let mostLevels = 30
    private static let faceSize = 1 << mostLevels
    /// Which quarter comes at which place of the curve, for each of its four turns.
    private static let places = [[0, 1, 3, 2], [0, 3, 1, 2], [2, 3, 1, 0], [2, 1, 3, 0]]
    private static let quarters = [[0, 1, 3, 2], [0, 2, 3, 1], [3, 2, 0, 1], [3, 1, 0, 2]]
    private static let turns = [1, 0, 0, 3]

    let identifier: UInt64

    private init(face: Int, i: Int, j: Int, level: Int) {
        var value = UInt64(face)
        var turn = face & 1
        for bit in (0..<Self.mostLevels).reversed() {
            let place = Self.places[turn][(i >> bit & 1) << 1 | (j >> bit & 1)]
            value = value << 2 | UInt64(place)
            turn ^= Self.turns[place]
        }
        let last = UInt64(1) << UInt64(2 * (Self.mostLevels - level))
        identifier = (value << 1 | 1) & (0 &- last) | last
    }

    private init(identifier: UInt64) { self.identifier = identifier }

    /// The six cells of level 0.
    static let faces = (0..<UInt64(6)).map { S2Cell(identifier: $0 << 61 | 1 << 60) }

    /// The quarters of a cell above the last level, in the order of the curve.
    var children: [S2Cell] {
        let quarter = (identifier & (0 &- identifier)) >> 2
        return (0..<UInt64(4)).map { S2Cell(identifier: identifier &+ (2 * $0 + 1) &* quarter &- 4 &* quarter) }
    }

    /// The cell of a level that holds a point; nil for a level that there is not.
    init?(_ point: SpherePoint, level: Int) {
        guard (0...Self.mostLevels).contains(level) else { return nil }
        let (face, u, v) = Self.face(of: point)
        self.init(face: face, i: Self.count(Self.straight(u)), j: Self.count(Self.straight(v)), level: level)
    }

    /// The smallest cell that holds a point, whose length need not be 1.
    static func leaf(_ point: SpherePoint) -> S2Cell {
        let (face, u, v) = face(of: point)
        return S2Cell(face: face, i: count(straight(u)), j: count(straight(v)), level: mostLevels)
    }

    /// The cell that a token names: hexadecimal digits, zeros at the end left out; nil for anything else.
    init?(token: [UInt8]) {
        guard (1...16).contains(token.count) else { return nil }
        var value: UInt64 = 0
        for byte in token {
            guard let digit = HexadecimalDigit.value(byte) else { return nil }
            value = value << 4 | UInt64(digit)
        }
        value <<= UInt64(4 * (16 - token.count))
        let last = value & (0 &- value)
        guard value >> 61 < 6, last & 0x1555_5555_5555_5555 != 0 else { return nil }
        identifier = value
    }

    var token: [UInt8] {
        var output = (0..<16).map { HexadecimalDigit.lower(UInt8(identifier >> UInt64(60 - 4 * $0) & 15)) }
        while output.count > 1, output.last == UInt8(ascii: "0") { output.removeLast() }
        return output
    }

    var level: Int { Self.mostLevels - identifier.trailingZeroBitCount / 2 }

    /// The face, and the corner and size of the cell on it.
    private var square: (face: Int, i: Int, j: Int, size: Int) {
        let face = Int(identifier >> 61)
        var turn = face & 1
        var i = 0
        var j = 0
        for step in 0..<level {
            let place = Int(identifier >> UInt64(59 - 2 * step) & 3)
            let quarter = Self.quarters[turn][place]
            i = i << 1 | quarter >> 1
            j = j << 1 | quarter & 1
            turn ^= Self.turns[place]
        }
        let shift = Self.mostLevels - level
        return (face, i << shift, j << shift, 1 << shift)
    }

    private static func point(_ face: Int, _ s: Double, _ t: Double) -> SpherePoint {
        position(face, curved(s), curved(t)).normalized
    }

    var center: SpherePoint {
        let square = square
        let half = Double(square.size) / 2
        let scale = Double(Self.faceSize)
        return Self.point(square.face, (Double(square.i) + half) / scale, (Double(square.j) + half) / scale)
    }

    /// The corners counterclockwise, and the first again.
    var ring: [SpherePoint] {
        let square = square
        let scale = Double(Self.faceSize)
        return [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)].map { right, up in
            Self.point(
                square.face, Double(square.i + right * square.size) / scale, Double(square.j + up * square.size) / scale
            )
        }
    }

    /// The cells of the same level around, in the order in which the grid's own library appends them.
    var neighbors: [[UInt8]] {
        let square = square
        let offsets = [(-1, -1), (1, -1), (0, -1), (0, 1), (-1, 0), (1, 0), (-1, 1), (1, 1)]
        var seen: [[UInt8]] = []
        for (right, up) in offsets {
            let i = square.i + right * square.size
            let j = square.j + up * square.size
            let isOnFace = (0..<Self.faceSize).contains(i) && (0..<Self.faceSize).contains(j)
            let cell =
                isOnFace
                ? S2Cell(face: square.face, i: i, j: j, level: level) : S2Cell(beyond: square.face, i, j, level: level)
            if !seen.contains(cell.token), cell.identifier != identifier { seen.append(cell.token) }
        }
        return seen
    }

    /// A cell beyond the edge of a face, which lies on another.
    private init(beyond face: Int, _ i: Int, _ j: Int, level: Int) {
        func linear(_ value: Int) -> Double {
            let clipped = min(max(value, -1), Self.faceSize)
            let scaled = (2 * Double(clipped - Self.faceSize / 2) + 1) / Double(Self.faceSize)
            return min(max(scaled, -1 - 2.2e-16), 1 + 2.2e-16)
        }
        let (other, u, v) = Self.face(of: Self.position(face, linear(i), linear(j)))
        self.init(face: other, i: Self.count(0.5 * (u + 1)), j: Self.count(0.5 * (v + 1)), level: level)
    }

    // MARK: Projection

    /// From an even division of a face to one that makes cells of like areas.
    private static func curved(_ s: Double) -> Double {
        s >= 0.5 ? (4 * s * s - 1) / 3 : (1 - 4 * (1 - s) * (1 - s)) / 3
    }

    private static func straight(_ u: Double) -> Double {
        u >= 0 ? 0.5 * (1 + 3 * u).squareRoot() : 1 - 0.5 * (1 - 3 * u).squareRoot()
    }

    private static func count(_ s: Double) -> Int {
        min(max(Int((s * Double(faceSize)).rounded(.down)), 0), faceSize - 1)
    }

    private static func position(_ face: Int, _ u: Double, _ v: Double) -> SpherePoint {
        switch face {
        case 0: SpherePoint(x: 1, y: u, z: v)
        case 1: SpherePoint(x: -u, y: 1, z: v)
        case 2: SpherePoint(x: -u, y: -v, z: 1)
        case 3: SpherePoint(x: -1, y: -v, z: -u)
        case 4: SpherePoint(x: v, y: -1, z: -u)
        default: SpherePoint(x: v, y: u, z: -1)
        }
    }

    private static func face(of point: SpherePoint) -> (face: Int, u: Double, v: Double) {
        let (x, y, z) = (point.x, point.y, point.z)
        if x.magnitude > y.magnitude, x.magnitude > z.magnitude {
            return x >= 0 ? (0, y / x, z / x) : (3, z / x, y / x)
        }
        if y.magnitude > z.magnitude { return y >= 0 ? (1, -x / y, z / y) : (4, z / y, -x / y) }
        return z >= 0 ? (2, -x / z, -y / z) : (5, -y / z, -x / z)
    }
}
