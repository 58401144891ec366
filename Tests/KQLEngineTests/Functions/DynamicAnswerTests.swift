import Testing

@Suite("Arrays, sets and bags answer as KQL §9 says", .needsEngine)
struct DynamicAnswerTests {
    static let answers: [(String, String?)] = [
        ("array_iff(dynamic([true, false, 1]), dynamic([1, 2, 3]), 9)", "[1,9,3]"),
        ("array_iff(dynamic(['x', null]), 1, 0)", "[null,null]"),
        ("array_iff(dynamic([true, true, true]), dynamic([1, 2]), dynamic([3, 4]))", "[1,2,null]"),
        ("array_rotate_left(dynamic([1, 2, 3, 4, 5]), 2)", "[3,4,5,1,2]"),
        ("array_rotate_left(dynamic([1, 2, 3, 4, 5]), -2)", "[4,5,1,2,3]"),
        ("array_rotate_right(dynamic([1, 2, 3, 4, 5]), 2)", "[4,5,1,2,3]"),
        ("array_shift_left(dynamic([1, 2, 3]), 2)", "[3,null,null]"),
        ("array_shift_left(dynamic([1, 2, 3]), -2, -1)", "[-1,-1,1]"),
        ("array_shift_right(dynamic([1, 2, 3]), 9, 0)", "[0,0,0]"),
        ("array_split(dynamic([1, 2, 3, 4, 5]), 2)", "[[1,2],[3,4,5]]"),
        ("array_split(dynamic([1, 2, 3, 4, 5]), dynamic([1, 3]))", "[[1],[2,3],[4,5]]"),
        ("array_split(dynamic([1, 2, 3]), -1)", "[[1,2],[3]]"),
        ("array_index_of(dynamic(['a', 'b', 'c', 'b']), 'b', 1, -1, 2)", "3"),
        ("array_index_of(dynamic(['a', 'b']), 'b', 0, 1)", "-1"),
        ("array_index_of(dynamic(['a', 'b', 'a']), 'a', -2)", "2"),
        ("array_sort_asc(dynamic([3, null, 1]))", "[1,3,null]"),
        ("array_sort_desc(dynamic([3, null, 1]), false)", "[null,3,1]"),
        ("array_sort_asc(dynamic(['b', 1, 'a']))", #"[1,"a","b"]"#),
        ("array_sort_asc(dynamic([2, 1]), dynamic(['x', 'y']))[1]", #"["y","x"]"#),
        ("zip(dynamic([1, 3, 5]), dynamic([2, 4]))", "[[1,2],[3,4],[5,null]]"),
        ("range(1, 8, 3)", "[1,4,7]"), ("range(3, 1, -1)", "[3,2,1]"), ("range(1, 2, 0)", nil),
        ("range(0.5, 2.0)", "[0.5,1.5]"), ("range(1h, 3h)", #"["01:00:00","02:00:00","03:00:00"]"#),
        ("range(datetime(2007-01-01), datetime(2007-01-02), 1d)[1]", #""2007-01-02T00:00:00.0000000Z""#),
        ("array_length(range(1, 10000000))", "1048576"),
        ("repeat(1, 3)", "[1,1,1]"), ("repeat(1, 0)", "[]"), ("repeat(1, -1)", nil),
        ("set_equals(dynamic([1, 2, 2]), dynamic([2, 1]))", "true"),
        ("jaccard_index(dynamic([1, 2, 3]), dynamic([1, 2, 3, 4]))", "0.75"),
        ("bag_set_key(dynamic({'a': 1}), '$.b.c', 'x')", #"{"a":1,"b":{"c":"x"}}"#),
        ("bag_set_key(dynamic({'a': 1}), 'a', 2)", #"{"a":2}"#),
        ("bag_zip(dynamic(['a', 8, 'b']), dynamic([1, '2', 2.5]))", #"{"a":1,"b":2.5}"#),
        ("bag_zip(dynamic(['a', 'b']), dynamic([1]))", #"{"a":1,"b":null}"#),
        (
            "treepath(dynamic({'l': [100, {'x': 'y'}]}))",
            #"["['l']","['l'][0]","['l'][0]['x']"]"#
        ),
        ("dynamic_to_json(dynamic({'b': 1, 'a': [2, {'d': 1, 'c': '2'}]}))", #"{"a":[2,{"c":"2","d":1}],"b":1}"#),
        ("dynamic_to_json(1.5)", "1.5"),
        // A bag of the row's columns, with and without what is missing.
        ("toscalar(datatable(a: string, b: long)['', 1] | project pack_all())", #"{"a":"","b":1}"#),
        ("toscalar(datatable(a: string, b: long)['', 1] | project pack_all(true))", #"{"b":1}"#),
        ("toscalar(datatable(a: string, b: long)['', 1] | project bag_pack_columns(b))", #"{"b":1}"#),
        ("column_names_of(datatable(a: int, b: string)[])", #"["a","b"]"#),
        // Dynamics among themselves: numbers by value, everything else by its text.
        ("dynamic(1) == dynamic(1.0)", "true"), ("dynamic([1]) == dynamic([1])", "true"),
        ("dynamic('a') == dynamic(1)", "false"), ("dynamic(1) < dynamic(2)", "true"),
        ("dynamic(5) / dynamic(2)", "2"), ("dynamic(5.0) / dynamic(2)", "2.5"), ("-dynamic(3)", "-3"),
        ("dynamic('a') + dynamic(1)", nil),
        ("dynamic({'a': 1})[dynamic('a')]", "1"), ("dynamic([7, 8])[dynamic(1)]", "8"),
    ]

    @Test("answers", arguments: answers)
    func value(_ expression: String, _ expected: String?) throws {
        #expect(try scalar(expression) == expected)
    }

    @Test("several results become several columns, written names first")
    func results() throws {
        let source = "print a = dynamic([2, 1]), b = dynamic(['x', 'y']) | project "
        #expect(try answer(source + "array_sort_asc(a, b)") == [["[1,2]", #"["y","x"]"#]])
        #expect(try answer(source + "(c, d) = array_sort_desc(a, b) | project d, c") == [[#"["x","y"]"#, "[2,1]"]])
        #expect(try answer(source + "c = array_sort_asc(a, b) | project b_sorted") == [[#"["y","x"]"#]])
    }
}
