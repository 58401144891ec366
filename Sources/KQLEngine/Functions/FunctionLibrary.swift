internal import DuckDB
internal import KQL

/// All functions of KQL's own, by family.
enum FunctionLibrary {
    static let bodies: [FunctionBody] =
        [
            terms, substrings, textParts, textCodings, regexes, textConversions, numberConversions, arithmetic,
            calendar, timeFormats, dynamicPaths, dynamicMaking, arrays, sets, bags, expansion, addresses,
            aggregation, sketches, digests, series, seriesAnalysis, places, placeShapes, shapes, hexagons, textForms,
            replacing,
            codings, arrayForms, bagForms, mathematics, zones, decimals, addressForms, addressTerms, patterns,
            seriesMaking, scanning, mining, graphs, [geoInfo(nil)],
        ].flatMap(\.self)

    /// Registers every function in an instance, through any of its connections.
    ///
    /// - Parameters:
    ///   - geo: Where addresses are, for `geo_info_from_ip_address`.
    ///   - memory: How much the instance may use; one call of a function may give an eighth of it.
    static func register(in connection: Connection, geo: GeoDatabase? = nil, memory: Int = 2 << 30) throws {
        for body in bodies {
            var function = (body.function == .geoInfo ? geoInfo(geo) : body).scalarFunction
            function.outputLimit = max(memory / 8, 1 << 24)
            try connection.register(function)
        }
    }
}
