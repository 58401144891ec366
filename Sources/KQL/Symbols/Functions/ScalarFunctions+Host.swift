extension ScalarFunctions {
    /// Functions whose data the host gives; KQL §12.
    static let host: [ScalarFunction] = [
        ScalarFunction(
            "geo_info_from_ip_address",
            .of([.required(.exactly(.string))], .fixed(.dynamic), .engine(.geoInfo))
        ),
        // Bound to a column of the table that is read; the entry gives the name of the column that it makes.
        ScalarFunction(
            "ingestion_time", naming: .fixed("$IngestionTime"), .of([], .fixed(.datetime), .folded)),
    ]
}
