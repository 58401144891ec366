internal import DuckDB
internal import KQL

// MARK: Places on Earth

extension FunctionLibrary {
    static let places: [FunctionBody] = [
        FunctionBody(.geoDistance) { input, output in
            input.forEachRow(output) { row in
                guard let first = input.place(0, row), let second = input.place(2, row) else {
                    output.setNull(row)
                    return
                }
                if input[4].bool(row) {
                    output.set(
                        row,
                        Spheroid.distance(
                            (input[0].double(row), input[1].double(row)), (input[2].double(row), input[3].double(row))))
                } else {
                    output.set(row, first.distance(to: second))
                }
            }
        },
        FunctionBody(.geoAzimuth) { input, output in
            input.forEachRow(output) { row in
                let first = input.place(0, row)
                output.set(row, input.place(2, row).flatMap { first?.azimuth(to: $0) })
            }
        },
        FunctionBody(.geoAngle) { input, output in
            input.forEachRow(output) { row in
                guard let first = input.place(0, row), let middle = input.place(2, row), let last = input.place(4, row),
                    let from = middle.azimuth(to: first), let to = middle.azimuth(to: last)
                else {
                    output.setNull(row)
                    return
                }
                output.set(row, to < from ? to - from + 2 * .pi : to - from)
            }
        },
        FunctionBody(.geoInCircle) { input, output in
            input.forEachRow(output) { row in
                guard let point = input.place(0, row), let center = input.place(2, row), input[4].double(row) > 0 else {
                    output.setNull(row)
                    return
                }
                output.set(row, point.distance(to: center) <= input[4].double(row))
            }
        },
        FunctionBody(.geoInPolygon) { input, output in
            try input.forEachRow(output, preparing: 2, { GeoJSON.region(JSONText($0)) }) { region, row in
                let point = input.place(0, row)
                output.set(row, point.flatMap { region?.contains($0) })
            }
        },
        FunctionBody(.geohash) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                let hash =
                    input.columns.contains { $0.isNull(row) }
                    ? nil
                    : Geohash(
                        longitude: input[0].double(row), latitude: input[1].double(row),
                        length: Int(clamping: input[2].int64(row)))
                output.set(row, hash?.text ?? [])
            }
        },
        FunctionBody(.geohashPart) { input, output in
            input.forEachRow(output) { row in
                let cell = Geohash(input[0].text(row).bytes)
                switch input[1].text(row).string {
                case "center":
                    let center = cell?.center
                    output.set(row, center.map { GeoJSON.point(longitude: $0.longitude, latitude: $0.latitude) })
                case "polygon": output.set(row, cell.map { GeoJSON.polygon($0.ring) })
                default: output.set(row, cell.map { around($0.neighbors) })
                }
            }
        },
        FunctionBody(.s2Cell) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                let isComplete = !input.columns.contains { $0.isNull(row) }
                let point = isComplete ? input.place(0, row) : nil
                output.set(row, point.flatMap { S2Cell($0, level: Int(clamping: input[2].int64(row)))?.token } ?? [])
            }
        },
        FunctionBody(.s2CellPart) { input, output in
            input.forEachRow(output) { row in
                let cell = S2Cell(token: input[0].text(row).bytes)
                switch input[1].text(row).string {
                case "center": output.set(row, cell?.center.json)
                case "polygon":
                    let ring = cell?.ring.map { (longitude: $0.longitude, latitude: $0.latitude) }
                    output.set(row, ring.map(GeoJSON.polygon))
                default: output.set(row, cell.map { around($0.neighbors) })
                }
            }
        },
    ]

    /// The cells around one, as an array.
    private static func around(_ neighbors: [[UInt8]]) -> [UInt8] {
        JSONArray.text(SetListing.listed(neighbors, reserving: 8).map { JSONText.quoted($0) })
    }

    // MARK: Lines and polygons

    static let placeShapes: [FunctionBody] = [
        FunctionBody(.geoLineLength) { input, output in
            try input.forEachRow(output) { row in
                let lines = GeoJSON.lines(JSONText(input[0].text(row)))
                if let lines, lines.count > 1, let prepared = SphereLines(lines) {
                    // What two lines share counts once.
                    output.set(row, try SphereLines.union([prepared]).lines.reduce(0) { $0 + Polyline.length($1) })
                } else {
                    output.set(row, lines.map { $0.reduce(0) { $0 + Polyline.length($1) } })
                }
            }
        },
        FunctionBody(.geoLineDistance) { input, output in
            try input.forEachRow(output, preparing: 2, { nearestOnLine(JSONText($0)) }) { tree, row in
                let point = input.place(0, row)
                let closest = point.flatMap { tree?.closest(to: $0)?.point }
                output.set(row, point.flatMap { point in closest.map { point.distance(to: $0) } })
            }
        },
        FunctionBody(.geoLineClosest) { input, output in
            try input.forEachRow(output, preparing: 2, { nearestOnLine(JSONText($0)) }) { tree, row in
                output.set(row, input.place(0, row).flatMap { tree?.closest(to: $0)?.point.json })
            }
        },
        FunctionBody(.geoLinePoint) { input, output in
            input.forEachRow(output) { row in
                let lines = GeoJSON.lines(JSONText(input[0].text(row)))
                let line = lines?.count == 1 ? lines?.first : nil
                output.set(row, line.flatMap { Polyline.point($0, at: input[1].double(row))?.json })
            }
        },
        FunctionBody(.geoLineFraction) { input, output in
            try input.forEachRow(output) { row in
                if input[3].bool(row) {
                    throw FunctionFailure("places on a line are found on the sphere only; leave use_spheroid out")
                }
                let lines = GeoJSON.lines(JSONText(input[0].text(row)))
                guard lines?.count == 1, let line = lines?.first, let point = input.place(1, row) else {
                    output.setNull(row)
                    return
                }
                output.set(row, Polyline.fraction(line, closestTo: point))
            }
        },
        FunctionBody(.geoLineCentroid) { input, output in
            input.forEachRow(output) { row in
                output.set(row, GeoJSON.lines(JSONText(input[0].text(row))).flatMap { Polyline.centroid($0)?.json })
            }
        },
        FunctionBody(.geoPolygonMeasure) { input, output in
            try input.forEachRow(output) { row in
                let shape = try union(GeoJSON.region(JSONText(input[0].text(row))))
                output.set(
                    row,
                    input[1].text(row).string == "area"
                        ? shape?.area : shape?.spherePolygons.reduce(0) { $0 + $1.perimeter })
            }
        },
        FunctionBody(.geoPolygonCentroid) { input, output in
            try input.forEachRow(output) { row in
                let shape = try union(GeoJSON.region(JSONText(input[0].text(row))))
                output.set(row, shape.flatMap { SpherePolygon.centroid($0.spherePolygons)?.json })
            }
        },
        FunctionBody(.geoPolygonDistance) { input, output in
            try input.forEachRow(output, preparing: 2, { GeoJSON.region(JSONText($0)) }) { region, row in
                let point = input.place(0, row)
                let closest = point.flatMap { region?.closest(to: $0) }
                output.set(row, point.flatMap { point in closest.map { point.distance(to: $0) } })
            }
        },
        FunctionBody(.geoPolygonClosest) { input, output in
            try input.forEachRow(output, preparing: 2, { GeoJSON.region(JSONText($0)) }) { region, row in
                output.set(row, input.place(0, row).flatMap { region?.closest(to: $0)?.json })
            }
        },
    ]

    /// The edges of lines, also of those that stay in one place.
    private static func nearestOnLine(_ value: JSONText?) -> EdgeTree? {
        GeoJSON.lines(value).map { lines in
            EdgeTree(lines.flatMap { Polyline.edges($0).map { EdgeTree.Edge(start: $0, end: $1) } })
        }
    }

    /// The polygons without their overlaps.
    private static func union(_ region: SphereRegion?) throws -> SphereShape? {
        try region.map { try SphereRegion.union([$0]) }
    }
}

extension FunctionInput {
    /// A point by a longitude and the latitude beside it.
    func place(_ column: Int, _ row: Int) -> SpherePoint? {
        SpherePoint(longitude: columns[column].double(row), latitude: columns[column + 1].double(row))
    }
}
