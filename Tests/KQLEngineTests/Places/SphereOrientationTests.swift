import Testing

@testable import KQLEngine

@Suite("Turns on the sphere are told without contradictions")
struct SphereOrientationTests {
    /// Points of the equator, whose determinants vanish, and points that are there but for the last digit.
    static let equator: [SpherePoint] = {
        let degrees: [Double] = [-170, -90, -30, 0, 0.1, 30, 45, 90, 179]
        let exact = degrees.compactMap { SpherePoint(longitude: $0, latitude: 0) }
        return exact + exact.map { SpherePoint(x: $0.x, y: $0.y, z: 1e-17) }
    }()

    @Test("Swapping two points turns the sense, on one great circle too")
    func isAntisymmetric() {
        for a in Self.equator {
            for b in Self.equator {
                for c in Self.equator {
                    let sign = SphereOrientation.sign(a, b, c)
                    #expect((sign == 0) == (a == b || b == c || c == a))
                    #expect(SphereOrientation.sign(b, c, a) == sign)
                    #expect(SphereOrientation.sign(b, a, c) == -sign)
                    #expect(SphereOrientation.sign(a, c, b) == -sign)
                }
            }
        }
    }

    @Test("Crossings are the same from both edges and in both directions")
    func crossingsAreSymmetric() {
        var shapes = RandomShapes(seed: 5)
        for _ in 0..<500 {
            let center = shapes.point()
            let points = (0..<4).map { _ in shapes.point(near: center, within: 0.2) }
            let crossing = SphereOrientation.crossing(points[0], points[1], points[2], points[3])
            #expect(SphereOrientation.crossing(points[2], points[3], points[0], points[1]) == crossing)
            #expect(SphereOrientation.crossing(points[1], points[0], points[2], points[3]) == crossing)
            guard crossing == 1 else { continue }
            let meeting = SphereOrientation.intersection(points[0], points[1], points[2], points[3])
            for (start, end) in [(points[0], points[1]), (points[2], points[3])] {
                #expect(meeting.angle(to: meeting.closest(onEdgeFrom: start, to: end)) < 1e-15)
            }
        }
    }

    @Test("A sum keeps what rounding would lose")
    func exactSums() {
        var sum = ExactSum()
        for value in [1e300, 1, -1e300, -1, 1e-300] { sum.add(value) }
        #expect(sum.sign == 1)
        // (1 + u)(1 - u) = 1 - u², which a double rounds to 1.
        let u = Double.ulpOfOne
        #expect(ExactSum.sign(1 + u, 1, 1, 1 - u) == -1)
    }
}
