import Testing

@testable import KQLEngine

/// Places on Earth: what can be told without a map.
@Suite("Places: distances, cells, lines and polygons", .needsEngine)
struct PlaceAnswerTests {
    static let square =
        #"dynamic({"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]],[[0.5,0.5],[0.5,1],[1,1],[1,0.5],[0.5,0.5]]]})"#
    static let equator = #"dynamic({"type":"LineString","coordinates":[[0,0],[10,0],[20,0]]})"#

    static let answers: [(String, String?)] = [
        // A quarter of a great circle of the sphere of 6,371,010 m.
        ("tostring(round(geo_distance_2points(0, 0, 90, 0), 3))", "10007559.106"),
        ("tostring(geo_distance_2points(0, 0, 181, 0))", ""),
        ("tostring(geo_distance_2points(5, 5, 5, 5, true))", "0"),
        // A degree of the equator of WGS 84 is its radius times π / 180.
        ("tostring(round(geo_distance_2points(0, 0, 1, 0, 1), 3))", "111319.491"),
        ("tostring(geo_azimuth(0, 0, 0, 10))", "0"), ("tostring(round(degrees(geo_azimuth(0, 0, 10, 0)), 9))", "90"),
        ("tostring(round(degrees(geo_angle(0, 10, 0, 0, 10, 0)), 9))", "90"),
        ("tostring(geo_point_in_circle(0, 0, 0, 1, 111196))", "True"),
        ("tostring(geo_point_in_circle(0, 0, 0, 1, 111194))", "False"),
        ("tostring(geo_point_in_circle(0, 0, 0, 1, -1))", ""),
        ("tostring(geo_point_in_polygon(1.5, 1.5, \(square)))", "True"),
        ("tostring(geo_point_in_polygon(0.7, 0.7, \(square)))", "False"),
        ("tostring(geo_point_in_polygon(-1, 1, \(square)))", "False"),
        ("tostring(geo_point_in_polygon(-178.5, -1.5, \(square)))", "False"),
        ("tostring(geo_point_in_polygon(1, 1, dynamic({'type':'Polygon','coordinates':[[[0,0],[1,1],[0,0]]]})))", ""),
        // Cells name the place that they are made of.
        ("geo_point_to_geohash(0, 0, 1)", "s"), ("geo_point_to_geohash(-180, -90, 3)", "000"),
        ("geo_point_to_geohash(180, 90, 3)", "zzz"), ("geo_point_to_geohash(0, 91)", ""),
        ("geo_point_to_geohash(0, 0, 19)", ""),
        ("geo_geohash_to_central_point('s')", #"{"type":"Point","coordinates":[22.5,22.5]}"#),
        ("geo_geohash_to_central_point('a')", nil),
        (
            "geo_geohash_to_polygon('s')",
            #"{"type":"Polygon","coordinates":[[[0.0,0.0],[45.0,0.0],[45.0,45.0],[0.0,45.0],[0.0,0.0]]]}"#
        ),
        ("tostring(array_length(geo_geohash_neighbors('0')))", "5"),
        ("geo_point_to_s2cell(0, 0, 0)", "1"), ("geo_point_to_s2cell(0, 0, 31)", ""),
        ("geo_s2cell_to_central_point('1')", #"{"type":"Point","coordinates":[0.0,0.0]}"#),
        ("geo_s2cell_to_central_point('x')", nil),
        ("tostring(array_length(geo_s2cell_neighbors('1')))", "4"),
        // As the service was seen to list them.
        (
            "tostring(geo_geohash_neighbors('sunny'))",
            #"["sunnv","sunnt","sunnw","sunnx","sunpp","sunnz","sunpn","sunpj"]"#
        ),
        (
            "tostring(geo_s2cell_neighbors('89c259'))",
            #"["89c25d","89c25b","89c2f7","89c257","89c2f5","89c251","89c25f","89c2f9"]"#
        ),
        // Lines.
        ("tostring(round(geo_line_length(\(equator)), 3))", "2223902.024"),
        ("tostring(geo_line_length(dynamic({'type':'LineString','coordinates':[[1,1]]})))", ""),
        ("tostring(round(geo_line_locate_point(\(equator), 5, 3), 9))", "0.25"),
        ("tostring(round(toreal(geo_line_interpolate_point(\(equator), 0.75).coordinates[0]), 9))", "15"),
        ("tostring(round(toreal(geo_line_centroid(\(equator)).coordinates[0]), 9))", "10"),
        ("tostring(round(geo_distance_point_to_line(5, 1, \(equator)), 1))", "111195.1"),
        ("tostring(geo_distance_point_to_line(-1, 0, \(equator)) == geo_distance_2points(-1, 0, 0, 0))", "True"),
        // Polygons.
        ("tostring(geo_distance_point_to_polygon(1.5, 1.5, \(square)))", "0"),
        ("tostring(geo_distance_point_to_polygon(3, 0, \(square)) == geo_distance_2points(3, 0, 2, 0))", "True"),
        // An eighth of the sphere.
        (
            "tostring(geo_polygon_area(dynamic({'type':'Polygon','coordinates':[[[0,0],[90,0],[0,90],[0,0]]]})) "
                + "/ (pi() * 6371010.0 * 6371010.0))", "0.5"
        ),
        (
            "tostring(round(toreal(geo_polygon_centroid(dynamic({'type':'Polygon','coordinates':[[[-1,-1],[1,-1],[1,1],[-1,1],[-1,-1]]]})).coordinates[1]), 9))",
            "0"
        ),
    ]

    @Test("Values", arguments: answers)
    func values(_ call: String, _ expected: String?) throws {
        #expect(try answer("print x = \(call)") == [[expected]])
    }

    @Test("Every S2 cell holds its centre, on all faces and levels")
    func cells() throws {
        for longitude in stride(from: -170.0, through: 170, by: 34) {
            for latitude in stride(from: -85.0, through: 85, by: 17) {
                let point = try #require(SpherePoint(longitude: longitude, latitude: latitude))
                for level in [0, 1, 7, 16, 30] {
                    let cell = try #require(S2Cell(point, level: level))
                    let named = try #require(S2Cell(token: cell.token))
                    #expect(named.identifier == cell.identifier)
                    #expect(S2Cell(named.center, level: level)?.identifier == cell.identifier)
                    #expect(named.neighbors.count >= 4)
                }
            }
        }
    }
}
