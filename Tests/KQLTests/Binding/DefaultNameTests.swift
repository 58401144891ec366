import Testing

@testable import KQL

/// KQL §10 and §11, names and types of columns; the expectations are those of the vendor's binder.
@Suite("Default names: KQL §10, §11")
struct DefaultNameTests {
    static let results: [(String, String)] = [
        ("T | project a, b | extend tostring(a)", "a: string, b: string"),
        ("T | project tostring(a), a", "a: string, a1: int"),
        (
            "T | project e.x, e.y.z, e[\"q r\"], e[0], tostring(e.x), tolower(b), a+1, strlen(b), bin(a,2), -a, (a), "
                + "(a+1), not(a==1)",
            "e_x: dynamic, e_y_z: dynamic, e_q r: dynamic, e_0: dynamic, e_x1: string, Column1: string, "
                + "Column2: long, strlen_b: long, a: long, Column3: long, a1: int, Column4: long, Column5: bool"
        ),
        ("T | project e | extend e.x | extend e.x", "e: dynamic, e_x: dynamic"),
        ("T | project a, b | extend b=b, a", "a: int, b: string"),
        ("T | project a, Column1=b | extend a+1", "a: int, Column1: string, Column2: long"),
        ("T | project a+1, 5", "Column1: long, Column2: long"),
        // The numbers go on through the query, from one in a function, and pass over what has a meaning.
        ("T | project a+1, 5 | project 1+1, 2", "Column3: long, Column4: long"),
        ("let Column1 = 1; T | project a+1", "Column2: long"),
        ("let f = () { T | project a+1 }; f | project 2+2", "Column1: long"),
        ("let V = T | project a+1, a+2; V | extend 2+2", "Column1: long, Column2: long, Column3: long"),
        (
            "T | project a | project 2+3, 3+4 | join (T | project Column1=l, 2+1) on Column1",
            "Column1: long, Column2: long, Column11: long, Column3: long"
        ),
        (
            "T | summarize count(), 100*count()/sum(a), a1=max(a), max(a), max(a+1), make_set(b), make_set(e) "
                + "by b, tostring(e.x), bin(a,5)",
            "b: string, e_x: string, a: long, count_: long, Column1: long, a1: int, max_a: int, max_: long, "
                + "set_b: dynamic, set_e: dynamic"
        ),
        (
            "T | project a, b, e | summarize take_any(a,b), any(b), (x,y)=arg_max(a,b), arg_max(a,tolower(b)), "
                + "arg_min(a,*) by b",
            "b: string, a: int, b1: string, any_b: string, x: int, y: string, a1: int, max_a_arg1: string, a2: int, "
                + "e: dynamic"
        ),
        ("T | summarize arg_max(a+1,b)", "max_: long, b: string"),
        (
            "T | project a, b, e | summarize x=arg_max(a,*), percentiles(a,5,50), p=percentile(a,50), "
                + "percentiles(a+1,5.5), take_any(*) by b",
            "b: string, x: int, e: dynamic, percentile_a_5: long, percentile_a_50: long, p: long, "
                + "percentile__5_5: long, a: int, e1: dynamic"
        ),
        (
            "T | summarize count(), count(), dcount(b), x=dcount(b)",
            "count_: long, count_1: long, dcount_b: long, x: long"
        ),
        ("T | summarize count() by bin(t, 1h), b", "t: datetime, b: string, count_: long"),
        ("T | distinct a, tostring(e.x), b", "a: int, e_x: string, b: string"),
        ("T | project a, b, e | project-reorder e, * asc", "e: dynamic, a: int, b: string"),
        ("T | project-keep b, a", "a: int, b: string"),
        ("T | project a, b | join (T | project a, b) on a", "a: int, b: string, a1: int, b1: string"),
        ("T | project a, b | join kind=leftanti T on $left.a == $right.a, b", "a: int, b: string"),
        ("T | project a, b | lookup (T | project a, b) on a", "a: int, b: string, b1: string"),
        ("union (T | project a, b), U", "a: int, b_string: string, b_int: int, c: long"),
        ("T | project a, b, e | mv-expand e", "a: int, b: string, e: dynamic"),
        (
            "T | project a, b, e | mv-expand x=e to typeof(string), e.y, split(b,\",\") limit 5",
            "a: int, b: dynamic, e: dynamic, x: string, e_y: dynamic"
        ),
        ("T | project e | mv-expand with_itemindex=i e to typeof(long)", "e: long, i: long"),
        ("T | count as n", "n: long"),
        ("T | count", "Count: long"),
        ("print x=1, 2, y='a', strcat('a','b')", "x: long, print_1: long, y: string, print_3: string"),
        (
            "T | project a | getschema",
            "ColumnName: string, ColumnOrdinal: long, DataType: string, ColumnType: string"
        ),
        ("range x from 1 to 10 step 1.5", "x: real"),
        ("T | where a == 1 | project B = b, ['odd name'] = a", "B: string, odd name: int"),
    ]

    @Test("Columns of a result", arguments: results)
    func names(_ query: String, _ expected: String) throws {
        #expect(try Fixtures.columns(query).joined(separator: ", ") == expected)
    }

    static let expressions: [(String, String)] = [
        ("round(5.5)", "real"), ("round(5,1)", "long"), ("abs(int(1))", "long"), ("-int(1)", "int"),
        ("bin(5, 2.0)", "real"), ("sign(3)", "real"), ("5/2", "long"), ("5.0/2", "real"), ("1d/1h", "real"),
        ("1d*2.5", "timespan"), ("5%3", "long"), ("5.5%2", "real"), ("iff(true, 1, 2.0)", "real"),
        ("case(true, 1, 2.0)", "real"), ("coalesce(1, 2.0)", "real"), ("iff(true, 'a', dynamic(1))", "string"),
        ("max_of(1,2.0)", "real"), ("iff(true, 'x', 5)", "dynamic"), ("now()-now()", "timespan"),
        ("now()+1d", "datetime"), ("1d+now()", "datetime"), ("1d/2", "timespan"), ("toint('5')", "int"),
        ("split('a,b', ',')[0]", "dynamic"), ("extract('a',0,'b',typeof(long))", "long"),
        ("bin(now(), 1d)", "datetime"),
        ("datetime_diff('day', now(), now())", "long"), ("parse_json('x').a.b", "dynamic"),
        ("parse_json('x').a + 1", "long"), ("parse_json('x').a * 2.0", "real"), ("dayofweek(now())", "timespan"),
    ]

    @Test("Types of expressions", arguments: expressions)
    func types(_ expression: String, _ type: String) throws {
        #expect(try Fixtures.columns("print x = \(expression)") == ["x: \(type)"])
    }
}
