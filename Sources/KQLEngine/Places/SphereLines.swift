/// Lines that are asked many questions: their edges in a tree.
struct SphereLines {
    /// The points of each line, none equal to the one before it.
    let lines: [[SpherePoint]]
    let tree: EdgeTree

    /// Nil where a line has fewer than two different points.
    init?(_ lines: [[SpherePoint]]) {
        self.lines = lines.map { line in
            line.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
        }
        guard self.lines.allSatisfy({ $0.count >= 2 }) else { return nil }
        tree = EdgeTree(self.lines.flatMap { Polyline.edges($0).map { EdgeTree.Edge(start: $0, end: $1) } })
    }

    /// The edges as parts of a layer of an overlay.
    func sources(_ layer: Int) -> [SphereOverlay.Source] {
        tree.edges.map { SphereOverlay.Source(start: $0.start, end: $0.end, layer: layer, boundsArea: false) }
    }

    /// The lines with what they share taken once, cut where they meet.
    static func union(_ lines: [SphereLines]) throws -> SphereShape {
        try SphereOverlay(lines.flatMap { $0.sources(0) }, reference: .zero).result(.union)
    }

    /// What lines have in common with others.
    func intersection(_ other: SphereLines) throws -> SphereShape {
        guard tree.meets(other.tree) else { return SphereShape() }
        return try SphereOverlay(sources(0) + other.sources(1), reference: .zero).result(.intersection)
    }

    /// What lines have in common with polygons.
    func intersection(_ region: SphereRegion) throws -> SphereShape {
        guard region.meets(self) else { return SphereShape() }
        return try SphereOverlay(
            sources(0) + region.sources(1), reference: SIMD2(0, Int32(clamping: region.winding))
        ).result(.intersection)
    }
}

extension SphereRegion {
    func sources(_ layer: Int) -> [SphereOverlay.Source] {
        tree.edges.map { SphereOverlay.Source(start: $0.start, end: $0.end, layer: layer, boundsArea: true) }
    }

    /// What polygons have in common with others.
    func intersection(_ other: SphereRegion) throws -> SphereShape {
        guard meets(other) else { return SphereShape() }
        return try SphereOverlay(
            sources(0) + other.sources(1),
            reference: SIMD2(Int32(clamping: winding), Int32(clamping: other.winding))
        ).result(.intersection)
    }

    private func union(_ other: SphereRegion?) throws -> SphereShape {
        try SphereOverlay(
            sources(0) + (other?.sources(1) ?? []),
            reference: SIMD2(Int32(clamping: winding), Int32(clamping: other?.winding ?? 0))
        ).result(.union)
    }

    /// How many shapes are united pair by pair.
    private static let mostPairs = 64

    /// What at least one of several regions holds; nil where there is nothing.
    ///
    /// Few regions are united in the service's order, the two with the fewest vertices first, for it tells where the
    /// rings begin; many at once.
    static func union(_ regions: [SphereRegion]) throws -> SphereShape {
        guard let first = regions.first else { return SphereShape() }
        guard regions.count > 1 else {
            return first.polygons.count > 1 ? try first.union(nil) : SphereShape(polygons: first.polygons)
        }
        guard regions.count <= mostPairs else {
            return try SphereOverlay(
                regions.flatMap { $0.sources(0) },
                reference: SIMD2(Int32(clamping: regions.reduce(0) { $0 + $1.winding }), 0)
            ).result(.union)
        }
        var waiting = Array(regions.enumerated())
        while true {
            waiting.sort { ($0.element.tree.edges.count, $0.offset) < ($1.element.tree.edges.count, $1.offset) }
            let shape = try waiting[0].element.union(waiting[1].element)
            guard waiting.count > 2, let region = SphereRegion(united: shape) else { return shape }
            waiting[0].element = region
            waiting.remove(at: 1)
        }
    }
}
