/// Functions of the language that cannot be offered, and why; the error says so.
enum FunctionRefusals {
    static let reasons: [String: String] = {
        var result: [String: String] = [:]
        for (names, reason) in groups {
            for name in names { result[name] = reason }
        }
        return result
    }()

    private static let groups: [(names: [String], reason: String)] = [
        (
            [
                "cluster", "database", "entity_group", "external_table", "materialized_view", "stored_query_result",
            ],
            "hunting reads the tables of one tenant, and there is no cluster with other databases; name the table by itself"
        ),
        (
            ["graph"],
            "a tenant has no stored graph models; make the graph of tables with make-graph"
        ),
        (
            ["current_cursor", "cursor_current", "cursor_after", "cursor_before_or_at"],
            "hunting tables have no ingestion cursor; filter on Timestamp instead"
        ),
        (
            ["extent_id", "extentid", "extent_tags", "row_id", "rowstore_ordinal_range", "current_node_id"],
            "hunting tables are not stored in a cluster's extents; tell rows apart by Timestamp, DeviceId and ReportId"
        ),
        (
            ["row_rank"],
            "what this old name of a rank counts is not documented; use row_rank_dense() or row_rank_min()"
        ),
        (
            ["hash_many", "hash_combine"],
            "how the service combines hashes is not documented, and the one printed answer fits no known rule; hash the "
                + "joined text with hash(strcat_delim(…)) instead"
        ),
    ]
}
