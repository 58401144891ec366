package import KQL
package import KQLEngine

/// The instant, the limits and the choices of an offline query.
package struct QueryOptions: Sendable, Hashable {
    /// The instant that `now()` is, in ticks of 100 ns since 0001-01-01.
    package var now: Int64
    /// Rows of the result; further ones are left out.
    package var maximumRows: Int
    /// Bytes of the result; a larger one is refused.
    package var maximumBytes: Int
    package var timeout: Duration
    /// Whether `TimeGenerated` means the time column.
    package var resolvesTimeGenerated: Bool

    /// Values of the parameters that queries declare.
    package var parameters: [String: String] = [:]
    /// Whether `externaldata` is read.
    package var external = ExternalPolicy.deny
    /// Whether the engine knows where addresses are.
    package var hasGeoDatabase = false

    package init(
        now: Int64, maximumRows: Int = 100_000, maximumBytes: Int = 500_000_000, timeout: Duration = .seconds(180),
        resolvesTimeGenerated: Bool = false
    ) {
        self.now = now
        self.maximumRows = maximumRows
        self.maximumBytes = maximumBytes
        self.timeout = timeout
        self.resolvesTimeGenerated = resolvesTimeGenerated
    }

    /// The ticks of a datetime as KQL writes it, `nil` for another text.
    package static func instant(parsing text: String) -> Int64? { ValueText.datetime(text) }

    /// The same for the compiler. Files may be of any age, so there is no lookback.
    package var compileOptions: CompileOptions {
        // One row more than wanted tells whether rows were left out.
        var options = CompileOptions(
            now: now, lookback: nil, rowLimit: Int64(maximumRows) + 1, resolvesTimeGenerated: resolvesTimeGenerated)
        options.parameters = parameters
        options.hasGeoDatabase = hasGeoDatabase
        return options
    }
}
