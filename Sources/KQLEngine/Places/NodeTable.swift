/// Points that are given numbers, so that what lies closer together than rounding errors has one number.
struct NodeTable {
    /// The radius in which points are one, in radians; about a hundredth of a micrometre on Earth.
    static let tolerance = 2e-15
    private static let scale = 1e8

    private(set) var points: [SpherePoint] = []
    /// The last node of each small cube, and the node before each in the same cube.
    private var heads: [SIMD3<Int32>: Int32] = [:]
    private var before: [Int32] = []

    /// The number of a point, a new one where no point is as close.
    mutating func node(_ point: SpherePoint) -> Int32 {
        let vector = point.vector
        let low = Self.cube(vector - Self.tolerance)
        let high = Self.cube(vector + Self.tolerance)
        for x in low.x...high.x {
            for y in low.y...high.y {
                for z in low.z...high.z {
                    var node = heads[SIMD3(x, y, z)] ?? -1
                    while node >= 0 {
                        let away = points[Int(node)].vector - vector
                        if (away * away).sum() <= Self.tolerance * Self.tolerance { return node }
                        node = before[Int(node)]
                    }
                }
            }
        }
        let node = Int32(points.count)
        let home = Self.cube(vector)
        points.append(point)
        before.append(heads[home] ?? -1)
        heads[home] = node
        return node
    }

    private static func cube(_ vector: SIMD3<Double>) -> SIMD3<Int32> {
        SIMD3<Int32>((vector * scale).rounded(.down))
    }
}
