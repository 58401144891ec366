import Testing

@testable import KQLEngine

/// Small graphs with answers made by hand.
@Suite("Graphs: make-graph, graph-match, graph-shortest-paths, graph-to-table, graph-mark-components", .needsEngine)
struct GraphQueryTests {
    /// A circle a → b → c → a, a way out of it to d, and two edges from d to e.
    private static let circle = """
        let N = datatable(id:string, n:long)['a', 1, 'b', 2, 'c', 3, 'd', 4];
        let E = datatable(s:string, t:string, w:long)[
            'a', 'b', 1, 'b', 'c', 2, 'c', 'a', 3, 'c', 'd', 4, 'd', 'e', 5, 'd', 'e', 6];
        let G = E | make-graph s --> t with N on id;
        """

    private static func circle(_ steps: String, _ rows: String) -> InlineQuery {
        InlineQuery("\(circle) G | \(steps)", rows)
    }

    @Test(
        "a node is a row of a node table by its identifier; one that only edges name has the identifier and nothing else",
        arguments: [
            circle(
                "graph-to-table nodes",
                #"[{"id":"a","n":1},{"id":"b","n":2},{"id":"c","n":3},{"id":"d","n":4},{"id":"e","n":null}]"#),
            // Properties of two tables are one node's; of a name with two types one is dynamic.
            InlineQuery(
                "let A = datatable(id:string, x:long)['a', 1, 'b', 2]; let B = datatable(k:string, x:string, y:bool)['b', '', true, 'c', 'z', false]; datatable(s:string, t:string)['a', 'b'] | make-graph s --> t with A on id, B on k | graph-to-table nodes",
                #"[{"id":"a","x":1,"k":"a","y":null},{"id":"b","x":2,"k":"b","y":true},{"id":"c","x":"z","k":"c","y":false}]"#
            ),
            // Several rows of one identifier are one node, and each property is that of a row.
            InlineQuery(
                "let A = datatable(id:long, x:long)[1, long(null), 1, 7, 1, 7]; datatable(s:long, t:long)[1, 2] | make-graph s --> t with A on id | graph-to-table nodes",
                #"[{"id":1,"x":7},{"id":2,"x":null}]"#),
            InlineQuery(
                "datatable(s:string, t:string)['a', 'b', 'c', 'a'] | make-graph s --> t with_node_id=name | graph-to-table nodes",
                #"[{"name":"a"},{"name":"b"},{"name":"c"}]"#),
            // Identifiers of different types are compared as numbers where they are whole, else as text.
            InlineQuery(
                "datatable(s:int, t:long)[1, 2, 2, 3] | make-graph s --> t with_node_id=n | graph-match (a)-->(b)-->(c) project a.n, b.n, c.n",
                #"[{"a_n":1,"b_n":2,"c_n":3}]"#),
            InlineQuery(
                "let A = datatable(id:string, x:long)['1', 5]; datatable(s:long, t:long)[1, 2] | make-graph s --> t with A on id | graph-match (a)-->(b) project a.x, a.id, b.id, b.x",
                #"[{"a_x":5,"a_id":"1","b_id":"2","b_x":null}]"#),
            // Null is an identifier like others.
            InlineQuery(
                "datatable(s:long, t:long)[1, long(null), long(null), 3] | make-graph s --> t with_node_id=n | graph-match (a)-->(b)-->(c) project a.n, b.n, c.n",
                #"[{"a_n":1,"b_n":null,"c_n":3}]"#),
        ])
    func nodes(query: InlineQuery) throws { try query.check() }

    @Test(
        "edges are rows as they came, with hashes of the identifiers that they join where these are asked for",
        arguments: [
            circle("graph-to-table edges | where w > 4", #"[{"s":"d","t":"e","w":5},{"s":"d","t":"e","w":6}]"#),
            circle(
                "graph-to-table edges with_target_id=T with_source_id=S | where w == 1 | project S == hash('a'), T == hash('b')",
                #"[{"Column1":true,"Column2":true}]"#),
            circle(
                "graph-to-table nodes with_node_id=H | where id == 'e' | project H == hash('e'), id",
                #"[{"Column1":true,"id":"e"}]"#),
            circle(
                "graph-to-table nodes as V with_node_id=h, edges as R; V | join kind=inner R on $left.id == $right.s | where w == 4 | project id, t, n",
                #"[{"id":"c","t":"d","n":3}]"#),
        ])
    func tables(query: InlineQuery) throws { try query.check() }

    @Test(
        "an edge is met in its direction, against it or both ways, and each edge of a match is another one",
        arguments: [
            circle(
                "graph-match (x)-[e]->(y) where x.id == 'c' project y.id, e.w",
                #"[{"y_id":"a","e_w":3},{"y_id":"d","e_w":4}]"#),
            circle("graph-match (x)<-[e]-(y) where x.id == 'a' project y.id", #"[{"y_id":"c"}]"#),
            circle(
                "graph-match (x)-[e]-(y) where x.id == 'a' project y.id, e.w",
                #"[{"y_id":"b","e_w":1},{"y_id":"c","e_w":3}]"#),
            circle("graph-match (x)--(y)-->() where x.id == 'd' and y.n < 4 project y.n", #"[{"y_n":3}]"#),
            // d has one edge to c and two to e: the same edge is not walked there and back.
            circle(
                "graph-match (x)-[e]-(y)-[f]-(z) where y.id == 'e' project e.w, f.w",
                #"[{"e_w":5,"f_w":6},{"e_w":6,"f_w":5}]"#),
            circle(
                "graph-match cycles=all (x)-[e]-(y)-[f]-(z) where y.id == 'e' project e.w, f.w",
                #"[{"e_w":5,"f_w":5},{"e_w":5,"f_w":6},{"e_w":6,"f_w":5},{"e_w":6,"f_w":6}]"#),
            circle("graph-match cycles=none (x)-[e]-(y)-[f]-(z) where y.id == 'e' project e.w, f.w", "[]"),
            // An edge from a node to itself is one match both ways.
            InlineQuery(
                "datatable(s:string, t:string)['a', 'a'] | make-graph s --> t with_node_id=n | graph-match (x)-[e]-(y) project x.n, y.n",
                #"[{"x_n":"a","y_n":"a"}]"#),
            circle(
                "graph-match (x)-->(y)-->(z)-->(x) where x.id == 'a' project x.id, y.id, z.id",
                #"[{"x_id":"a","y_id":"b","z_id":"c"}]"#),
            circle("graph-match cycles=none (x)-->(y)-->(z)-->(x) project x.id", "[]"),
            circle("graph-match (x) where x.n >= 3 project x.id", #"[{"x_id":"c"},{"x_id":"d"}]"#),
            // Sequences share the names of nodes.
            circle(
                "graph-match (x)-[e]->(y), (z)-[f]->(y) where e.w < f.w project y.id, x.id, z.id",
                #"[{"y_id":"e","x_id":"d","z_id":"d"}]"#),
            circle(
                "graph-match (x)-[e]->(y), (y)-[f]->(z), (y)-[g]->(v) where f.w < g.w project x.id, y.id, z.id, v.id",
                #"[{"x_id":"b","y_id":"c","z_id":"a","v_id":"d"},{"x_id":"c","y_id":"d","z_id":"e","v_id":"e"}]"#),
        ])
    func patterns(query: InlineQuery) throws { try query.checkUnordered() }

    @Test(
        "an edge of variable length is a path, whose edges differ; none without cycles meets a node twice",
        arguments: [
            circle(
                "graph-match (x)-[p*1..4]->(y) where x.id == 'a' and y.id == 'a' project map(p, w)",
                #"[{"Column1":[1,2,3]}]"#),
            circle(
                "graph-match (x)-[p*2..2]->(y) where x.id == 'b' project y.id, p.w, map(inner_nodes(p), id)",
                #"[{"y_id":"a","p_w":[2,3],"Column1":["c"]},{"y_id":"d","p_w":[2,4],"Column1":["c"]}]"#),
            circle(
                "graph-match cycles=none (x)-[p*1..5]->(y) where x.id == 'a' project y.id, array_length(map(p, w))",
                #"[{"y_id":"b","Column1":1},{"y_id":"c","Column1":2},{"y_id":"d","Column1":3},{"y_id":"e","Column1":4},{"y_id":"e","Column1":4}]"#
            ),
            circle(
                "graph-match cycles=all (x)-[p*4..4]->(y) where x.id == 'a' project y.id",
                #"[{"y_id":"b"},{"y_id":"e"},{"y_id":"e"}]"#),
            // A path of length 0 ends where it begins.
            circle(
                "graph-match (x)-[p*0..1]->(y) where x.id == 'b' project y.id, map(p, w), all(p, w > 100), any(p, w > 0)",
                #"[{"y_id":"b","Column1":[],"Column2":true,"Column3":false},{"y_id":"c","Column1":[2],"Column2":false,"Column3":true}]"#
            ),
            circle("graph-match (x)-[p*0..0]->(y) where x.n == 2 project y.id", #"[{"y_id":"b"}]"#),
            // The elements stand as the pattern is written, whichever end the search begins at.
            circle("graph-match (x)-[p*3..3]->(y) where y.id == 'd' project map(p, w)", #"[{"Column1":[1,2,4]}]"#),
            circle("graph-match (y)<-[p*3..3]-(x) where y.id == 'd' project map(p, w)", #"[{"Column1":[4,2,1]}]"#),
            circle(
                "graph-match (y)<-[p*3..3]-(x) where x.id == 'a' and y.id == 'd' project map(inner_nodes(p), id)",
                #"[{"Column1":["c","b"]}]"#),
            circle(
                "graph-match (x)-[p*2..2]-(y) where x.id == 'e' project y.id, map(p, w)",
                #"[{"y_id":"c","Column1":[5,4]},{"y_id":"c","Column1":[6,4]},{"y_id":"e","Column1":[5,6]},{"y_id":"e","Column1":[6,5]}]"#
            ),
            // Two paths of a match have no edge in common, nor a path and an edge.
            circle(
                "graph-match (x)-[p*1..2]->(y)-[q*1..2]->(z) where x.id == 'c' and z.id == 'e' project map(p, w), map(q, w)",
                #"[{"Column1":[4],"Column2":[5]},{"Column1":[4],"Column2":[6]}]"#),
            circle("graph-match (x)-[e]->(y)-[p*1..4]->(z) where e.w == 1 and z.id == 'b' project map(p, w)", "[]"),
        ])
    func paths(query: InlineQuery) throws { try query.checkUnordered() }

    @Test(
        "all(), any() and map() go over a path's edges or inner nodes, and see the elements around them",
        arguments: [
            circle(
                "graph-match (x)-[p*1..3]->(y) where all(p, w in (2, 4)) project x.id, y.id",
                #"[{"x_id":"b","y_id":"c"},{"x_id":"c","y_id":"d"},{"x_id":"b","y_id":"d"}]"#),
            // A condition on a path's edges as they stand holds for each of them.
            circle(
                "graph-match (x)-[p*1..3]->(y) where p.w in (2, 4) project x.id, y.id",
                #"[{"x_id":"b","y_id":"c"},{"x_id":"c","y_id":"d"},{"x_id":"b","y_id":"d"}]"#),
            circle(
                "graph-match (x)-[p*2..3]->(y) where any(p, w == 4) and any(inner_nodes(p), n == 2) project x.id, y.id",
                #"[{"x_id":"a","y_id":"d"}]"#),
            circle(
                "graph-match (x)-[p*1..3]->(y) where all(inner_nodes(p), n < 3) and x.id == 'a' project y.id",
                #"[{"y_id":"b"},{"y_id":"c"}]"#),
            circle(
                "graph-match (x)-[p*1..2]->(y) where all(p, w > x.n) project x.id, y.id, map(p, w * x.n)",
                #"[{"x_id":"c","y_id":"d","Column1":[12]},{"x_id":"c","y_id":"e","Column1":[12,15]},{"x_id":"c","y_id":"e","Column1":[12,18]},{"x_id":"d","y_id":"e","Column1":[20]},{"x_id":"d","y_id":"e","Column1":[24]}]"#
            ),
            circle(
                "graph-match (x)-[p*2..2]->(y) where x.id == 'c' and y.id == 'b' project strcat(p.w, '!'), map(inner_nodes(p), node_degree_out()), map(p, labels())",
                #"[{"Column1":["3!","1!"],"Column2":[1],"Column3":[[],[]]}]"#),
            circle(
                "graph-match (x)-[e]->(y) where x.id == 'a' project node_id(y), node_degree_in(y), node_degree_out(x), labels(e), x, e",
                #"[{"Column1":"b","Column2":1,"Column3":1,"Column4":[],"x":{"id":"a","n":1},"e":{"s":"a","t":"b","w":1}}]"#
            ),
            circle(
                "graph-match (x)-[p*1..1]->(y) where x.id == 'a' project p, map(p, pack('v', w))",
                #"[{"p":[{"s":"a","t":"b","w":1}],"Column1":[{"v":1}]}]"#),
            circle(
                "graph-match (x)-->(y) where x.id in ((N | where n == 1 | project id)) project y.id", #"[{"y_id":"b"}]"#
            ),
        ])
    func functions(query: InlineQuery) throws { try query.checkUnordered() }

    @Test(
        "shortest paths have the fewest edges between their ends: one for each pair, or all",
        arguments: [
            circle(
                "graph-shortest-paths (x)-[p*1..9]->(y) where x.id == 'a' and y.n > 0 project y.id, map(p, w)",
                #"[{"y_id":"b","Column1":[1]},{"y_id":"c","Column1":[1,2]},{"y_id":"a","Column1":[1,2,3]},{"y_id":"d","Column1":[1,2,4]}]"#
            ),
            circle(
                "graph-shortest-paths (x)-[p*1..9]->(y) where x.id == 'c' and y.id == 'e' project array_length(map(p, w))",
                #"[{"Column1":2}]"#),
            circle(
                "graph-shortest-paths output=all (x)-[p*1..9]->(y) where x.id == 'c' and y.id == 'e' project map(p, w), map(inner_nodes(p), id)",
                #"[{"Column1":[4,5],"Column2":["d"]},{"Column1":[4,6],"Column2":["d"]}]"#),
            circle("graph-shortest-paths (x)-[p*1..2]->(y) where x.id == 'a' and y.id == 'd' project x.id", "[]"),
            circle(
                "graph-shortest-paths (x)-[p*0..9]->(y) where x.id == 'a' and y.n < 3 project y.id, map(p, w)",
                #"[{"y_id":"a","Column1":[]},{"y_id":"b","Column1":[1]}]"#),
            // Conditions on steps make a way longer; the search minds them.
            circle(
                "graph-shortest-paths (y)-[p*1..9]-(x) where x.id == 'a' and y.id == 'c' and all(p, w != 3) project map(p, w)",
                #"[{"Column1":[2,1]}]"#),
            circle(
                "graph-shortest-paths (x)-[p*1..9]-(y) where x.id == 'b' and y.id == 'd' and all(inner_nodes(p), id != 'c') project x.id",
                "[]"),
            circle(
                "graph-shortest-paths (y)<-[p*1..9]-(x) where x.id == 'a' and y.id == 'd' project map(p, w)",
                #"[{"Column1":[4,2,1]}]"#),
            // More than a path, or a condition on the whole of it, or a detour.
            circle(
                "graph-shortest-paths (x)-[e]->(y)-[p*1..9]->(z) where x.id == 'a' and z.id == 'd' project map(p, w)",
                #"[{"Column1":[2,4]}]"#),
            circle(
                "graph-shortest-paths output=all (x)-[p*1..4]->(y) where x.id == 'c' and y.id == 'e' and any(p, w == 6) project map(p, w)",
                #"[{"Column1":[4,6]}]"#),
            circle(
                "graph-shortest-paths output=all (x)-[p*3..9]->(y) where x.id == 'c' and y.id == 'd' project map(p, w)",
                #"[{"Column1":[3,1,2,4]}]"#),
            circle(
                "graph-shortest-paths cycles=none (x)-[p*1..9]->(y) where x.id == 'a' and y.id in ('a', 'b') project y.id",
                #"[{"y_id":"b"}]"#),
        ])
    func shortest(query: InlineQuery) throws { try query.checkUnordered() }

    @Test(
        "components are numbered from 0 in the order of the nodes, and are a property like others",
        arguments: [
            circle("graph-mark-components | graph-to-table nodes | summarize by ComponentId", #"[{"ComponentId":0}]"#),
            circle(
                "graph-mark-components kind=strong with_component_id=c | graph-to-table nodes | project id, c",
                #"[{"id":"a","c":0},{"id":"b","c":0},{"id":"c","c":0},{"id":"d","c":1},{"id":"e","c":2}]"#),
            circle(
                "graph-mark-components kind=strong with_component_id=c | graph-match (x)-[e]->(y) where x.c != y.c project x.id, y.id, y.c",
                #"[{"x_id":"c","y_id":"d","y_c":1},{"x_id":"d","y_id":"e","y_c":2},{"x_id":"d","y_id":"e","y_c":2}]"#),
            InlineQuery(
                "datatable(s:string, t:string)['a', 'b', 'x', 'y', 'c', 'b'] | make-graph s --> t with datatable(id:string)['z'] on id | graph-mark-components | graph-to-table nodes",
                #"[{"id":"z","ComponentId":0},{"id":"a","ComponentId":1},{"id":"b","ComponentId":1},{"id":"x","ComponentId":2},{"id":"y","ComponentId":2},{"id":"c","ComponentId":1}]"#
            ),
        ])
    func components(query: InlineQuery) throws { try query.checkUnordered() }

    @Test(
        "partitioned-by makes a graph for each value, and runs what follows on each by itself",
        arguments: [
            InlineQuery(
                "datatable(s:string, t:string, p:string)['a', 'b', '1', 'b', 'c', '2', 'b', 'c', '1'] | make-graph s --> t with_node_id=n partitioned-by p (graph-match (x)-[e]->(y)-[f]->(z) project x.n, z.n, e.p, f.p)",
                #"[{"x_n":"a","z_n":"c","e_p":"1","f_p":"1"}]"#),
            InlineQuery(
                "datatable(s:string, t:string, p:long)['a', 'b', 1, 'b', 'c', 2, 'c', 'd', 2] | make-graph s --> t with (datatable(id:string, p:long, v:long)['b', 1, 10, 'b', 2, 20]) on id partitioned-by p (graph-match (x)-[e]->(y) project m = coalesce(x.v, y.v) | summarize n = count(), m = max(m))",
                #"[{"n":1,"m":10},{"n":2,"m":20}]"#),
        ])
    func partitions(query: InlineQuery) throws { try query.checkUnordered() }

    @Test(
        "a graph has a name by let, and functions give it",
        arguments: [
            InlineQuery(
                "let F = (limit:long) { datatable(s:string, t:string, w:long)['a', 'b', 1, 'b', 'c', 2] | where w <= limit | make-graph s --> t with_node_id=n }; F(1) | graph-match (x)-->(y) project y.n",
                #"[{"y_n":"b"}]"#),
            InlineQuery(
                "let G = materialize(datatable(s:string, t:string)['a', 'b'] | make-graph s --> t with_node_id=n); union (G | graph-match (x)-->(y) project v = y.n), (G | graph-to-table nodes | project v = n)",
                #"[{"v":"b"},{"v":"a"},{"v":"b"}]"#),
            InlineQuery(
                "print v = toscalar(datatable(s:string, t:string)['a', 'b'] | make-graph s --> t | graph-match ()-->() project 1 | count)",
                #"[{"v":1}]"#),
        ])
    func names(query: InlineQuery) throws { try query.checkUnordered() }
}
