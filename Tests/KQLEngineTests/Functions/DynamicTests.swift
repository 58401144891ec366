import DuckDB
import Testing

@testable import KQLEngine

@Suite("kql.md §9: dynamic", .needsEngine)
struct DynamicTests {
    @Test(
        "parse_json keeps valid JSON compact, and other text as a string",
        arguments: [
            Case(#"kql_parse_json(' { "a" : [1, 2.50, "x"] } ')"#, #"{"a":[1,2.50,"x"]}"#),
            Case("kql_parse_json('not json')", #""not json""#),
            Case(#"kql_parse_json('{"a":1')"#, #""{\"a\":1""#),
            Case("kql_parse_json('')", nil), Case("kql_parse_json('  ')", nil), Case("kql_parse_json('null')", nil),
            Case("kql_parse_json('01')", #""01""#), Case("kql_parse_json('-1.5e3')", "-1.5e3"),
            Case(#"kql_parse_json('"\u00e4\/"')"#, #""ä/""#),
            Case("kql_parse_json('[1,]')", #""[1,]""#), Case("kql_parse_json('true')", "true"),
            Case("kql_parse_json('[1] 2')", #""[1] 2""#),
        ])
    func parse(item: Case) throws { try item.check() }

    @Test(
        "paths",
        arguments: [
            Case(#"kql_dyn_get('{"a":{"b":[10,20]}}', '["a","b",1]')"#, "20"),
            Case(#"kql_dyn_get('{"a":{"b":[10,20]}}', '["a","b",-1]')"#, "20"),
            Case(#"kql_dyn_get('{"a":{"b":[10,20]}}', '["a","b",2]')"#, nil),
            Case(#"kql_dyn_get('{"a":{"b":[10,20]}}', '["a","b",-3]')"#, nil),
            Case(#"kql_dyn_get('{"a":1}', '["A"]')"#, nil),
            Case(#"kql_dyn_get('{"a":null}', '["a"]')"#, nil),
            Case(#"kql_dyn_get('{"a":1,"a":2}', '["a"]')"#, "1"),
            Case(#"kql_dyn_get('{"a b":"x"}', '["a b"]')"#, #""x""#),
            Case(#"kql_dyn_get('{"q\"k":"x"}', '["q\"k"]')"#, #""x""#),
            Case(#"kql_dyn_get('"text"', '["a"]')"#, nil),
            Case(#"kql_dyn_get('[1]', '["a"]')"#, nil),
            Case(#"kql_dyn_get('{"a":{"x":"]}"},"b":3}', '["b"]')"#, "3"),
            Case(#"kql_dyn_text('{"a":"line\nbreak"}', '["a"]')"#, "line\nbreak"),
            Case(#"kql_dyn_text('{"a":"plain"}', '["a"]')"#, "plain"),
            Case(#"kql_dyn_text('{"a":[1,{"b":2}]}', '["a"]')"#, #"[1,{"b":2}]"#),
            Case(#"kql_dyn_text('{"a":true}', '["a"]')"#, "true"),
            Case(#"kql_dyn_text('{"a":1}', '["b"]')"#, ""),
            Case(#"kql_dyn_text(NULL, '["b"]')"#, ""),
            Case(#"kql_dyn_key('{"k1":5}', 'k' || '1')"#, "5"),
            Case(#"kql_dyn_index('[7,8,9]', -1)"#, "9"),
        ])
    func paths(item: Case) throws { try item.check() }

    @Test(
        "conversions of what a path leads to",
        arguments: [
            Case(#"kql_dyn_long('{"a":"12"}', '["a"]')"#, "12"), Case(#"kql_dyn_long('{"a":12.9}', '["a"]')"#, "12"),
            Case(#"kql_dyn_long('{"a":true}', '["a"]')"#, "1"), Case(#"kql_dyn_long('{"a":"1.5"}', '["a"]')"#, nil),
            Case(#"kql_dyn_int('{"a":4294967297}', '["a"]')"#, "1"),
            Case(#"kql_dyn_double('{"a":"1.5"}', '["a"]')"#, "1.5"),
            Case(#"kql_dyn_bool('{"a":0}', '["a"]')"#, "false"),
            Case(#"kql_dyn_bool('{"a":"True"}', '["a"]')"#, "true"),
            Case(
                #"kql_tostring_datetime(kql_dyn_datetime('{"a":"2020-01-01"}', '["a"]'))"#,
                "2020-01-01T00:00:00.0000000Z"),
            Case(#"kql_dyn_datetime('{"a":5}', '["a"]')"#, nil),
            Case(#"kql_dyn_timespan('{"a":"1d"}', '["a"]')"#, "864000000000"),
            Case(
                #"kql_dyn_guid('{"a":"74BE27DE1E4E49D9B579FE0B331D3642"}', '["a"]')"#,
                "74be27de-1e4e-49d9-b579-fe0b331d3642"),
            Case(#"kql_dyn_type('[1]')"#, "array"), Case(#"kql_dyn_type('1')"#, "long"),
            Case(#"kql_dyn_type('1.0')"#, "double"),
            Case(#"kql_dyn_type('{}')"#, "dictionary"), Case("kql_dyn_type(NULL)", "null"),
            Case(#"kql_dyn_isempty('""')"#, "true"), Case("kql_dyn_isempty('[]')", "false"),
            Case("kql_dyn_isempty(NULL)", "true"),
        ])
    func conversions(item: Case) throws { try item.check() }

    @Test(
        "making",
        arguments: [
            Case("kql_json_text('a\"b')", #""a\"b""#), Case("kql_json_bool(true)", "true"),
            Case("kql_json_long(5)", "5"),
            Case("kql_json_double(1.0)", "1.0"), Case("kql_json_double('nan'::DOUBLE)", #""NaN""#),
            Case("kql_json_timespan(36000000000)", #""01:00:00""#),
            Case("kql_pack_array('1', NULL, '\"x\"')", #"[1,null,"x"]"#), Case("kql_pack_array()", "[]"),
            Case("kql_bag_pack('a', '1', 'b', NULL, 'a', '2')", #"{"a":2,"b":null}"#),
        ])
    func making(item: Case) throws { try item.check() }

    @Test(
        "arrays",
        arguments: [
            Case("kql_array_length('[1,[2,3]]')", "2"), Case("kql_array_length('{}')", nil),
            Case("kql_array_length('[]')", "0"),
            Case("kql_array_concat('[1]', '[]', '[2,3]')", "[1,2,3]"), Case("kql_array_concat('[1]', '2')", nil),
            Case("kql_array_slice('[1,2,3,4]', 1, -2)", "[2,3]"), Case("kql_array_slice('[1,2]', 5, 9)", "[]"),
            Case("kql_array_index_of('[\"a\",\"b\"]', '\"b\"', NULL, NULL, NULL)", "1"),
            Case("kql_array_index_of('[1]', '2', NULL, NULL, NULL)", "-1"),
            Case("kql_array_sort(true, true, '[\"b\",2,null,\"a\",10]')", #"[2,10,"a","b",null]"#),
            Case("kql_array_sort(false, true, '[1,3,null,2]')", "[3,2,1,null]"),
            Case("kql_array_reverse('[1,2]')", "[2,1]"), Case("kql_array_sum('[1,2.5]')", "3.5"),
            Case("kql_array_sum('[1,\"x\"]')", nil), Case("kql_strcat_array('[1,\"a\",null]', '-')", "1-a-"),
            Case("kql_set_has_element('[1,2]', '2')", "true"), Case("kql_set_union('[1,2]', '[2,3]')", "[1,2,3]"),
            Case("kql_set_intersect('[1,2,2]', '[2,3]')", "[2]"), Case("kql_set_difference('[1,2,3]', '[2]')", "[1,3]"),
            Case("kql_set_flatten('[1,[1,2],null]')", "[1,2]"),
            Case("kql_bag_keys('{\"a\":1,\"b\":2}')", #"["a","b"]"#), Case("kql_bag_has_key('{\"a\":1}', 'a')", "true"),
            Case("kql_bag_merge('{\"a\":1}', '{\"a\":2,\"b\":3}')", #"{"a":1,"b":3}"#),
            Case("kql_bag_merge_all('[{\"a\":1},5,{\"b\":2}]')", #"{"a":1,"b":2}"#),
            Case("kql_bag_remove_keys('{\"a\":1,\"b\":2}', '[\"a\"]')", #"{"b":2}"#),
            Case("kql_mv_elements('[1,null,\"x\"]', '[]', false)", #"[1;NULL;"x"]"#),
            Case("kql_mv_elements(NULL, '[]', false)", "[NULL]"),
            Case("kql_mv_elements('[]', '[]', false)", "[]"),
            Case("kql_mv_elements('{\"a\":1}', '[]', false)", #"[{"a":1}]"#),
            Case("kql_mv_elements('{\"a\":1}', '[]', true)", #"[["a",1]]"#),
            Case("kql_mv_elements('5', '[]', false)", "[5]"),
            Case("kql_mv_elements('{\"a\":[1]}', '[\"a\"]', false)", "[1]"),
            Case("kql_mv_elements('{\"a\":[1]}', '[\"b\"]', false)", "[NULL]"),
            Case(#"kql_mv_texts('[1,null,"x\u00e4",[2]]', '[]', false)"#, "[1;;xä;[2]]"),
            Case("kql_mv_texts('no JSON', '[null]', false)", "[no JSON]"),
            Case("kql_mv_texts('{\"a\": [ 1, {\"b\": 2} ]}', '[null,\"a\"]', false)", #"[1;{"b":2}]"#),
        ])
    func arrays(item: Case) throws { try item.check() }

    @Test("lists of more than one chunk stay with their rows")
    func manyLists() throws {
        let rows = try functionConnection().rows(
            """
            SELECT count(*), sum(e::BIGINT) FROM (
                SELECT unnest(kql_mv_elements('[' || i || ',' || i + 1 || ']', '[]', false)) e FROM range(5000) t(i))
            """)
        #expect(rows == [["10000", "25000000"]])
    }

    @Test(
        "malformed or cut JSON never leads outside its bytes",
        arguments: [
            #"{"a""#, "{", "[", #"{"a":"#, #"["\"#, #"{"a":1,"#, "[[[[", #""\u12"#, "{]", "}", ",", #"{"a" "b"}"#,
        ])
    func malformed(text: String) {
        for length in 0...text.utf8.count {
            ByteView.with(Array(text.utf8.prefix(length))) { view in
                let value = JSONText(view)
                _ = value?.member(Array("b".utf8))
                _ = value?.element(at: -1)
                _ = value?.elements
                _ = value?.members
                _ = value?.string
                #expect(value == nil || JSONCompactor.compact(view) == nil)
            }
        }
    }

    @Test("nesting beyond the limit is no JSON, not a crash")
    func nesting() throws {
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        let parsed = try functionConnection().rows("SELECT kql_dyn_type(kql_parse_json($1))", [.text(deep)])
        #expect(parsed == [["string"]])
    }
}
