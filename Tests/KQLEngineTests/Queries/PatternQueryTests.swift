import Testing

@testable import KQLEngine

@Suite("kql.md §10: parse, parse-where, parse-kv", .needsEngine)
struct PatternQueryTests {
    @Test(
        "parse simple: the pattern is the whole text, columns are as short as they can be, and it is all or nothing",
        arguments: [
            InlineQuery(
                "print s='a=1 b=two c' | parse s with 'a=' a:long ' b=' b ' ' c | project a, b, c",
                #"[{"a":1,"b":"two","c":"c"}]"#),
            // Not at the beginning of the text, and a literal that is missing.
            InlineQuery("print s='xa=1' | parse s with 'a=' a:long | project a", #"[{"a":null}]"#),
            InlineQuery("print s='xa=1' | parse s with * 'a=' a:long | project a", #"[{"a":1}]"#),
            InlineQuery("print s='a=1;' | parse s with 'a=' a ':' b | project a, b", #"[{"a":"","b":""}]"#),
            // The end of the pattern is the end of the text.
            InlineQuery("print s='a1b2b' | parse s with 'a' x 'b' | project x", #"[{"x":"1b2"}]"#),
            InlineQuery("print s='a1b2b' | parse s with 'a' x 'b' * | project x", #"[{"x":"1"}]"#),
            // One text that is no number empties all columns.
            InlineQuery(
                "print s='n=x t=y' | parse s with 'n=' n:long ' t=' t | project n, t", #"[{"n":null,"t":""}]"#),
            InlineQuery("print s='n=27, x' | parse s with 'n=' n:long * | project n", #"[{"n":27}]"#),
            InlineQuery(
                "print s='t=2020-01-02 03:04, x' | parse s with 't=' t:datetime ',' * | project t",
                #"[{"t":"2020-01-02T03:04:00.0000000Z"}]"#),
            InlineQuery(
                "print s='r=1.5e2;f=true' | parse s with 'r=' r:real ';f=' f:bool | project r, f",
                #"[{"r":150.0,"f":true}]"#),
            InlineQuery("print s='d={\"a\":1}' | parse s with 'd=' d:dynamic | project d.a", #"[{"d_a":1}]"#),
            // Adjacent literals are one; a name that is there is replaced in place.
            InlineQuery("print s='a=1', b=2 | parse s with 'a' '=' b:long", #"[{"s":"a=1","b":1}]"#),
            InlineQuery("print s=17 | parse s with '1' x:long | project x", #"[{"x":7}]"#),
            InlineQuery("print s='ä=ö;' | parse s with 'ä=' x ';' | project x", #"[{"x":"ö"}]"#),
        ])
    func simple(query: InlineQuery) throws { try query.check() }

    @Test(
        "parse relaxed: each column converts by itself, but every literal must be there",
        arguments: [
            InlineQuery(
                "print s='n=x t=y' | parse kind=relaxed s with 'n=' n:long ' t=' t | project n, t",
                #"[{"n":null,"t":"y"}]"#),
            InlineQuery(
                "print s='n=x t=y' | parse kind=relaxed s with 'n=' n:long ' u=' t | project n, t",
                #"[{"n":null,"t":""}]"#),
            InlineQuery(
                "print s='n=x, t=y' | parse kind=relaxed s with 'n=' n:long * 't=' t | project n, t",
                #"[{"n":null,"t":"y"}]"#),
        ])
    func relaxed(query: InlineQuery) throws { try query.check() }

    @Test(
        "parse regex: literals are regular expressions, columns are as long as they can be, or short with U",
        arguments: [
            InlineQuery(
                "print s='x n=a, b, c' | parse kind=regex s with * 'n=' n ',' * | project n", #"[{"n":"a, b"}]"#),
            InlineQuery(
                "print s='x n=a, b, c' | parse kind=regex flags=Ui s with * 'N=' n ',' * | project n",
                #"[{"n":"a"}]"#),
            InlineQuery(
                "print s='k1: 5 ms' | parse kind=regex s with 'k[0-9]:\\\\s*' n:long '\\\\s*(ms|s)' | project n",
                #"[{"n":5}]"#),
            InlineQuery("print s='k1: x' | parse kind=regex s with 'k' n:long ': y' | project n", #"[{"n":null}]"#),
        ])
    func regex(query: InlineQuery) throws { try query.check() }

    @Test(
        "parse-where keeps what matches",
        arguments: [
            InlineQuery(
                "datatable(s:string)['n=1','n=x','m=2'] | parse-where s with 'n=' n:long", #"[{"s":"n=1","n":1}]"#),
            InlineQuery(
                "datatable(s:string)['n=1','n=x','m=2'] | parse-where kind=relaxed s with 'n=' n:long",
                #"[{"s":"n=1","n":1},{"s":"n=x","n":null}]"#),
        ])
    func parseWhere(query: InlineQuery) throws { try query.check() }

    @Test("a pattern of literals is tried in bounded time")
    func hostile() throws {
        let rows = try InlineQuery.rows(
            """
            range i from 1 to 2000 step 1 | summarize s = strcat_array(make_list('a1,'), '')
            | parse s with * 'a' a:long ',' * 'a' b:long ',' * 'a' c:long ',' * 'a' d:long ',' * 'b' e | project e
            """
        )
        #expect(rows == #"[{"e":""}]"#)
    }

    @Test(
        "parse-kv with delimiters: the first value of each key, blanks around it left out",
        arguments: [
            InlineQuery(
                "print s='a:1, b: two words , a:3' | parse-kv s as (a:long, b:string, c:string) with (pair_delimiter=',', kv_delimiter=':') | project a, b, c",
                #"[{"a":1,"b":"two words","c":""}]"#),
            InlineQuery(
                #"print s='src=1 f="x y" "e t"=2' | parse-kv s as (src:long, f:string, ['e t']:long) with (pair_delimiter=' ', kv_delimiter='=', quote='"') | project-away s"#,
                #"[{"src":1,"f":"x y","e t":2}]"#),
            InlineQuery(
                #"print s=@'f="x \"y\"" g=(1 2)' | parse-kv s as (f:string, g:string) with (pair_delimiter=' ', kv_delimiter='=', quote='"', quote='()', escape='\\') | project-away s"#,
                #"[{"f":"x \"y\"","g":"1 2"}]"#),
            InlineQuery(
                "print s='n=J D p=5 5' | parse-kv s as (n:string, p:string) with (pair_delimiter=' ', kv_delimiter='=') | project n, p",
                #"[{"n":"J","p":"5"}]"#),
            InlineQuery(
                "print s='n=J D p=5 5' | parse-kv s as (n:string, p:string) with (pair_delimiter=' ', kv_delimiter='=', greedy=true) | project n, p",
                #"[{"n":"J D","p":"5 5"}]"#),
            InlineQuery(
                "print s='[x] Id:458, M:N1, T: Go' | parse-kv s as (T:string, Id:long, M:string) | project T, Id, M",
                #"[{"T":"Go","Id":458,"M":"N1"}]"#),
            InlineQuery(
                #"print s='"a b": 1; "c": 2' | parse-kv s as (['a b']:long, c:long) with (regex=@'"([\w ]+)":\s*(\d+)') | project-away s"#,
                #"[{"a b":1,"c":2}]"#),
            InlineQuery(
                "print s='' | parse-kv s as (a:long) with (pair_delimiter=',', kv_delimiter=':') | project a",
                #"[{"a":null}]"#),
        ])
    func keyValues(query: InlineQuery) throws { try query.check() }
}
