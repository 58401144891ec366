/// The plugins of `evaluate`.
enum Plugins {
    /// Plugins that are known by name and refused, each with the reason.
    static let refused: [String: String] = {
        let network =
            "it calls another service, and a hunting query reads the tenant's tables only; read files with externaldata"
        let code = "it runs code of another language, which hunting does not allow; express it with operators of KQL"
        let models =
            "it asks a language model outside of the tenant; take the rows out with -o jsonl and ask it there"
        var result: [String: String] = [:]
        for name in [
            "sql_request", "mysql_request", "postgresql_request", "cosmosdb_sql_request", "dax_request", "http_request",
            "http_request_post", "azure_digital_twins_query_request", "execute_query", "execute_show_command",
            "external_datatable",
        ] { result[name] = network }
        for name in ["infer_storage_schema", "infer_storage_schema_with_suggestions"] { result[name] = network }
        for name in ["python", "r", "csharp"] { result[name] = code }
        for name in ["ai_chat_completion", "ai_chat_completion_prompt", "ai_embed_text", "ai_embeddings"] {
            result[name] = models
        }
        for name in ["diffpatterns_text", "autocluster_text"] {
            result[name] =
                "hunting does not know it, and its choice of words is not described; use reduce, or diffpatterns over the "
                + "parts of a text"
        }
        result["schema_merge"] =
            "hunting does not know it; compare the tables of getschema with join"
        result["identity_v3"] = "it is a test of the service's own; use identity"
        return result
    }()

    /// Plugins whose arguments may be named expressions rather than named parameters.
    static let namesExpressions: Set<String> = ["sequence_detect"]

    /// Plugins that heed the declared schema while they work.
    static let usesSchema: Set<String> = ["bag_unpack"]

    /// The names of those that work.
    static let names: [String] =
        [
            "bag_unpack", "pivot", "narrow", "identity", "ipv4_lookup", "ipv6_lookup", "geo_line_lookup",
            "geo_polygon_lookup", "preview", "estimate_rows_count", "basket", "autocluster", "diffpatterns",
            "dcount_intersect", "sequence_detect", "funnel_sequence", "funnel_sequence_completion",
        ] + templates.keys.sorted()
}
