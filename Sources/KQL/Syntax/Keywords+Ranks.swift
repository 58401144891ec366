extension Keywords {
    /// All keywords, by how freely they may stand as names; KQL §2. Every other word is an identifier.
    static let ranked: [(rank: WordRank, words: [String])] = [
        (
            .name,
            [
                "access", "alias", "best_effort", "bin", "bool", "consume", "count", "database", "dataformat",
                "datetime_pattern", "declare", "default", "distinct", "edges", "entity_group", "evaluate", "extend",
                "facet", "filter", "fork", "from", "getschema", "graph", "guid", "id", "inline_external_table", "join",
                "let", "limit", "lookup", "mvapply", "mvexpand", "nodes", "null", "nulls", "on", "optional", "order",
                "output", "pack", "parse", "partition", "pattern", "plotly", "query_parameters", "range", "reduce",
                "regex", "render", "restrict", "scan", "serialize", "sort", "step", "summarize", "take", "top",
                "typeof", "uuid", "view", "with", "with_node_id", "__partitionby",
            ]
        ),
        (
            .declared,
            [
                "accumulate", "as", "by", "contains", "datatable", "earliest", "externaldata", "find", "has", "in",
                "invoke", "latest", "materialize", "mdm", "of", "print", "sample", "sample-distinct", "search", "set",
                "sql", "title", "to", "top-hitters", "top-nested", "toscalar", "totable", "verbose", "viewers", "where",
            ]
        ),
        (.special, ["kind", "with_source", "withsource"]),
        (.literal, ["true", "True", "TRUE", "false", "False", "FALSE"]),
        (
            .reserved,
            [
                // Operators
                "and", "or", "between", "!between", "!in", "in~", "!in~", "has_any", "has_all", "!has", "has_cs",
                "!has_cs", "hasprefix", "!hasprefix", "hasprefix_cs", "!hasprefix_cs", "hassuffix", "!hassuffix",
                "hassuffix_cs", "!hassuffix_cs", "!contains", "contains_cs", "!contains_cs", "containscs",
                "notcontains", "notcontainscs", "startswith", "!startswith", "startswith_cs", "!startswith_cs",
                "endswith", "!endswith", "endswith_cs", "!endswith_cs", "matches regex", "like", "notlike", "likecs",
                "notlikecs",
                // Steps of a pipeline
                "assert-schema", "external_data", "graph-mark-components", "graph-match", "graph-shortest-paths",
                "graph-to-table", "graph-where-edges", "graph-where-nodes", "macro-expand", "make-graph", "make-series",
                "mv-apply", "mv-expand", "parse-kv", "parse-where", "partitioned-by", "project", "project-away",
                "project-by-names", "project-keep", "project-rename", "project-reorder", "project-smart", "union",
                // Their settings
                "asc", "desc", "granny-asc", "granny-desc", "first", "last", "bagexpansion", "cycles", "datascope",
                "decodeblocks", "expandoutput", "flags", "force_remote", "isfuzzy", "missing", "nooptimization",
                "others", "pathformat", "relaxed", "simple", "with_itemindex", "with_match_id", "with_step_name",
                // Charts
                "3Dchart", "anomalychart", "areachart", "barchart", "card", "columnchart", "ladderchart", "linechart",
                "piechart", "pivotchart", "scatterchart", "stackedareachart", "timechart", "timeline", "timepivot",
                "treemap",
                // Types
                "boolean", "byte", "char", "date", "datetime", "decimal", "double", "dynamic", "float", "int", "int8",
                "int16", "int32", "int64", "long", "real", "string", "time", "timespan", "uint", "uint8", "uint16",
                "uint32", "uint64", "ulong", "uniqueid",
                // Administration
                "cachingpolicy", "callout", "cancel", "commands-and-queries", "dataexport", "encodingpolicy",
                "extent_tags_retention", "harddelete", "hardretention", "hotcache", "journal",
                "materialized-view-combine", "materialized-views", "queries", "query_results",
                "restricted_view_access", "row_level_security", "rowstore", "rowstore_references", "rowstore_sealinfo",
                "rowstorepolicy", "rowstores", "seal", "seals", "set-or-append", "set-or-replace", "shards",
                "softdelete", "softretention", "statistics", "storedqueryresultcontainers", "tablepurge",
                "unrestrictedviewers", "views", "writeaheadlog",
                // The service's own
                "__contextual_datatable", "__crossCluster", "__crossDB", "__executeAndCache", "__id", "__isFuzzy",
                "__noWithSource", "__packedColumn", "__projectAway", "__sourceColumnIndex",
            ]
        ),
    ]
}
