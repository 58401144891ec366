import Testing

@testable import KQLEngine

/// Shapes that look like nothing in particular, always the same.
struct RandomShapes {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    /// A number of a range; xorshift64*.
    mutating func number(_ range: ClosedRange<Double>) -> Double {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        let part = Double((state &* 0x2545_F491_4F6C_DD1D) >> 11) / 0x1p53
        return range.lowerBound + part * (range.upperBound - range.lowerBound)
    }

    mutating func point() -> SpherePoint {
        SpherePoint(longitude: number(-180...180), latitude: number(-89...89)) ?? SpherePoint(x: 1, y: 0, z: 0)
    }

    /// A point within an angle of another.
    mutating func point(near center: SpherePoint, within angle: Double) -> SpherePoint {
        Self.point(from: center, direction: number(0...(2 * .pi)), angle: number(0...angle))
    }

    /// A star of so many vertices, which winds once around its centre and does not cross itself.
    mutating func star(around center: SpherePoint, vertices: Int, radius: Double) throws -> SphereRegion {
        let ring = (0..<vertices).map { index in
            Self.point(
                from: center, direction: 2 * .pi * Double(index) / Double(vertices),
                angle: number((0.3 * radius)...radius))
        }
        return try #require(SpherePolygon([ring + [ring[0]]]).flatMap { SphereRegion([$0]) })
    }

    private static func point(from center: SpherePoint, direction: Double, angle: Double) -> SpherePoint {
        let east = center.beginOfTurn
        let north = center.cross(east)
        let away = east * Trigonometry.cosine(direction) + north * Trigonometry.sine(direction)
        return (center * Trigonometry.cosine(angle) + away * Trigonometry.sine(angle)).normalized
    }
}
