import Testing

@testable import KQLEngine

/// The functions of the H3 grid.
@Suite("Hexagons: cells of points and polygons, and what cells tell of themselves", .needsEngine)
struct HexagonAnswerTests {
    static let liberty = "'862a1072fffffff'"
    static let madrid =
        #"dynamic({"type":"Polygon","coordinates":[[[-3.659,40.553],[-3.913,40.409],[-3.729,40.273],[-3.524,40.440],[-3.659,40.553]]]})"#

    static let answers: [(String, String?)] = [
        ("geo_point_to_h3cell(-74.04450446039874, 40.689250859314974)", "862a1072fffffff"),
        ("geo_point_to_h3cell(-74.04450446039874, 40.689250859314974, 0)", "802bfffffffffff"),
        ("geo_point_to_h3cell(300, 1, 8)", ""), ("geo_point_to_h3cell(1, 91, 8)", ""),
        ("geo_point_to_h3cell(1, 1, 16)", ""), ("geo_point_to_h3cell(1, 1, -1)", ""),
        ("geo_point_to_h3cell(1, 1, int(null))", ""), ("geo_point_to_h3cell(real(nan), 1)", ""),
        ("tostring(geo_h3cell_level(\(liberty)))", "6"), ("tostring(geo_h3cell_level('abc'))", ""),
        ("geo_h3cell_parent(\(liberty))", "852a1073fffffff"), ("geo_h3cell_parent(\(liberty), 1)", "812a3ffffffffff"),
        ("geo_h3cell_parent(\(liberty), 6)", "862a1072fffffff"), ("geo_h3cell_parent(\(liberty), 7)", ""),
        ("geo_h3cell_parent('802bfffffffffff')", ""), ("geo_h3cell_parent('123')", ""),
        ("geo_h3cell_parent(\(liberty), -1)", ""),
        (
            "tostring(geo_h3cell_children(\(liberty)))",
            #"["872a10728ffffff","872a10729ffffff","872a1072affffff","872a1072bffffff","872a1072cffffff","872a1072dffffff","872a1072effffff"]"#
        ),
        // A pentagon has six children, and one of them is a pentagon.
        ("tostring(array_length(geo_h3cell_children('81083ffffffffff')))", "6"),
        ("tostring(array_length(geo_h3cell_children('81083ffffffffff', 3)))", "41"),
        ("tostring(array_length(geo_h3cell_children(\(liberty), 11)))", "16807"),
        ("tostring(isnull(geo_h3cell_children(\(liberty), 12)))", "True"),
        ("tostring(isnull(geo_h3cell_children(\(liberty), 5)))", "True"),
        ("tostring(isnull(geo_h3cell_children('8f2a1072b59829e')))", "True"),
        ("tostring(array_length(geo_h3cell_neighbors(\(liberty))))", "6"),
        ("tostring(array_length(geo_h3cell_neighbors('81083ffffffffff')))", "5"),
        ("tostring(isnull(geo_h3cell_neighbors('abc')))", "True"),
        (
            "tostring(geo_h3cell_rings('861f8894fffffff', 1))",
            #"[["861f8894fffffff"],["861f88947ffffff","861f8895fffffff","861f88867ffffff","861f8d497ffffff","861f8d4b7ffffff","861f8896fffffff"]]"#
        ),
        ("tostring(array_length(geo_h3cell_rings('861f8894fffffff', 142)))", "143"),
        ("tostring(geo_h3cell_rings('861f8894fffffff', 0))", #"[["861f8894fffffff"]]"#),
        ("tostring(isnull(geo_h3cell_rings('861f8894fffffff', 143)))", "True"),
        ("tostring(isnull(geo_h3cell_rings('861f8894fffffff', -1)))", "True"),
        ("geo_h3cell_to_central_point('1')", nil), ("geo_h3cell_to_polygon('@')", nil),
        ("tostring(round(toreal(geo_h3cell_to_central_point(\(liberty)).coordinates[0]), 9))", "-74.01600848"),
        ("tostring(array_length(geo_h3cell_to_polygon(\(liberty)).coordinates[0]))", "7"),
        (
            "geo_point_to_h3cell(toreal(geo_h3cell_to_central_point('8a0800000007fff').coordinates[0]), "
                + "toreal(geo_h3cell_to_central_point('8a0800000007fff').coordinates[1]), 10)", "8a0800000007fff"
        ),
        // Cells whose middles lie in a polygon; enlarged it has more of them, and with a hole fewer.
        ("tostring(array_length(geo_polygon_to_h3cells(\(madrid))))", "13"),
        ("tostring(array_length(geo_polygon_to_h3cells(\(madrid), 0)))", "0"),
        ("tostring(array_length(geo_polygon_to_h3cells(\(madrid), 6, 5000)) between (20 .. 40))", "True"),
        ("tostring(isnull(geo_polygon_to_h3cells(\(madrid), 16)))", "True"),
        ("tostring(isnull(geo_polygon_to_h3cells(\(madrid), 6, -1)))", "True"),
        ("tostring(isnull(geo_polygon_to_h3cells(\(madrid), 12)))", "True"),
        (
            "tostring(isnull(geo_polygon_to_h3cells(dynamic({'type':'Polygon','coordinates':[[[0,0],[1,1]]]}))))",
            "True"
        ),
        // Around the pole, and across the antimeridian.
        (
            "tostring(set_has_element(geo_polygon_to_h3cells(dynamic({'type':'Polygon','coordinates':[[[0,60],[120,60],[-120,60],[0,60]]]}), 0), "
                + "'8001fffffffffff'))", "True"
        ),
        (
            "tostring(set_has_element(geo_polygon_to_h3cells(dynamic({'type':'Polygon','coordinates':[[[179,-1],[-179,-1],[-179,1],[179,1],[179,-1]]]}), 5), "
                + "geo_point_to_h3cell(180, 0, 5)))", "True"
        ),
    ]

    @Test("Values", arguments: answers)
    func values(_ call: String, _ expected: String?) throws {
        #expect(try answer("print x = \(call)") == [[expected]])
    }

    @Test("Lists of arrays are flat, as the service makes them")
    func lists() throws {
        let table = "datatable(d: dynamic)[dynamic([1, [2]]), dynamic(3), dynamic(null), dynamic([4])]"
        #expect(try answer(table + " | summarize x = make_list(d) | project tostring(x)") == [["[1,[2],3,4]"]])
        #expect(try answer(table + " | summarize x = make_list(d, 2) | project tostring(x)") == [["[1,[2]]"]])
    }
}
