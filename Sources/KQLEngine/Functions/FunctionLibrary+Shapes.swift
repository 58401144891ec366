internal import DuckDB
internal import KQL

// MARK: Shapes on the globe: questions to two, and shapes made of shapes

extension FunctionLibrary {
    static let shapes: [FunctionBody] = [
        FunctionBody(.geoIntersects) { input, output in
            try input.forEachPairOfShapes(output) { pair, row in
                let meets =
                    switch pair {
                    case .lines(let first, let second): first.tree.meets(second.tree)
                    case .lineWithPolygon(let line, let region): region.meets(line)
                    case .polygons(let first, let second): first.meets(second)
                    }
                output.set(row, meets)
            }
        },
        FunctionBody(.geoIntersection) { input, output in
            try input.forEachPairOfShapes(output) { pair, row in
                let shape =
                    switch pair {
                    case .lines(let first, let second): try first.intersection(second)
                    case .lineWithPolygon(let line, let region): try line.intersection(region)
                    case .polygons(let first, let second): try first.intersection(second)
                    }
                output.set(row, shape.json)
            }
        },
        FunctionBody(.geoUnion) { input, output in
            try input.forEachRow(output) { row in
                let array = JSONText(input[0].text(row))
                if input[1].isOfLines(row) {
                    let lines = elements(array) { GeoJSON.sphereLines($0) }
                    output.set(row, try lines.map { try SphereLines.union($0).json })
                } else {
                    let regions = elements(array) { GeoJSON.region($0) }
                    output.set(row, try regions.map { try SphereRegion.union($0).json })
                }
            }
        },
        FunctionBody(.geoFromText) { input, output in
            input.forEachRow(output) { row in output.set(row, WellKnownText.geoJSON(input[0].text(row).bytes)) }
        },
        FunctionBody(.geoDensify) { input, output in
            input.forEachRow(output) { row in
                let tolerance = input[1].double(row)
                guard PlanarEdges.tolerances.contains(tolerance) else {
                    output.setNull(row)
                    return
                }
                let edges = PlanarEdges(tolerance: tolerance)
                let shape = JSONText(input[0].text(row))
                output.set(
                    row,
                    input[3].isOfLines(row)
                        ? GeoJSON.densified(lines: shape, edges, keepsCrossings: input[2].bool(row))
                        : GeoJSON.densified(polygons: shape, edges))
            }
        },
        FunctionBody(.geoSimplify) { input, output in
            try input.forEachRow(output) { row in
                let tolerance = input[1].double(row)
                guard ShapeSimplifier.tolerances.contains(tolerance) else {
                    output.setNull(row)
                    return
                }
                let value = JSONText(input[0].text(row))
                if input[2].isOfLines(row) {
                    guard let lines = GeoJSON.sphereLines(value) else {
                        output.setNull(row)
                        return
                    }
                    let parts = lines.lines.count > 1 ? try SphereLines.union([lines]).lines : lines.lines
                    let simpler = ShapeSimplifier.lines(parts, tolerance: tolerance)
                    output.set(row, simpler.map { SphereShape(lines: $0).json })
                } else {
                    let regions =
                        value?.kind == .array
                        ? elements(value) { GeoJSON.region($0) } : GeoJSON.region(value).map { [$0] }
                    let simpler = try regions.flatMap { try ShapeSimplifier.polygons($0, tolerance: tolerance) }
                    output.set(row, simpler?.json)
                }
            }
        },
        FunctionBody(.geoPointBuffer) { input, output in
            try input.forEachRow(output) { row in
                var buffer = SphereBuffer(radius: input[2].double(row), tolerance: input[3].double(row))
                guard let point = input.place(0, row) else {
                    output.setNull(row)
                    return
                }
                buffer?.add(point: point)
                output.set(row, try buffer.map { try $0.shape().json })
            }
        },
        FunctionBody(.geoBuffer) { input, output in
            try input.forEachRow(output) { row in
                var buffer = SphereBuffer(radius: input[1].double(row), tolerance: input[2].double(row))
                let shape = JSONText(input[0].text(row))
                if input[3].isOfLines(row) {
                    guard let lines = GeoJSON.sphereLines(shape) else {
                        output.setNull(row)
                        return
                    }
                    for line in lines.lines { buffer?.add(line: line) }
                } else {
                    guard let region = GeoJSON.region(shape) else {
                        output.setNull(row)
                        return
                    }
                    buffer?.add(region)
                }
                output.set(row, try buffer.map { try $0.shape().json })
            }
        },
        FunctionBody(.geoCells) { input, output in
            input.forEachRow(output) { row in
                let shape = JSONText(input[0].text(row))
                let level = Int(clamping: input[1].int64(row))
                let radius = input[2].double(row)
                let cells =
                    input[3].isOfLines(row)
                    ? GeoJSON.sphereLines(shape).flatMap { CellCovering.cells($0, level: level, radius: radius) }
                    : GeoJSON.region(shape).flatMap { CellCovering.cells($0, level: level, radius: radius) }
                output.set(row, cells.map { JSONArray.text($0.map { JSONText.quoted($0.token) }) })
            }
        },
        lookup,
    ]

