import Testing

@testable import KQLEngine

/// Functions of shapes on the globe: what can be told by hand.
@Suite("Shapes: what they have in common, unions, buffers, texts", .needsEngine)
struct ShapeAnswerTests {
    static let square = polygon("[0,0],[2,0],[2,2],[0,2],[0,0]")
    static let far = polygon("[10,10],[12,10],[12,12],[10,12],[10,10]")
    static let inner = polygon("[0.5,0.5],[1,0.5],[1,1],[0.5,1],[0.5,0.5]")
    static let equator = line("[0,0],[10,0]")
    static let meridian = line("[5,-5],[5,5]")
    /// Twisted like an 8.
    static let twisted = polygon("[0,0],[2,2],[2,0],[0,2],[0,0]")

    static func polygon(_ ring: String) -> String { "dynamic({'type':'Polygon','coordinates':[[\(ring)]]})" }
    static func line(_ points: String) -> String { "dynamic({'type':'LineString','coordinates':[\(points)]})" }

    static let nothing = #"{"type":"GeometryCollection","geometries":[]}"#

    static let answers: [(String, String?)] = [
        ("tostring(geo_intersects_2lines(\(equator), \(meridian)))", "True"),
        ("tostring(geo_intersects_2lines(\(equator), \(line("[0,1],[10,1]"))))", "False"),
        // An end on the other line, and a shared end.
        ("tostring(geo_intersects_2lines(\(equator), \(line("[5,0],[5,5]"))))", "True"),
        ("tostring(geo_intersects_2lines(\(equator), \(line("[10,0],[20,5]"))))", "True"),
        ("tostring(geo_intersects_2lines(\(equator), dynamic({'type':'LineString'})))", ""),
        ("tostring(geo_intersects_2lines(\(equator), \(square)))", ""),
        ("tostring(geo_intersects_2polygons(\(square), \(far)))", "False"),
        ("tostring(geo_intersects_2polygons(\(square), \(inner)))", "True"),
        ("tostring(geo_intersects_2polygons(\(inner), \(square)))", "True"),
        ("tostring(geo_intersects_2polygons(\(square), \(twisted)))", ""),
        ("tostring(geo_intersects_line_with_polygon(\(equator), \(square)))", "True"),
        ("tostring(geo_intersects_line_with_polygon(\(line("[1,1],[1,1.5]")), \(square)))", "True"),
        ("tostring(geo_intersects_line_with_polygon(\(meridian), \(square)))", "False"),
        // Across the antimeridian and over a pole.
        ("tostring(geo_intersects_2lines(\(line("[170,0],[-170,0]")), \(line("[180,5],[180,-5]"))))", "True"),
        ("tostring(geo_intersects_2lines(\(line("[0,80],[180,80]")), \(line("[90,80],[-90,80]"))))", "True"),
        (
            "tostring(geo_intersects_line_with_polygon(\(line("[45,85],[-135,85]")), "
                + "\(polygon("[0,89],[90,89],[180,89],[-90,89],[0,89]"))))", "True"
        ),
        ("tostring(round(toreal(geo_intersection_2lines(\(equator), \(meridian)).coordinates[0]), 9))", "5"),
        ("geo_intersection_2lines(\(equator), \(line("[0,1],[10,1]")))", nothing),
        (
            "geo_intersection_2lines(\(line("[0,0],[10,0]")), \(line("[5,0],[15,0]")))",
            #"{"type":"LineString","coordinates":[[5.0,0.0],[10.0,0.0]]}"#
        ),
        ("geo_intersection_2polygons(\(square), \(far))", nothing),
        (
            "geo_intersection_2polygons(\(polygon("[0,0],[90,0],[0,90],[0,0]")), \(polygon("[0,0],[-90,0],[0,90],[0,0]")))",
            #"{"type":"LineString","coordinates":[[0.0,90.0],[0.0,0.0]]}"#
        ),
        ("geo_intersection_line_with_polygon(\(meridian), \(square))", nothing),
        (
            "geo_union_lines_array(pack_array(\(line("[0,0],[0,10]")), \(line("[0,10],[0,20]")), \(line("[0,10],[0,0]"))))",
            #"{"type":"LineString","coordinates":[[0.0,0.0],[0.0,10.0],[0.0,20.0]]}"#
        ),
        ("geo_union_lines_array(dynamic([]))", nil), ("geo_union_polygons_array(pack_array(\(square), 1))", nil),
        ("tostring(geo_union_polygons_array(pack_array(\(square), \(far))).type)", "MultiPolygon"),
        // Several polygons are measured without what they share.
        (
            "tostring(round(geo_polygon_area(dynamic({'type':'MultiPolygon','coordinates':[[[[0,0],[2,0],[2,2],[0,2],[0,0]]],"
                + "[[[0.5,0.5],[1,0.5],[1,1],[0.5,1],[0.5,0.5]]]]})) / geo_polygon_area(\(square)), 12))", "1"
        ),
        (
            "tostring(round(geo_line_length(dynamic({'type':'MultiLineString','coordinates':[[[0,0],[2,0]],[[1,0],[3,0]]]})) "
                + "/ geo_line_length(\(line("[0,0],[3,0]"))), 12))", "1"
        ),
        // Twisted polygons are none.
        ("tostring(geo_polygon_area(\(twisted)))", ""), ("tostring(geo_point_in_polygon(1, 0.5, \(twisted)))", ""),
        // Texts.
        ("geo_from_wkt('point (1 2)')", #"{"type":"Point","coordinates":[1.0,2.0]}"#),
        (
            "geo_from_wkt(' MULTIPOINT ( (1 2) , 3 -4e0 ) ')",
            #"{"type":"MultiPoint","coordinates":[[1.0,2.0],[3.0,-4.0]]}"#
        ),
        ("geo_from_wkt('POINT (1 2) x')", nil), ("geo_from_wkt('POINT (1)')", nil),
        ("geo_from_wkt('POINT EMPTY')", nil),
        ("geo_from_wkt('CIRCLE (1 2)')", nil), ("geo_from_wkt('POLYGON ((0 0, 1 0, 1 1, 0 0)')", nil),
        (
            "geo_from_wkt('GEOMETRYCOLLECTION (GEOMETRYCOLLECTION (POINT (1 2)))')",
            #"{"type":"GeometryCollection","geometries":[{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1.0,2.0]}]}]}"#
        ),
        // The equator and meridians are straight on the map, parallels are not.
        ("tostring(array_length(geo_line_densify(\(line("[0,0],[90,0]")), 10).coordinates))", "2"),
        ("tostring(array_length(geo_line_densify(\(line("[0,0],[0,80]")), 10).coordinates))", "2"),
        ("tostring(array_length(geo_line_densify(\(line("[0,60],[90,60]")), 10).coordinates) > 50)", "True"),
        ("geo_line_densify(\(line("[0,0],[1,0]")), 0.05)", nil), ("geo_polygon_densify(\(twisted), 10)", nil),
        (
            "tostring(array_length(geo_line_densify(dynamic({'type':'LineString','coordinates':[[190,10],[170,10]]}), "
                + "100, true).coordinates) > 2)", "True"
        ),
        (
            "tostring(geo_line_densify(dynamic({'type':'LineString','coordinates':[[190,10],[170,10]]}), 100).type)",
            "MultiLineString"
        ),
        // Simpler shapes.
        (
            "geo_line_simplify(\(line("[0,0],[1,0],[2,0]")), 10)",
            #"{"type":"LineString","coordinates":[[0.0,0.0],[2.0,0.0]]}"#
        ),
        ("geo_polygon_simplify(\(square), 1000000)", nil), ("geo_line_simplify(\(equator), -1)", nil),
        ("tostring(geo_simplify_polygons_array(pack_array(\(square), \(inner))).type)", "Polygon"),
        // Buffers.
        ("tostring(geo_point_buffer(0, 0, 1000, 100).type)", "Polygon"), ("geo_point_buffer(0, 91, 1000)", nil),
        ("tostring(geo_point_in_polygon(0, 0, geo_point_buffer(0, 0, 1000)))", "True"),
        ("geo_line_buffer(\(equator), 0)", nil), ("geo_polygon_buffer(\(twisted), 10)", nil),
        (
            "tostring(geo_polygon_area(geo_polygon_buffer(\(square), 1000)) > geo_polygon_area(\(square)))", "True"
        ),
        // Cells.
        ("geo_polygon_to_s2cells(\(polygon("[-10,-10],[10,-10],[10,10],[-10,10],[-10,-10]")), 0)", #"["1"]"#),
        ("tostring(array_length(geo_line_to_s2cells(\(equator), 3)) < 10)", "True"),
        ("geo_line_to_s2cells(\(equator), 31)", nil), ("geo_polygon_to_s2cells(\(square), 25)", nil),
        ("geo_line_to_s2cells(\(equator), 5, -1)", nil),
    ]

    @Test("Values", arguments: answers)
    func values(_ call: String, _ expected: String?) throws {
        #expect(try answer("print x = \(call)") == [[expected]])
    }
}
