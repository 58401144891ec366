/// Shapes whose edges are straight on the map, with geodesics in their place.
extension GeoJSON {
    /// - Parameter keepsCrossings: Whether a line that crosses the antimeridian stays in one piece.
    static func densified(lines value: JSONText?, _ edges: PlanarEdges, keepsCrossings: Bool) -> [UInt8]? {
        guard let lines = places(value, "LineString", depth: 1)?.map({ $0[0] }), lines.allSatisfy({ $0.count >= 2 })
        else { return nil }
        let dense = lines.compactMap { edges.line($0) }
        guard dense.count == lines.count else { return nil }
        let parts = keepsCrossings ? dense : dense.flatMap { PlanarEdges.cutAtAntimeridian($0) }
        return text("LineString", parts.map { coordinates($0) })
    }

    static func densified(polygons value: JSONText?, _ edges: PlanarEdges) -> [UInt8]? {
        guard let written = places(value, "Polygon", depth: 2), let valid = polygons(value), SphereRegion(valid) != nil
        else { return nil }
        var texts: [[UInt8]] = []
        for (rings, polygon) in zip(written, valid) {
            var dense: [[UInt8]] = []
            for (place, ring) in rings.enumerated() {
                // Shells go counterclockwise and holes clockwise, as the rings of a valid polygon do.
                let open = ring.dropLast()
                let isKept =
                    SpherePoint(longitude: ring[1].longitude, latitude: ring[1].latitude) == polygon.rings[place][1]
                let turned = isKept ? Array(open) : open.reversed()
                let oriented = place == 0 ? turned : [turned[0]] + turned.dropFirst().reversed()
                guard let line = edges.line(oriented + [oriented[0]]) else { return nil }
                dense.append(coordinates(line))
            }
            texts.append(JSONArray.text(dense))
        }
        return text("Polygon", texts)
    }

    /// The places of the parts of a shape, or of several of one type, as lists of lines.
    private static func places(_ value: JSONText?, _ type: String, depth: Int) -> [[[PlanarEdges.Place]]]? {
        guard let (name, coordinates) = parts(value) else { return nil }
        let parts: [[UInt8]]?
        switch name {
        case type: parts = [coordinates]
        case "Multi" + type: parts = elements(coordinates)
        default: parts = nil
        }
        guard let parts, !parts.isEmpty else { return nil }
        let shapes = parts.compactMap { part -> [[PlanarEdges.Place]]? in
            let lines = depth == 1 ? [part] : elements(part)
            let made = lines?.compactMap { line in elements(line).flatMap { places($0) } }
            return made?.count == lines?.count ? made : nil
        }
        return shapes.count == parts.count ? shapes : nil
    }

    private static func places(_ texts: [[UInt8]]) -> [PlanarEdges.Place]? {
        let places = texts.compactMap { text -> PlanarEdges.Place? in
            // The service takes longitudes from another turn around the globe here, and nowhere else.
            guard let (longitude, latitude) = numbers(text), (-360...360).contains(longitude),
                (-90...90).contains(latitude)
            else { return nil }
            return PlanarEdges.Place(longitude: longitude, latitude: latitude)
        }
        return places.count == texts.count ? places : nil
    }
}
