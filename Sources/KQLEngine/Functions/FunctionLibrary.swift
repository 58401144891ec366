internal import DuckDB

/// All functions of KQL's own, by family.
enum FunctionLibrary {
    static let bodies: [FunctionBody] =
        terms + substrings + textParts + textCodings + regexes + textConversions + numberConversions + arithmetic
        + calendar + timeFormats + dynamicPaths + dynamicMaking + arrays + sets + bags + expansion + addresses
        + aggregation + sketches + digests
        + textForms + replacing + codings + arrayForms + bagForms + mathematics + zones + decimals + addressForms
        + addressTerms + patterns + seriesMaking

    /// Registers every function in an instance, through any of its connections.
    static func register(in connection: Connection) throws {
        for body in bodies { try connection.register(body.scalarFunction) }
    }
}
