import Testing

@testable import KQLEngine

@Suite("Coverings by cells")
struct CellCoveringTests {
    @Test("Each place of a polygon is in a cell of the covering, and each cell has one", arguments: 1...6)
    func polygons(seed: Int) throws {
        var shapes = RandomShapes(seed: UInt64(seed))
        let center = seed == 1 ? SpherePoint(x: 0, y: 0, z: 1) : shapes.point()
        let star = try shapes.star(around: center, vertices: 20, radius: 0.05)
        let level = 8
        let cells = try #require(CellCovering.cells(star, level: level, radius: 0))
        let identifiers = Set(cells.map(\.identifier))
        #expect(identifiers.count == cells.count && cells.allSatisfy { $0.level == level })
        #expect(cells.map(\.identifier) == identifiers.sorted())
        for _ in 0..<500 {
            let point = shapes.point(near: center, within: 0.06)
            let cell = try #require(S2Cell(point, level: level))
            if star.contains(point) { #expect(identifiers.contains(cell.identifier)) }
        }
        for cell in cells {
            let points = cell.ring.dropLast()
            let square = try #require(SpherePolygon([cell.ring]).flatMap { SphereRegion([$0]) })
            #expect(star.meets(square), "\(points)")
        }
    }

    @Test("With a radius, places near a line are covered and no cell is farther", arguments: [0.0, 5_000, 50_000])
    func lines(radius: Double) throws {
        var shapes = RandomShapes(seed: 8)
        let center = shapes.point()
        let line = try #require(SphereLines([(0..<5).map { _ in shapes.point(near: center, within: 0.05) }]))
        let cells = try #require(CellCovering.cells(line, level: 9, radius: radius))
        let identifiers = Set(cells.map(\.identifier))
        for _ in 0..<500 {
            let point = shapes.point(near: center, within: 0.08)
            let closest = try #require(line.tree.closest(to: point))
            if point.distance(to: closest.point) <= radius {
                #expect(identifiers.contains(try #require(S2Cell(point, level: 9)).identifier))
            }
        }
        let size = 30_000.0
        for cell in cells {
            let closest = try #require(line.tree.closest(to: cell.center))
            #expect(cell.center.distance(to: closest.point) <= radius + size)
        }
    }

    @Test("Too many cells, and levels that there are not, are no covering")
    func refused() throws {
        var shapes = RandomShapes(seed: 2)
        let star = try shapes.star(around: shapes.point(), vertices: 9, radius: 0.3)
        #expect(CellCovering.cells(star, level: 30, radius: 0) == nil)
        #expect(CellCovering.cells(star, level: 31, radius: 0) == nil)
        #expect(CellCovering.cells(star, level: 3, radius: -1) == nil)
        #expect(CellCovering.cells(star, level: 0, radius: 0)?.isEmpty == false)
    }
}
