/// Shapes with fewer vertices, none closer to another than a tolerance and no edge farther from where it was.
///
/// First vertices that are close together become one of them, then those go without which a line stays within the
/// tolerance of what it was. Lines that several shapes share stay shared.
struct ShapeSimplifier {
    /// The service's limit, 70° in metres.
    static let tolerances = 0.0...(70 * .pi / 180 * SpherePoint.earthRadius)

    /// The tolerance as an angle.
    private let tolerance: Double
    private var sites: [SpherePoint] = []
    /// The sites of each small cube, to find those nearby.
    private var cubes: [SIMD3<Int32>: [Int32]] = [:]
    private let cubeSize: Double
    private var siteOfPoint: [SpherePoint: Int32] = [:]
    /// The vertices that each site stands for.
    private var vertices: [[SpherePoint]] = []
    private var neighbors: [[Int32]] = []
    private var ends: Set<Int32> = []

    private init(_ points: [SpherePoint], tolerance: Double) {
        self.tolerance = tolerance / SpherePoint.earthRadius
        cubeSize = max(self.tolerance, 1e-7)
        // The order along the curve of cells makes the choice of sites one of the set of points, whatever their order.
        let sorted = Set(points).map { (point: $0, key: S2Cell.leaf($0).identifier) }
            .sorted { ($0.key, $0.point.x, $0.point.y) < ($1.key, $1.point.x, $1.point.y) }
        for (point, _) in sorted where nearest(point) == nil {
            cubes[cube(point), default: []].append(Int32(sites.count))
            sites.append(point)
        }
        vertices = Array(repeating: [], count: sites.count)
        neighbors = Array(repeating: [], count: sites.count)
        for (point, _) in sorted {
            guard let site = nearest(point) else { continue }
            siteOfPoint[point] = site
            vertices[Int(site)].append(point)
        }
    }

    private func cube(_ point: SpherePoint) -> SIMD3<Int32> {
        SIMD3<Int32>((point.vector / cubeSize).rounded(.down))
    }

    /// The nearest site within the tolerance.
    private func nearest(_ point: SpherePoint) -> Int32? {
        let home = cube(point)
        var best: (site: Int32, angle: Double)?
        for x in -1...1 {
            for y in -1...1 {
                for z in -1...1 {
                    for site in cubes[home &+ SIMD3(Int32(x), Int32(y), Int32(z))] ?? [] {
                        let angle = point.angle(to: sites[Int(site)])
                        if angle == 0 || angle < tolerance, best.map({ angle < $0.angle }) ?? true {
                            best = (site, angle)
                        }
                    }
                }
            }
        }
        return best?.site
    }

    // MARK: Shapes

    /// Lines made simpler; nil where nothing is left.
    static func lines(_ lines: [[SpherePoint]], tolerance: Double) -> [[SpherePoint]]? {
        var simplifier = ShapeSimplifier(lines.flatMap(\.self), tolerance: tolerance)
        let chains = lines.map { simplifier.chain($0, isRing: false) }.filter { $0.count > 1 }
        for chain in chains { simplifier.connect(chain, isRing: false) }
        let output = chains.map { simplifier.simplified($0, isRing: false) }.filter { $0.count > 1 }
        return output.isEmpty ? nil : output
    }

    /// The union of polygons made simpler; nil where nothing is left.
    static func polygons(_ regions: [SphereRegion], tolerance: Double) throws -> SphereShape? {
        let polygons = regions.flatMap(\.polygons)
        var simplifier = ShapeSimplifier(polygons.flatMap { $0.rings.flatMap(\.self) }, tolerance: tolerance)
        let chains = polygons.map { $0.orientedRings.map { simplifier.chain($0, isRing: true) } }
        for chain in chains.joined() where chain.count > 2 { simplifier.connect(chain, isRing: true) }
        var simpler: [SphereRegion] = []
        for rings in chains {
            var shells: [[SpherePoint]] = []
            for (place, ring) in rings.enumerated() {
                let points = simplifier.simplified(ring, isRing: true)
                if points.count > 2 { shells.append(points) } else if place == 0 { break }
            }
            // A ring that touches itself now is cut by its union with nothing.
            let pieces = try shells.map { try cleaned($0) }
            guard let shell = pieces.first, !shell.polygons.isEmpty else { continue }
            let closed = pieces.flatMap { $0.polygons.map { $0[0] + [$0[0][0]] } }
            if let polygon = SpherePolygon(closed), pieces.allSatisfy({ $0.polygons.count == 1 }),
                let region = SphereRegion([polygon])
            {
                simpler.append(region)
            } else if let region = SphereRegion(united: shell) {
                simpler.append(region)
            }
        }
        guard !simpler.isEmpty else { return nil }
        let shape = try SphereRegion.union(simpler)
        return shape.polygons.isEmpty ? nil : shape
    }

