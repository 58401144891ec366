package import KQL

/// The limits, the choices and the instant of one query (hunting-limits.md §1; every number is the caller's to set).
package struct HuntingQueryOptions: Sendable, Hashable {
    /// The instant that `now()` is, in ticks of 100 ns since 0001-01-01.
    package var now: Int64
    /// How far back tables with a time column are read, in ticks; nil for no limit.
    package var lookback: Int64?
    /// Times that tables are narrowed to, in ticks; nil for all.
    package var timespan: ClosedRange<Int64>?
    /// Rows of the result; further ones are left out silently, as the service does.
    package var maximumRows: Int
    /// Bytes of the result; a larger one is refused.
    package var maximumBytes: Int
    package var timeout: Duration
    /// Values of the parameters that the query declares, as texts.
    package var parameters: [String: String] = [:]
    /// Whether `TimeGenerated` means the time column of tables that have none of that name; kql.md §12.
    package var resolvesTimeGenerated = true
    /// Functions besides those that the tenant has stored; of one name these are called.
    package var functions: [StoredFunction] = []

    package init(
        now: Int64, lookback: Int64? = 30 * 864_000_000_000, timespan: ClosedRange<Int64>? = nil,
        maximumRows: Int = 100_000, maximumBytes: Int = 124_000_000, timeout: Duration = .seconds(180)
    ) {
        self.now = now
        self.lookback = lookback
        self.timespan = timespan
        self.maximumRows = maximumRows
        self.maximumBytes = maximumBytes
        self.timeout = timeout
    }
}
