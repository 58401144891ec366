import DuckDB
import Testing

@testable import KQLEngine

/// The grid by itself: what the public system fixes, and what follows from its geometry.
@Suite("H3: cells, their family, outlines and neighbours")
struct H3CellTests {
    /// Cells that the public system gives to points; levels, poles, the antimeridian and a pentagon's surroundings.
    static let known: [(longitude: Double, latitude: Double, level: Int, cell: String)] = [
        (-122.0553238, 37.3615593, 7, "87283472bffffff"), (0, 0, 0, "8075fffffffffff"),
        (0, 0, 15, "8f754e64992d6d8"), (0, 90, 0, "8001fffffffffff"), (0, 90, 15, "8f0326233ab0399"),
        (0, -90, 15, "8ff29380e0d0cc4"), (180, 0, 9, "897eb57221bffff"), (-180, 0, 9, "897eb57221bffff"),
        (-74.04450446039874, 40.689250859314974, 6, "862a1072fffffff"),
        (-74.04450446039874, 40.689250859314974, 15, "8f2a1072b59829e"),
        (10.53619907546767, 64.70000012793487, 10, "8a0800000007fff"), (151.2153, -33.8568, 12, "8cbe0e35c0943ff"),
    ]

    /// The twelve pentagons of level 1.
    static let pentagons = [
        "81083ffffffffff", "811c3ffffffffff", "81303ffffffffff", "814c3ffffffffff", "81623ffffffffff",
        "81743ffffffffff", "817e3ffffffffff", "81903ffffffffff", "81a63ffffffffff", "81c23ffffffffff",
        "81d63ffffffffff", "81ea3ffffffffff",
    ]

    private static let everyBase = (0..<H3Cell.cellsOfLevel0).map { H3Cell(base: $0) }

    private static func name(_ cell: H3Cell) -> String { String(decoding: cell.token, as: UTF8.self) }

    private static func cell(_ name: String) throws -> H3Cell {
        try #require(ByteView.with(Array(name.utf8)) { H3Cell($0) })
    }

    @Test("Points have the cells that the system gives them", arguments: known)
    func points(_ known: (longitude: Double, latitude: Double, level: Int, cell: String)) throws {
        let point = try #require(SpherePoint(longitude: known.longitude, latitude: known.latitude))
        let cell = try #require(H3Cell(point, level: known.level))
        #expect(Self.name(cell) == known.cell)
        #expect(try Self.cell(known.cell) == cell)
        #expect(cell.level == known.level)
    }

    @Test(
        "There are 2 + 120 · 7^level cells, twelve of them pentagons",
        arguments: [(0, 122), (1, 842), (2, 5_882), (3, 41_162)])
    func counts(_ level: Int, _ count: Int) {
        let cells = Self.everyBase.flatMap { $0.children(level) ?? [] }
        #expect(Set(cells).count == count)
        #expect(cells.count == count)
        let pentagons = cells.filter(\.isPentagon)
        #expect(pentagons.count == 12)
        if level == 1 { #expect(pentagons.map(Self.name) == Self.pentagons) }
    }

    @Test(
        "Every cell holds its middle, descends from its parent and is a neighbour of its neighbours",
        arguments: [0, 1, 2])
    func wholeLevels(_ level: Int) {
        for cell in Self.everyBase.flatMap({ $0.children(level) ?? [] }) {
            #expect(H3Cell(cell.center, level: level) == cell)
            let neighbors = cell.neighbors
            #expect(Set(neighbors).count == (cell.isPentagon ? 5 : 6))
            #expect(neighbors.allSatisfy { $0.neighbors.contains(cell) })
            if level > 0 { #expect(cell.parent(level - 1)?.children.contains(cell) == true) }
        }
    }

    @Test("Levels below hold their middles around pentagons, across faces and elsewhere", arguments: [3, 8, 14, 15])
    func deepLevels(_ level: Int) {
        for cell in Self.everyBase {
            let deep = (0..<level).reduce(cell) { cell, step in
                cell.children[step % 2 == 0 ? 0 : cell.children.count - 1]
            }
            #expect(deep.level == level)
            #expect(H3Cell(deep.center, level: level) == deep)
            #expect(deep.parent(0) == cell)
        }
    }

    @Test("Outlines have six corners, five for pentagons, and more where odd levels cross an edge of the icosahedron")
    func outlines() {
        for level in 0...3 {
            for cell in Self.everyBase.flatMap({ $0.children(min(level, 2)) ?? [] }).flatMap({
                $0.children(level) ?? []
            }) {
                let ring = cell.ring
                #expect(ring.first == ring.last)
                switch (cell.isPentagon, level.isMultiple(of: 2)) {
                case (true, true): #expect(ring.count == 6)
                case (true, false): #expect(ring.count == 11)
                case (false, true): #expect(ring.count == 7)
                case (false, false): #expect((7...9).contains(ring.count))
                }
                guard cell.isPentagon else { continue }
                let distances = ring.map { cell.center.angle(to: $0) }
                #expect((distances.max() ?? 0) < 1.3 * (distances.min() ?? 0))
            }
        }
    }

    @Test("The areas of a level's outlines make up the globe", arguments: [0, 1, 2])
    func areas(_ level: Int) throws {
        let cells = Self.everyBase.flatMap { $0.children(level) ?? [] }
        let area = try cells.reduce(0.0) { try $0 + #require(SpherePolygon([$1.ring])).area }
        let globe = 4 * Double.pi * SpherePoint.earthRadius * SpherePoint.earthRadius
        #expect((area / globe - 1).magnitude < 1e-9)
    }

    @Test("Rings grow by six cells, and by five around a pentagon")
    func rings() throws {
        let plain = try Self.cell("861f8894fffffff").rings(5)
        #expect(plain.map(\.count) == [1, 6, 12, 18, 24, 30])
        let around = try Self.cell("8a0800000007fff").rings(3)
        #expect(around.map(\.count) == [1, 5, 10, 15])
        let near = try #require(around[1].first).rings(2)
        #expect(near[1].count == 6)
        #expect(near.flatMap(\.self).contains(around[0][0]))
        #expect(Set(near.flatMap(\.self)).count == near.flatMap(\.self).count)
    }

    @Test(
        "What names no cell is none",
        arguments: [
            "", "1", "abc", "862a1072ffffff", "962a1072fffffff", "802a1072fffffff", "86fa1072fffffff",
            "862a1077fffffff", "862a1072ffffff0", "81087ffffffffff", "862a1072fffffffff", "862a1072fffffgf",
        ])
    func noCells(_ name: String) {
        let cell = ByteView.with(Array(name.utf8)) { H3Cell($0) }
        #expect(cell == nil)
    }
}