    /// A ring without crossings of itself.
    private static func cleaned(_ ring: [SpherePoint]) throws -> SphereShape {
        if let polygon = SpherePolygon([ring + [ring[0]]]), SphereRegion([polygon]) != nil {
            return SphereShape(polygons: [polygon])
        }
        var ring = ring
        if SpherePolygon.signedArea(ring) < 0 { ring.reverse() }
        let edges = SpherePolygon.edges(ring).map {
            SphereOverlay.Source(start: $0.0, end: $0.1, layer: 0, boundsArea: true)
        }
        return try SphereOverlay(edges, reference: .zero).result(.union)
    }

    // MARK: Chains of sites

    /// The sites along a line or a ring, none twice in a row and no way there and back.
    private func chain(_ points: [SpherePoint], isRing: Bool) -> [Int32] {
        var chain: [Int32] = []
        for point in points {
            guard let site = siteOfPoint[point], chain.last != site else { continue }
            if chain.count > 1, isRing, chain[chain.count - 2] == site {
                chain.removeLast()
            } else {
                chain.append(site)
            }
        }
        while isRing, chain.count > 1 {
            if chain.first == chain.last {
                chain.removeLast()
            } else if chain.count > 2, chain[1] == chain[chain.count - 1] {
                chain.removeFirst()
            } else if chain.count > 2, chain[0] == chain[chain.count - 2] {
                chain.removeLast()
            } else {
                break
            }
        }
        return chain
    }

    private mutating func connect(_ chain: [Int32], isRing: Bool) {
        for (a, b) in zip(chain, chain.dropFirst()) + (isRing ? [(chain[chain.count - 1], chain[0])] : []) {
            if !neighbors[Int(a)].contains(b) { neighbors[Int(a)].append(b) }
            if !neighbors[Int(b)].contains(a) { neighbors[Int(b)].append(a) }
        }
        if !isRing { ends.formUnion([chain[0], chain[chain.count - 1]]) }
    }

    /// Whether a site has to stay: a line ends there or several meet.
    private func isFixed(_ site: Int32) -> Bool { neighbors[Int(site)].count != 2 || ends.contains(site) }

    private func simplified(_ chain: [Int32], isRing: Bool) -> [SpherePoint] {
        guard chain.count > 1 else { return [] }
        var chain = chain
        if isRing {
            // From a site that stays, so that what is between two such is made simpler as a whole.
            if let begin = chain.firstIndex(where: isFixed) { chain = Array(chain[begin...] + chain[..<begin]) }
            chain.append(chain[0])
        }
        var output = [chain[0]]
        var begin = 0
        for place in 1..<chain.count where isFixed(chain[place]) || place == chain.count - 1 {
            output += simplified(path: Array(chain[begin...place])).dropFirst()
            begin = place
        }
        if isRing { output.removeLast() }
        return output.map { sites[Int($0)] }
    }

    /// A path between sites that stay, made simpler from the end with the smaller number, so that it becomes the same
    /// in all shapes that share it.
    private func simplified(path: [Int32]) -> [Int32] {
        let isTurned = (path[path.count - 1], path[path.count - 2]) < (path[0], path[1])
        let path = isTurned ? path.reversed() : path
        var output = [path[0]]
        var begin = 0
        while begin < path.count - 1 {
            var reach = Reach(from: sites[Int(path[begin])], tolerance: tolerance)
            var end = begin + 1
            while end + 1 < path.count {
                for vertex in vertices[Int(path[end])] { reach.pass(vertex) }
                guard reach.allows(sites[Int(path[end + 1])]) else { break }
                end += 1
            }
            output.append(path[end])
            begin = end
        }
        return isTurned ? output.reversed() : output
    }
}
