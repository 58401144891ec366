import Testing

@testable import KQLEngine

@Suite("kql.md §10: mv-expand, mv-apply, partition", .needsEngine)
struct SubqueryTests {
    private static let arrays = "datatable(i:int, a:dynamic)[0, dynamic([5,1,3]), 1, dynamic([4,10,8,7])]"

    @Test(
        "mv-apply runs its pipeline over the elements of each row by themselves",
        arguments: [
            InlineQuery(
                arrays + "| mv-apply x=a to typeof(long) on (top 2 by x | summarize l=make_list(x)) | project i, l",
                #"[{"i":0,"l":[5,3]},{"i":1,"l":[10,8]}]"#),
            InlineQuery(
                arrays + "| mv-apply with_itemindex=n x=a to typeof(long) on (where n >= 2) | project i, x, n",
                #"[{"i":0,"x":3,"n":2},{"i":1,"x":8,"n":2},{"i":1,"x":7,"n":3}]"#),
            InlineQuery(arrays + "| mv-apply a to typeof(long) on (take 1)", #"[{"i":0,"a":5},{"i":1,"a":4}]"#),
            InlineQuery(
                arrays
                    + "| mv-apply a to typeof(long) on (sort by a asc | extend p = prev(a), r = row_number() | where r <= 2)",
                #"[{"i":0,"a":1,"p":null,"r":1},{"i":0,"a":3,"p":1,"r":2},{"i":1,"a":4,"p":null,"r":1},{"i":1,"a":7,"p":4,"r":2}]"#
            ),
            InlineQuery(
                arrays
                    + "| mv-apply x=a to typeof(long) on (summarize s = sum(x) by odd = x % 2 == 1) | where odd | project i, s",
                #"[{"i":0,"s":9},{"i":1,"s":7}]"#),
            InlineQuery(
                arrays + "| mv-apply x=a to typeof(long) limit 2 on (count) | project i, Count",
                #"[{"i":0,"Count":2},{"i":1,"Count":2}]"#),
            // Several arrays go in lock step; a missing element is null.
            InlineQuery(
                "print a=dynamic([1,2]), b=dynamic(['x']) | mv-apply a to typeof(long), b to typeof(string) on (project z = strcat(a, b))",
                #"[{"z":"1x"},{"z":"2"}]"#),
            // An empty array has no elements and no row; a null has one.
            InlineQuery(
                "datatable(i:int, a:dynamic)[0, dynamic([]), 1, dynamic(null)] | mv-apply x=a on (summarize n=count()) | project i, n",
                #"[{"i":1,"n":1}]"#),
            // A pipeline within a pipeline.
            InlineQuery(
                "print a=dynamic([[1,2],[3]]) | mv-apply x=a on (mv-apply y=x to typeof(long) on (summarize s=sum(y)) | summarize l=make_list(s)) | project l",
                #"[{"l":[3,3]}]"#),
            InlineQuery(
                "print a=dynamic({'k':1,'l':2}) | mv-apply a on (mv-expand kind=array a | where a[1] > 1 | project k=tostring(a[0]))",
                #"[{"k":"l"}]"#),
            InlineQuery(
                "print a=dynamic([1,2,2]) | mv-apply x=a to typeof(long) on (distinct x) | project x | sort by x desc",
                #"[{"x":2},{"x":1}]"#),
            InlineQuery(
                "let u = datatable(x:long, n:string)[2,'two']; print a=dynamic([1,2]) | mv-apply x=a to typeof(long) on (join kind=inner u on x | project n)",
                #"[{"a":[1,2],"n":"two"}]"#),
        ])
    func apply(query: InlineQuery) throws { try query.check() }

    @Test(
        "partition runs its pipeline over the rows of each key by themselves",
        arguments: [
            InlineQuery(
                "datatable(a:long,k:string)[1,'x',2,'y',3,'x',4,'y',5,'x'] | partition by k (top 2 by a | project a, k)",
                #"[{"a":5,"k":"x"},{"a":3,"k":"x"},{"a":4,"k":"y"},{"a":2,"k":"y"}]"#),
            InlineQuery(
                "datatable(a:long,k:string)[1,'x',2,'y',3,'x',4,'y',5,'x'] | partition hint.strategy=native by k (sort by a asc | extend d=a-prev(a) | summarize s=sum(d), l=make_list(a) by k)",
                #"[{"k":"x","s":4,"l":[1,3,5]},{"k":"y","s":2,"l":[2,4]}]"#),
            InlineQuery(
                "datatable(a:long,k:string)[1,'x',2,'y',3,'x'] | partition by k (count)", #"[{"Count":2},{"Count":1}]"#),
        ])
    func partition(query: InlineQuery) throws { try query.checkUnordered() }

    @Test(
        "mv-expand: null gives a row, an empty array none, columns go in lock step, and order is kept",
        arguments: [
            InlineQuery(
                "datatable(i:int, a:dynamic)[0, dynamic([]), 1, dynamic(null), 2, dynamic(5), 3, dynamic({'k':1})] | mv-expand a",
                #"[{"i":1,"a":null},{"i":2,"a":5},{"i":3,"a":{"k":1}}]"#),
            InlineQuery(
                "print a=dynamic([1,2]), b=dynamic(['x']) | mv-expand a to typeof(long), b to typeof(string)",
                #"[{"a":1,"b":"x"},{"a":2,"b":""}]"#),
            InlineQuery("print a=dynamic({'k':1}) | mv-expand kind=array a", #"[{"a":["k",1]}]"#),
            InlineQuery("print a=dynamic({'k':1}) | mv-expand bagexpansion=array a", #"[{"a":["k",1]}]"#),
            InlineQuery(
                "print a=dynamic(['x','y']) | mv-expand with_itemindex=a a limit 1", #"[{"a":"x","a1":0}]"#),
            InlineQuery(
                "datatable(i:int, a:dynamic)[1, dynamic([1,2]), 2, dynamic([3,4])] | sort by i desc | mv-expand a to typeof(long)",
                #"[{"i":2,"a":3},{"i":2,"a":4},{"i":1,"a":1},{"i":1,"a":2}]"#),
            InlineQuery("print a=dynamic(['1']) | mv-expand a to typeof(long)", #"[{"a":null}]"#),
        ])
    func expand(query: InlineQuery) throws { try query.check() }
}
