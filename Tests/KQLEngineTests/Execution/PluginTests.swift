import KQL
import Testing

@testable import KQLEngine

@Suite("kql.md §12: plugins that count over time, and those that look addresses up", .needsEngine)
struct PluginTests {
    /// a on days 1, 2, 4; b on days 1, 2; c on day 2 twice.
    private static let visits =
        "datatable(u: string, t: datetime, d: string)['a', datetime(2025-01-01), 'x', 'b', datetime(2025-01-01), 'x', "
        + "'a', datetime(2025-01-02), 'x', 'b', datetime(2025-01-02), 'y', 'c', datetime(2025-01-02), 'y', "
        + "'c', datetime(2025-01-02), 'y', 'a', datetime(2025-01-04), 'x']"
    private static let span = "u, t, datetime(2025-01-01), datetime(2025-01-04)"

    @Test(arguments: [
        RunnerCase(
            visits
                + "| evaluate activity_counts_metrics(\(span), 1d) | project count, dcount, new_dcount, aggregated_dcount",
            #"[{"count":2,"dcount":2,"new_dcount":2,"aggregated_dcount":2},"#
                + #"{"count":4,"dcount":3,"new_dcount":1,"aggregated_dcount":3},"#
                + #"{"count":1,"dcount":1,"new_dcount":0,"aggregated_dcount":3}]"#),
        RunnerCase(
            visits
                + "| evaluate activity_counts_metrics(\(span), 1d, d) | where d == 'y' | project d, count, dcount, new_dcount, aggregated_dcount",
            #"[{"d":"y","count":3,"dcount":2,"new_dcount":2,"aggregated_dcount":2}]"#),
        RunnerCase(
            visits + "| evaluate sliding_window_counts(\(span), 2d, 1d) | project Count, Dcount",
            #"[{"Count":2,"Dcount":2},{"Count":6,"Dcount":3},{"Count":4,"Dcount":3},{"Count":1,"Dcount":1}]"#),
        // A gap as long as the window begins a session.
        RunnerCase(
            visits + "| evaluate session_count(\(span), 1d, 2d) | project count_sessions",
            #"[{"count_sessions":2},{"count_sessions":1},{"count_sessions":1}]"#),
        RunnerCase(
            visits + "| evaluate active_users_count(\(span), 2d, 1d, 2, 1d)",
            #"[{"t":"2025-01-02T00:00:00.0000000Z","dcount":2}]"#),
        RunnerCase(
            visits
                + "| evaluate activity_metrics(\(span), 1d) | project dcount_values, dcount_newvalues, retention_rate, churn_rate",
            #"[{"dcount_values":2,"dcount_newvalues":2,"retention_rate":"NaN","churn_rate":"NaN"},"#
                + #"{"dcount_values":3,"dcount_newvalues":1,"retention_rate":1.0,"churn_rate":0.0},"#
                + #"{"dcount_values":1,"dcount_newvalues":1,"retention_rate":"NaN","churn_rate":"NaN"}]"#),
        RunnerCase(
            visits
                + "| evaluate activity_engagement(u, t, 1d, 2d) | project dcount_activities_inner, dcount_activities_outer, activity_ratio",
            #"[{"dcount_activities_inner":2,"dcount_activities_outer":2,"activity_ratio":1.0},"#
                + #"{"dcount_activities_inner":3,"dcount_activities_outer":3,"activity_ratio":1.0},"#
                + #"{"dcount_activities_inner":1,"dcount_activities_outer":1,"activity_ratio":1.0}]"#),
        RunnerCase(
            visits
                + "| evaluate new_activity_metrics(\(span), 1d, datetime(2025-01-01)) | project dcount_new_values, dcount_retained_values, dcount_churn_values, retention_rate",
            #"[{"dcount_new_values":2,"dcount_retained_values":2,"dcount_churn_values":0,"retention_rate":1.0},"#
                + #"{"dcount_new_values":1,"dcount_retained_values":2,"dcount_churn_values":0,"retention_rate":1.0},"#
                + #"{"dcount_new_values":0,"dcount_retained_values":0,"dcount_churn_values":2,"retention_rate":0.0},"#
                + #"{"dcount_new_values":0,"dcount_retained_values":1,"dcount_churn_values":1,"retention_rate":0.5}]"#),
        RunnerCase(
            "range t from datetime(2025-01-01) to datetime(2025-01-02T23:00:00Z) step 1h | extend v = tolong((t - datetime(2025-01-01)) / 1h) | evaluate rolling_percentile(v, 50, t, 1d, 2)",
            #"[{"t":"2025-01-01T00:00:00.0000000Z","rolling_2_percentile_v_50":11},"#
                + #"{"t":"2025-01-02T00:00:00.0000000Z","rolling_2_percentile_v_50":23}]"#),
        RunnerCase(
            "range x from 1 to 9 step 1 | evaluate rows_near(x == 5, 1, 2)", #"[{"x":4},{"x":5},{"x":6},{"x":7}]"#),
        RunnerCase(
            "datatable(ip: string)['10.1.2.3', '9.9.9.9'] | evaluate ipv4_lookup(datatable(net: string, n: string)['10.0.0.0/8', 'ten', '10.1.0.0/16', 'one'], ip, net) | sort by n asc",
            #"[{"ip":"10.1.2.3","net":"10.1.0.0/16","n":"one"},{"ip":"10.1.2.3","net":"10.0.0.0/8","n":"ten"}]"#),
        RunnerCase(
            "datatable(ip: string, k: string)['10.1.2.3', 'a', '10.1.2.4', 'b'] | evaluate ipv4_lookup(datatable(net: string, k: string)['10.0.0.0/8', 'a'], ip, net, k, return_unmatched = true) | sort by ip asc",
            #"[{"ip":"10.1.2.3","k":"a","net":"10.0.0.0/8"},{"ip":"10.1.2.4","k":"b","net":""}]"#),
        RunnerCase(
            "datatable(k: string, x: real, y: real)['in', 1, 1, 'out', 9, 9, 'none', real(null), 1] | evaluate geo_polygon_lookup(datatable(n: string, p: dynamic)['a', dynamic({'type':'Polygon','coordinates':[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}), 'bad', dynamic({'type':'Point'}), 'b', dynamic({'type':'Polygon','coordinates':[[[0,0],[3,0],[3,3],[0,3],[0,0]]]})], p, x, y) | sort by n asc",
            #"[{"k":"in","x":1.0,"y":1.0,"n":"a"},{"k":"in","x":1.0,"y":1.0,"n":"b"}]"#),
        RunnerCase(
            "datatable(k: string, x: real, y: real)['in', 1, 1, 'out', 9, 9, 'none', real(null), 1] | evaluate geo_polygon_lookup(datatable(n: string, p: dynamic)['a', dynamic({'type':'Polygon','coordinates':[[[0,0],[2,0],[2,2],[0,2],[0,0]]]})], p, x, y, return_unmatched = true) | sort by k asc",
            #"[{"k":"in","x":1.0,"y":1.0,"n":"a"},{"k":"none","x":null,"y":1.0,"n":""},{"k":"out","x":9.0,"y":9.0,"n":""}]"#
        ),
        RunnerCase(
            "datatable(x: real, y: real)[1, 0.001, 1, 0.1] | evaluate geo_line_lookup(datatable(n: string, l: dynamic)['a', dynamic({'type':'LineString','coordinates':[[0,0],[2,0]]})], l, x, y, 200, return_lookup_key = true) | project y, n, t = tostring(l.type)",
            #"[{"y":0.001,"n":"a","t":"LineString"}]"#),
        RunnerCase(
            "print ip = '2001:db8::1' | evaluate ipv6_lookup(datatable(net: string)['2001:db8::/32', '::/128'], ip, net)",
            #"[{"ip":"2001:db8::1","net":"2001:db8::/32"}]"#),
        RunnerCase("range x from 1 to 9 step 1 | evaluate preview(1)", #"[{"x":1}]"#),
    ])
    func answers(_ query: RunnerCase) async throws {
        #expect(try await RunnerWorld().answer(query.text) == query.rows)
    }

    @Test(
        "A plugin that cannot be exact is refused with its reason",
        arguments: [
            "autocluster_text(u)", "python(typeof(*), 'x')", "schema_merge()", "http_request('x')",
        ])
    func refusals(_ call: String) async throws {
        let error = await #expect(throws: HuntingError.self) {
            try await RunnerWorld().run(Self.visits + "| evaluate " + call)
        }
        #expect(error?.code == "KQL900")
    }
}