    private static let lookup: FunctionBody = {
        let lines = PreparedCache<ShapeIndex>()
        let polygons = PreparedCache<ShapeIndex>()
        return FunctionBody(.geoLookup) { input, output in
            guard input.count > 0, !input[3].isNull(0), !input[4].isNull(0) else {
                for row in 0..<input.count { output.setNull(row) }
                return
            }
            let radius = input[3].double(0) < 0 ? nil : input[3].double(0)
            let isOfLines = input[4].isOfLines(0)
            let cache = isOfLines ? lines : polygons
            try input.forEachRow(
                output, preparing: 2,
                { text in cache.value(of: text) { ShapeIndex(JSONText($0), ofLines: isOfLines) } }
            ) { index, row in
                let places = input.place(0, row).map { index.places(of: $0, within: radius) } ?? []
                output.set(row, JSONArray.text(places.map { Array(String($0).utf8) }))
            }
        }
    }()

    /// What is made of all elements of an array; nil where one cannot be made or there is none.
    static func elements<Value>(_ array: JSONText?, _ make: (JSONText) -> Value?) -> [Value]? {
        guard let array, array.kind == .array else { return nil }
        var values: [Value] = []
        var isWhole = true
        array.forEachElement { element in
            if let value = make(element) { values.append(value) } else { isWhole = false }
            return isWhole
        }
        return isWhole && !values.isEmpty ? values : nil
    }
}

/// Two shapes of which a function tells something.
private enum ShapePair {
    case lines(SphereLines, SphereLines)
    case lineWithPolygon(SphereLines, SphereRegion)
    case polygons(SphereRegion, SphereRegion)
}

/// A shape that is ready for questions.
private enum PreparedShape {
    case lines(SphereLines)
    case region(SphereRegion)

    init?(_ text: ByteView, isOfLines: Bool) {
        if isOfLines {
            guard let lines = GeoJSON.sphereLines(JSONText(text)) else { return nil }
            self = .lines(lines)
        } else {
            guard let region = GeoJSON.region(JSONText(text)) else { return nil }
            self = .region(region)
        }
    }
}

extension FunctionInput {
    /// Calls `body` with the shapes of the first two arguments, of the kinds that the third names: `lines`, `polygons`
    /// or `line` with polygon. Rows without two valid shapes become null.
    fileprivate func forEachPairOfShapes(_ output: FunctionOutput, _ body: (ShapePair, Int) throws -> Void) throws {
        guard let sample = firstWholeRow else { return forEachRow(output) { _ in } }
        let kind = columns[2].text(sample).string
        var first = PreparedArgument(columns[0]) { PreparedShape($0, isOfLines: kind != "polygons") }
        var second = PreparedArgument(columns[1]) { PreparedShape($0, isOfLines: kind == "lines") }
        try forEachRow(output) { row in
            switch (try first.value(row), try second.value(row)) {
            case (.lines(let a)?, .lines(let b)?): try body(.lines(a, b), row)
            case (.lines(let a)?, .region(let b)?): try body(.lineWithPolygon(a, b), row)
            case (.region(let a)?, .region(let b)?): try body(.polygons(a, b), row)
            default: output.setNull(row)
            }
        }
    }
}

extension ColumnVector {
    /// Whether an argument that names a kind of shapes names lines rather than polygons.
    fileprivate func isOfLines(_ row: Int) -> Bool { text(row)[0] == UInt8(ascii: "l") }
}
