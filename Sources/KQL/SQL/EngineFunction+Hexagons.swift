// MARK: Hexagons of the H3 grid

extension EngineFunction {
    /// The token of the H3 cell of a point at a level (third); the empty text for what is no point or level.
    public static let h3Cell = Self("kql_h3cell", [.double, .double, .int64], result: .text, nulls: .seen)

    /// As ``geohashPart`` for the token of an H3 cell.
    public static let h3CellPart = Self("kql_h3cell_part", [.text, .text], result: .text)

    /// The level of an H3 cell.
    public static let h3CellLevel = Self("kql_h3cell_level", [.text], result: .int32)

    /// The H3 cell at a level, NULL for the one above, that a cell descends from; the empty text where there is none.
    public static let h3CellParent = Self("kql_h3cell_parent", [.text, .int64], result: .text, nulls: .seen)

    /// The H3 cells at a level, NULL for the one below, that descend from a cell; NULL where there are none.
    public static let h3CellChildren = Self("kql_h3cell_children", [.text, .int64], result: .text, nulls: .seen)

    /// The H3 cells around one, an array for each distance up to the second, which is at most 142.
    public static let h3CellRings = Self("kql_h3cell_rings", [.text, .int64], result: .text)

    /// The H3 cells of a level (second) whose middles lie in polygons (GeoJSON) enlarged by so many metres (third).
    public static let h3Cover = Self("kql_polygon_h3cells", [.text, .int64, .double], result: .text)

    static let allHexagons: [Self] = [
        .h3Cell, .h3CellPart, .h3CellLevel, .h3CellParent, .h3CellChildren, .h3CellRings, .h3Cover,
    ]
}
