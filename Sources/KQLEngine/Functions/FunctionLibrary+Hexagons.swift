internal import DuckDB
internal import KQL

// MARK: Hexagons of the H3 grid

extension FunctionLibrary {
    static let hexagons: [FunctionBody] = [
        FunctionBody(.h3Cell) { input, output in
            for row in 0..<input.count {
                let isComplete = !input.columns.contains { $0.isNull(row) }
                let point =
                    isComplete ? SpherePoint(longitude: input[0].double(row), latitude: input[1].double(row)) : nil
                let cell = point.flatMap { H3Cell($0, level: Int(clamping: input[2].int64(row))) }
                output.set(row, cell?.token ?? [])
            }
        },
        FunctionBody(.h3CellPart) { input, output in
            input.forEachRow(output) { row in
                let cell = H3Cell(input[0].text(row))
                switch input[1].text(row).string {
                case "center": output.set(row, cell?.center.json)
                case "polygon":
                    let ring = cell?.ring.map { (longitude: $0.longitude, latitude: $0.latitude) }
                    output.set(row, ring.map(GeoJSON.polygon))
                default:
                    output.set(row, cell.map { tokens(SetListing.listed($0.neighbors.map(\.token), reserving: 7)) })
                }
            }
        },
        FunctionBody(.h3CellLevel) { input, output in
            input.forEachRow(output) { row in
                output.set(row, H3Cell(input[0].text(row)).map { Int32($0.level) })
            }
        },
        FunctionBody(.h3CellParent) { input, output in
            for row in 0..<input.count {
                let cell = input[0].isNull(row) ? nil : H3Cell(input[0].text(row))
                let level = level(input[1], row, otherwise: cell.map { $0.level - 1 })
                let parent = (0..<H3Cell.lastLevel).contains(level) ? cell?.parent(level) : nil
                output.set(row, parent?.token ?? [])
            }
        },
        FunctionBody(.h3CellChildren) { input, output in
            for row in 0..<input.count {
                let cell = input[0].isNull(row) ? nil : H3Cell(input[0].text(row))
                let level = level(input[1], row, otherwise: cell.map { $0.level + 1 })
                // More than five levels down there are too many.
                let isNear = cell.map { level > 0 && level - $0.level <= 5 } ?? false
                output.set(row, (isNear ? cell?.children(level) : nil).map { tokens($0.map(\.token)) })
            }
        },
        FunctionBody(.h3CellRings) { input, output in
            input.forEachRow(output) { row in
                let distance = input[1].int64(row)
                let cell = (0...142).contains(distance) ? H3Cell(input[0].text(row)) : nil
                let rings = cell?.rings(Int(distance))
                output.set(row, rings.map { JSONArray.text($0.map { tokens($0.map(\.token)) }) })
            }
        },
        FunctionBody(.h3Cover) { input, output in
            try input.forEachRow(output, preparing: 0, { FlatPolygon.all(JSONText($0)) }) { polygons, row in
                let level = Int(clamping: input[1].int64(row))
                let radius = input[2].double(row)
                guard let polygons, (0...H3Cell.lastLevel).contains(level), radius >= 0, radius.isFinite else {
                    output.setNull(row)
                    return
                }
                let cells = H3Cover.cells(of: polygons, level: level, radius: radius)
                output.set(row, cells.map { tokens(SetListing.listed($0.map(\.token))) })
            }
        },
    ]

    private static func tokens(_ tokens: [[UInt8]]) -> [UInt8] {
        var array = JSONArrayWriter()
        for token in tokens { array.append([UInt8(ascii: "\"")] + token + [UInt8(ascii: "\"")]) }
        return array.finish()
    }

    /// The level of a row; the other one where none is given.
    private static func level(_ column: ColumnVector, _ row: Int, otherwise: Int?) -> Int {
        column.isNull(row) ? otherwise ?? -1 : Int(clamping: column.int64(row))
    }
}
