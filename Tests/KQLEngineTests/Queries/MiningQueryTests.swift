import Testing

@testable import KQLEngine

@Suite("kql.md §12: plugins and operators that look for patterns among rows", .needsEngine)
struct MiningQueryTests {
    private static let storms =
        "datatable(State:string, Type:string, Damage:string, n:long)['TX','Hail','NO',1, 'TX','Hail','NO',1, "
        + "'OK','Hail','NO',1, 'KS','Hail','YES',2, 'TX','Wind','YES',1, 'TX','Wind','YES',1, 'OK','Wind','YES',1, "
        + "'FL','Flood','NO',1] "

    @Test(
        "Baskets are the closed patterns, weight times values first",
        arguments: [
            InlineQuery(
                storms + "| project Type, Damage | evaluate basket(0.3)",
                #"[{"SegmentId":0,"Count":3,"Percent":37.5,"Type":"Hail","Damage":"NO"},"#
                    + #"{"SegmentId":1,"Count":3,"Percent":37.5,"Type":"Wind","Damage":"YES"},"#
                    + #"{"SegmentId":2,"Count":4,"Percent":50.0,"Type":"Hail","Damage":""},"#
                    + #"{"SegmentId":3,"Count":4,"Percent":50.0,"Type":"","Damage":"NO"},"#
                    + #"{"SegmentId":4,"Count":4,"Percent":50.0,"Type":"","Damage":"YES"}]"#),
            // The weight is no part of a pattern, and a wildcard of its type stands for it.
            InlineQuery(
                storms + "| project Type, n | evaluate basket(0.5, n, '~', '*', long(-1))",
                #"[{"SegmentId":0,"Count":5,"Percent":55.6,"Type":"Hail","n":-1}]"#),
            // Values keep their types.
            InlineQuery(
                "datatable(t:datetime, d:dynamic)[datetime(2025-01-01), dynamic({'a':1}), datetime(2025-01-01), dynamic({'a':1})]"
                    + "| evaluate basket()",
                #"[{"SegmentId":0,"Count":2,"Percent":100.0,"t":"2025-01-01T00:00:00.0000000Z","d":{"a":1}}]"#),
            InlineQuery(storms + "| where n > 9 | evaluate basket()", "[]"),
        ])
    func baskets(query: InlineQuery) throws { try query.check() }

    @Test(
        "Clusters cover the rows with few patterns",
        arguments: [
            InlineQuery(
                storms + "| project Type, Damage | evaluate autocluster(0.6) | project Count, Type, Damage",
                #"[{"Count":3,"Type":"Hail","Damage":"NO"},{"Count":3,"Type":"Wind","Damage":"YES"},"#
                    + #"{"Count":4,"Type":"Hail","Damage":""},{"Count":4,"Type":"","Damage":"NO"}]"#)
        ])
    func clusters(query: InlineQuery) throws { try query.check() }

    @Test(
        "Differences between two sets, the greatest first",
        arguments: [
            InlineQuery(
                storms + "| project Type, Damage | evaluate diffpatterns(Damage, 'YES', 'NO', '~', 0.5)",
                #"[{"SegmentId":0,"CountA":3,"CountB":0,"PercentA":75.0,"PercentB":0.0,"PercentDiffAB":75.0,"Type":"Wind","Damage":""},"#
                    + #"{"SegmentId":1,"CountA":1,"CountB":3,"PercentA":25.0,"PercentB":75.0,"PercentDiffAB":50.0,"Type":"Hail","Damage":""}]"#
            )
        ])
    func differences(query: InlineQuery) throws { try query.check() }

    private static let texts = "range x from 1 to 10 step 1 | project s = strcat('foo', 'Z', tostring(x)) "

    @Test(
        "reduce keeps the words that many texts have at one place",
        arguments: [
            InlineQuery(texts + "| reduce by s", #"[{"Pattern":"others","Count":10,"Representative":""}]"#),
            InlineQuery(
                texts + "| reduce by s with characters='Z'",
                #"[{"Pattern":"foo*","Count":10,"Representative":"fooZ1"}]"#),
            InlineQuery(
                texts + "| where s !endswith '0' | top 2 by s asc | reduce kind=source by s with characters='Z'",
                #"[{"s":"fooZ1","Pattern":"foo*","Count":2,"Representative":"fooZ1"},"#
                    + #"{"s":"fooZ2","Pattern":"foo*","Count":2,"Representative":"fooZ1"}]"#),
            // A separator that only some have belongs to what varies.
            InlineQuery(
                "datatable(s:string)['from -1 to a','from 2 to b','from -3 to c','from 4 to d'] | reduce by s with threshold=0.3",
                #"[{"Pattern":"from * to *","Count":4,"Representative":"from -1 to a"}]"#),
            // Apart where less is alike than the threshold wants.
            InlineQuery(
                "range x from 1 to 4 step 1 | project s = strcat('LearningX', tostring(x % 2)) | reduce by s with threshold=0.9, characters='X'",
                #"[{"Pattern":"Learning*","Count":2,"Representative":"LearningX0"},{"Pattern":"Learning*","Count":2,"Representative":"LearningX1"}]"#
            ),
            InlineQuery(
                "datatable(s:string)['San Jose','San Diego','San Luis','Paris','Paris'] | reduce by s with threshold=0.3",
                #"[{"Pattern":"San *","Count":3,"Representative":"San Diego"},{"Pattern":"Paris","Count":2,"Representative":"Paris"}]"#
            ),
        ])
    func reduces(query: InlineQuery) throws { try query.checkUnordered() }

    private static let steps =
        "datatable(t:datetime, who:string, e:string)[datetime(2025-01-01),'A','x', datetime(2025-01-02),'A','y', "
        + "datetime(2025-01-03),'A','z', datetime(2025-01-01),'B','x', datetime(2025-01-04),'B','y'] "

    @Test(
        "Sequences: each way to choose later rows within the windows",
        arguments: [
            InlineQuery(
                steps + "| evaluate sequence_detect(t, 2d, 3d, a = (e == 'x'), b = (e in ('y', 'z')), who)",
                #"[{"who":"A","a_t":"2025-01-01T00:00:00.0000000Z","b_t":"2025-01-02T00:00:00.0000000Z","Duration":"1.00:00:00"},"#
                    + #"{"who":"A","a_t":"2025-01-01T00:00:00.0000000Z","b_t":"2025-01-03T00:00:00.0000000Z","Duration":"2.00:00:00"}]"#
            ),
            InlineQuery(
                steps + "| evaluate sequence_detect(t, 9d, 9d, e == 'x', e == 'y') | count", #"[{"Count":2}]"#),
            InlineQuery(
                steps
                    + "| evaluate funnel_sequence_completion(who, t, datetime(2025-01-01), datetime(2025-02-01), 31d, e, dynamic(['x','y']), dynamic([1d, 4d])) | project e, Period, dcount",
                #"[{"e":"x","Period":"1.00:00:00","dcount":2},{"e":"y","Period":"1.00:00:00","dcount":1},"#
                    + #"{"e":"x","Period":"4.00:00:00","dcount":2},{"e":"y","Period":"4.00:00:00","dcount":2}]"#),
            InlineQuery(
                steps
                    + "| evaluate funnel_sequence(who, t, datetime(2025-01-01), datetime(2025-02-01), 5d, 31d, e, dynamic(['y'])) | project-away t",
                #"[{"prev":"x","next":"","dcount":1,"samples":["B"]},{"prev":"x","next":"z","dcount":1,"samples":["A"]}]"#
            ),
        ])
    func sequences(query: InlineQuery) throws { try query.checkUnordered() }

    @Test(
        "Sketches tell what sets have in common",
        arguments: [
            InlineQuery(
                "range x from 1 to 60 step 1 | summarize a = hll(iff(x % 2 == 0, x, 0)), b = hll(iff(x % 3 == 0, x, 0)) | evaluate dcount_intersect(a, b) | project s0, s1",
                #"[{"s0":31,"s1":11}]"#),
            // The sketches of many values are estimates: 20,000 are in both of two sets of 40,000.
            InlineQuery(
                "range x from 1 to 60000 step 1 | summarize a = hll(iff(x <= 40000, x, 1)), b = hll(iff(x > 20000, x, 60000)) | evaluate dcount_intersect(a, b) | project s1 between (18000 .. 22000)",
                #"[{"Column1":true}]"#),
        ])
    func sketches(query: InlineQuery) throws { try query.check() }
}
