internal import Foundation

/// The cells of a level whose middles lie in a polygon.
struct H3Cover {
    /// More cells than these are no answer.
    static let mostCells = 61_680
    /// How many cells are looked at before a shape counts as too fine for the level.
    private static let mostSteps = 4_000_000

    private let polygon: FlatPolygon
    private let level: Int
    /// By how much the polygon is enlarged, in metres.
    private let radius: Double
    private var steps = 0
    private var cells: [H3Cell] = []

    private init(_ polygon: FlatPolygon, level: Int, radius: Double) {
        self.polygon = polygon
        self.level = level
        self.radius = radius
    }

    /// The cells of several polygons, each once; nil for too many.
    static func cells(of polygons: [FlatPolygon], level: Int, radius: Double) -> [H3Cell]? {
        var seen: Set<H3Cell> = []
        var cells: [H3Cell] = []
        for polygon in polygons {
            var cover = H3Cover(polygon, level: level, radius: radius)
            guard cover.find() else { return nil }
            cells += cover.listed.filter { seen.insert($0).inserted }
        }
        return cells.count <= mostCells ? cells : nil
    }

    /// Looks through the globe; false where the limits are reached.
    private mutating func find() -> Bool {
        for base in 0..<H3Cell.cellsOfLevel0 where !search(H3Cell(base: base), level: 0) { return false }
        return true
    }

    /// Looks through a cell and its descendants; false where the limits are reached.
    private mutating func search(_ cell: H3Cell, level: Int) -> Bool {
        steps += 1
        let center = cell.center
        let longitude = center.longitude
        let latitude = center.latitude
        if level == self.level {
            let isInside =
                polygon.contains(longitude, latitude) || radius > 0 && polygon.distance(center) <= radius
            if isInside { cells.append(cell) }
            return cells.count <= Self.mostCells && steps <= Self.mostSteps
        }
        // Descendants' middles are at most 1/√7 + 1/7 + … units away, and the projection makes distances longer.
        let reach = 0.61 * H3Face.unit / pow(7, Double(level) / 2) + radius / SpherePoint.earthRadius
        let height = reach * 180 / .pi
        let part = sin(min(reach, .pi / 2)) / cos(latitude * .pi / 180)
        let width = latitude.magnitude + height >= 90 || part >= 1 ? 180 : asin(part) * 180 / .pi
        guard polygon.meets(longitude, latitude, width, height) else { return steps <= Self.mostSteps }
        for child in cell.children where !search(child, level: level + 1) { return false }
        return true
    }

    /// The cells as the system's own library has them: in a table of a size that it guesses, at the place that is the
    /// rest of the number by the size.
    private var listed: [H3Cell] {
        let size = UInt64(max(guess, Double(polygon.count)) + 12)
        return cells.sorted { ($0.number % size, $0.number) < ($1.number % size, $1.number) }
    }

    /// How many cells the polygon's bounds may have, by the size of a pentagon and the length of the diagonal.
    private var guess: Double {
        let pentagon = (0..<level).reduce(H3Cell(base: 4)) { cell, _ in cell.children[0] }
        let side = pentagon.center.angle(to: pentagon.ring[0])
        let bounds = polygon.bounds
        let corners = [(bounds.east, bounds.north), (bounds.west, bounds.south)].map { longitude, latitude in
            SpherePoint(longitude: longitude > 180 ? longitude - 360 : longitude, latitude: latitude)
        }
        guard let first = corners[0], let last = corners[1] else { return 1 }
        let sides = [bounds.east - bounds.west, bounds.north - bounds.south].sorted()
        let diagonal = first.angle(to: last)
        let area = diagonal * diagonal / min(3, sides[1] / sides[0])
        let count = (area / (0.8 * 2.59807621135 * side * side)).rounded(.up)
        return count >= 1 ? min(count, 1e15) : 1
    }
}
