import DuckDB
import Testing

@testable import KQLEngine

@Suite("kql.md §6: parts of texts and encodings", .needsEngine)
struct TextTests {
    @Test(
        "substring counts code points from 0 and from the end",
        arguments: [
            Case("kql_substring('abcdef', 1, 2)", "bc"),
            Case("kql_substring('abcdef', 2, NULL)", "cdef"),
            Case("kql_substring('abcdef', -2, NULL)", "ef"),
            Case("kql_substring('abcdef', -9, 2)", ""),
            Case("kql_substring('abcdef', 6, 1)", ""),
            Case("kql_substring('abcdef', 0, -1)", ""),
            Case("kql_substring('äöü', 1, 1)", "ö"),
            Case("kql_substring('abc', NULL, 1)", ""),
            Case("kql_substring('abc', 1, 99)", "bc"),
        ])
    func substring(item: Case) throws { try item.check() }

    @Test(
        "indexof",
        arguments: [
            Case("kql_indexof('abcabc', 'c', NULL, NULL, NULL)", "2"),
            Case("kql_indexof('abcabc', 'c', NULL, NULL, 2)", "5"),
            Case("kql_indexof('abcabc', 'x', NULL, NULL, NULL)", "-1"),
            Case("kql_indexof('äbc', 'c', 0, -1, 1)", "2"),
            Case("kql_indexof('abcabc', 'a', 1, NULL, NULL)", "3"),
            Case("kql_indexof('abcabc', 'c', 0, 2, NULL)", "-1"),
            Case("kql_indexof('abcabc', 'b', -2, NULL, NULL)", "4"),
            Case("kql_indexof('abc', 'b', 0, -2, 1)", nil),
            Case("kql_indexof('abc', 'b', 0, -1, 0)", nil),
        ])
    func indexOf(item: Case) throws { try item.check() }

    @Test(
        "countof overlaps in plain text and not in regular expressions",
        arguments: [
            Case("kql_countof('aaaa', 'aa', false)", "3"),
            Case("kql_countof('aaaa', 'aa', true)", "2"),
            Case("kql_countof('abc', '', false)", "0"),
            Case("kql_countof('a1b22', '\\d+', true)", "2"),
        ])
    func countOf(item: Case) throws { try item.check() }

    @Test(
        "split cuts at the literal delimiter",
        arguments: [
            Case("kql_split('a,b,,c', ',', NULL)", #"["a","b","","c"]"#),
            Case("kql_split('', ',', NULL)", #"[""]"#),
            Case("kql_split('abc', '', NULL)", #"["abc"]"#),
            Case("kql_split('a\\b', '\\', 1)", #"["b"]"#),
            Case("kql_split('a,b', ',', 5)", "[]"),
            Case("kql_split('a,b', ',', -1)", "[]"),
            Case("kql_split('a.b', '.', 0)", #"["a"]"#),
        ])
    func split(item: Case) throws { try item.check() }

    @Test(
        "hash is xxHash64 with seed 0, for every length class",
        arguments: [
            Case("kql_hash('World')", "1846988464401551951"),
            Case("kql_hash('')", "-1205034819632174695"),
            Case("kql_hash('abc')", "4952883123889572249"),
            Case("kql_hash('0123456789abcdef0123456789abcdef0123456789')", "-6385663626540185060"),
        ])
    func hash(item: Case) throws { try item.check() }

    @Test(
        "encodings",
        arguments: [
            Case("kql_base64_encode('')", ""),
            Case("kql_base64_encode('f')", "Zg=="),
            Case("kql_base64_encode('fo')", "Zm8="),
            Case("kql_base64_encode('foobar')", "Zm9vYmFy"),
            Case("kql_base64_decode('Zm9vYmE=')", "fooba"),
            Case("kql_base64_decode('Zm9vYmE')", ""),
            Case("kql_base64_decode('//79')", ""),
            Case("kql_url_encode('a b&ä')", "a+b%26%c3%a4"),
            Case("kql_url_decode('a+b%26%C3%A4')", "a b&ä"),
            Case("kql_url_decode('50%')", "50%"),
            Case("kql_url_decode('%FF')", "%FF"),
            Case("kql_reverse('aäb')", "bäa"),
        ])
    func encodings(item: Case) throws { try item.check() }

    @Test("parse_url")
    func parseURL() throws {
        let bag = try functionConnection().value(
            "kql_parse_url('https://u:p@host.example:8443/a/b?x=1&y=#frag')")
        #expect(
            bag
                == #"{"Scheme":"https","Host":"host.example","Port":"8443","Path":"/a/b","Username":"u","Password":"p","#
                + #""Query Parameters":{"x":"1","y":""},"Fragment":"frag"}"#)
    }
}
