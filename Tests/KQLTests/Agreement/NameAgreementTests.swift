import Testing

@testable import KQL

/// Queries of our own with the columns that the vendor's published binder gives for them, `nil` where it refuses.
@Suite("Names of columns agree with the vendor's binder")
struct NameAgreementTests {
    static let rows: [(query: String, columns: String?)] = [
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | summarize by bin(a,2), bin(x=c,1d)",
            "a: long, x: datetime"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | distinct tostring(a), a = b",
            "a: string"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | summarize arg_max(a, b), make_set(b)",
            "a: long, b: string, set_b: dynamic"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | project tostring(a), strlen_b = 1",
            "a: string, strlen_b: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | extend strlen(b), tostring(d.a)",
            "a: long, b: string, d: dynamic, d_a: string, Column1: long, c: datetime, strlen_b: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | project max_a = 1, Column1 = 2",
            "max_a: long, Column1: long"
        ),
        ("datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | distinct (d.a), bin(x=c,1d)", nil),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | summarize by tostring(d.a), a = 1",
            "d_a: string, a: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | extend strlen(b), d_a",
            "a: long, b: string, d: dynamic, d_a: long, Column1: long, c: datetime, strlen_b: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | extend d_a, tostring(a)",
            "a: string, b: string, d: dynamic, d_a: long, Column1: long, c: datetime"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | extend tostring(b), a = b",
            "a: string, b: string, d: dynamic, d_a: long, Column1: long, c: datetime"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | project b1 = 1, tolong(a)",
            "b1: long, a: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | project a = 1, d_a",
            "a: long, d_a: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | summarize by bin(a,2), b",
            "a: long, b: string"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | project (a), (d.a)",
            "a: long, d_a: dynamic"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | extend d[\"a\"], b1 = 1",
            "a: long, b: string, d: dynamic, d_a: dynamic, Column1: long, c: datetime, b1: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | project strlen(b), strlen(b), strlen(b)",
            "strlen_b: long, strlen_b1: long, strlen_b2: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | extend bin(x=c,1d), 1",
            "a: long, b: string, d: dynamic, d_a: long, Column1: long, c: datetime, x: datetime, Column2: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | summarize max(a), max(d_a)",
            "max_a: long, max_d_a: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | extend tostring(b), a = 1",
            "a: long, b: string, d: dynamic, d_a: long, Column1: long, c: datetime"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | extend (d.a), tostring(b)",
            "a: long, b: string, d: dynamic, d_a: dynamic, Column1: long, c: datetime"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | distinct strlen(b), d_a = 1",
            "strlen_b: long, d_a: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | project d_a = a, d[\"a\"]",
            "d_a: long, d_a1: dynamic"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | summarize by now(), (a)",
            "Column1: datetime, a: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | summarize by 1, Column1",
            "Column1: long, Column11: long"
        ),
        ("datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | project d_a = a, d_a = a", nil),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | extend toint(a), d_a = 1",
            "a: int, b: string, d: dynamic, d_a: long, Column1: long, c: datetime"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | extend bin(x=c,1d), max_a = 1",
            "a: long, b: string, d: dynamic, d_a: long, Column1: long, c: datetime, x: datetime, max_a: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | distinct toint(a), a = 1",
            "a: int, a1: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | project d_a, b1 = 1",
            "d_a: long, b1: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | summarize arg_max(a, *), take_any(b) by b",
            "b: string, a: long, d: dynamic, d_a: long, Column1: long, c: datetime, b1: string"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | project tostring(b), toint(a)",
            "b: string, a: int"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | distinct strlen(b), b1 = 1",
            "strlen_b: long, b1: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | summarize by a = b, bin(x=c,1d)",
            "a: string, x: datetime"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | project tostring(d.a), d_a = 1",
            "d_a: string, d_a1: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | extend tostring(a), toint(a)",
            "a: int, b: string, d: dynamic, d_a: long, Column1: long, c: datetime"
        ),
        ("datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | extend a = b, (a)", nil),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | summarize by tostring(b), strlen(b)",
            "b: string, strlen_b: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | extend strlen(b), strlen_b = 1",
            "a: long, b: string, d: dynamic, d_a: long, Column1: long, c: datetime, strlen_b: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | project Column1, a",
            "Column1: long, a: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | summarize b=count(), count_ = count()",
            "b: long, count_: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | project d.a, (a)",
            "d_a: dynamic, a: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | extend d[\"a\"], (d.a)",
            "a: long, b: string, d: dynamic, d_a: dynamic, Column1: long, c: datetime"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | summarize by Column1, b1 = 1",
            "Column1: long, b1: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | distinct b, strlen_b = 1",
            "b: string, strlen_b: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | summarize by tostring(d.a), now()",
            "d_a: string, Column1: datetime"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | summarize max_a = min(a), max(d_a) by b",
            "b: string, max_a: long, max_d_a: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | extend b, bin(a,2)",
            "a: long, b: string, d: dynamic, d_a: long, Column1: long, c: datetime"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | summarize by (a), strlen(b)",
            "a: long, strlen_b: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | summarize count_ = count(), max_a = min(a)",
            "count_: long, max_a: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | project b1 = 1, a = 1",
            "b1: long, a: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | project a = b, bin(a,2)",
            "a: string, a1: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | distinct a = 1, max_a = 1",
            "a: long, max_a: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | summarize arg_max(a, b), dcount(b) by b",
            "b: string, a: long, b1: string, dcount_b: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | extend strlen(b), a = 1",
            "a: long, b: string, d: dynamic, d_a: long, Column1: long, c: datetime, strlen_b: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | distinct strlen_b = 1, a = 1",
            "strlen_b: long, a: long"
        ),
        (
            "datatable(a:long,b:string,d:dynamic,d_a:long,Column1:long,c:datetime)[] | project d.a, tostring(a)",
            "d_a: dynamic, a: string"
        ),
    ]

    @Test("A query is accepted or refused, with these columns", arguments: rows)
    func agrees(_ query: String, _ columns: String?) {
        let found = try? Fixtures.columns(query).joined(separator: ", ")
        #expect(found == columns)
    }
}
