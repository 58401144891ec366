internal import DuckDB
internal import KQL

/// All functions of KQL's own, by family.
enum FunctionLibrary {
    static let bodies: [FunctionBody] =
        [
            terms, substrings, textParts, textCodings, regexes, textConversions, numberConversions, arithmetic,
            calendar, timeFormats, dynamicPaths, dynamicMaking, arrays, sets, bags, expansion, addresses,
            aggregation, sketches, digests, series, seriesAnalysis, places, placeShapes, shapes, textForms, replacing,
            codings, arrayForms, bagForms, mathematics, zones, decimals, addressForms, addressTerms, patterns,
            seriesMaking, scanning, mining, [geoInfo(nil)],
        ].flatMap(\.self)

    /// Registers every function in an instance, through any of its connections.
    ///
    /// - Parameter geo: Where addresses are, for `geo_info_from_ip_address`.
    static func register(in connection: Connection, geo: GeoDatabase? = nil) throws {
        try connection.register(geoInfo(geo).scalarFunction)
        for body in bodies where body.function != .geoInfo { try connection.register(body.scalarFunction) }
    }
}
