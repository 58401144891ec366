internal import DuckDB

/// Many shapes of which those are wanted that hold a point or are near it.
struct ShapeIndex: Sendable {
    private enum Shape {
        case lines(EdgeTree)
        case region(SphereRegion)
    }

    private struct Entry {
        var place: Int
        var shape: Shape
        /// Points farther from the centre than the angle are not near the shape.
        var center: SpherePoint
        var angle: Double
    }

    private let entries: [Entry]

    /// - Parameter pairs: Arrays of a place and the text of a shape; those that are not valid are left out.
    init(_ pairs: JSONText?, ofLines: Bool) {
        var entries: [Entry] = []
        pairs?.forEachElement { pair in
            guard let place = pair.element(at: 0)?.asLong, let text = pair.element(at: 1)?.string else { return true }
            ByteView.with(text) { text in
                let value = JSONText(text)
                if ofLines {
                    guard let lines = GeoJSON.sphereLines(value) else { return }
                    let points = lines.lines.flatMap(\.self)
                    let center = points.reduce(SpherePoint(x: 0, y: 0, z: 0)) { $0 + $1 }.normalized
                    let angle = points.reduce(0) { max($0, center.angle(to: $1)) }
                    entries.append(
                        Entry(
                            place: Int(place), shape: .lines(lines.tree), center: center,
                            angle: angle < .pi / 2 - 1e-9 ? angle + 1e-12 : .pi))
                } else if let region = GeoJSON.region(value) {
                    let cap = region.cap ?? (region.polygons[0].rings[0][0], .pi)
                    entries.append(
                        Entry(
                            place: Int(place), shape: .region(region), center: cap.center, angle: cap.angle))
                }
            }
            return true
        }
        self.entries = entries
    }

    /// The places of the shapes that are within a radius in metres of a point, or where there is none hold it.
    func places(of point: SpherePoint, within radius: Double?) -> [Int] {
        let reach = (radius ?? 0) / SpherePoint.earthRadius
        return entries.compactMap { entry in
            // The way through space is shorter than the angle, so nothing is lost.
            let away = entry.center - point
            let limit = entry.angle + reach
            return away.dot(away) <= limit * limit && isNear(point, entry.shape, radius) ? entry.place : nil
        }
    }

    private func isNear(_ point: SpherePoint, _ shape: Shape, _ radius: Double?) -> Bool {
        let tree: EdgeTree
        switch shape {
        case .lines(let edges): tree = edges
        case .region(let region):
            if region.contains(point) { return true }
            tree = region.tree
        }
        guard let radius else { return false }
        let limit = radius / SpherePoint.earthRadius * (1 + 1e-12)
        return tree.closest(to: point, within: limit).map { point.distance(to: $0.point) <= radius } ?? false
    }
}
