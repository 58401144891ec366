/// What a compilation depends on besides the text and the tables.
public struct CompileOptions: Sendable, Hashable {
    /// The instant that `now()` is, in ticks of 100 ns since 0001-01-01T00:00:00Z.
    public var now: Int64

    /// How far back tables with a time column are read, in ticks before ``now``; `nil` for no limit.
    public var lookback: Int64?

    /// The times, in ticks, that tables with a time column are narrowed to; `nil` for all.
    public var timespan: ClosedRange<Int64>?

    /// The greatest number of rows of the result; further rows are left out silently. `nil` for no limit.
    public var rowLimit: Int64?

    /// Whether `TimeGenerated` means a table's time column where the table has no column of that name.
    public var resolvesTimeGenerated: Bool

    /// The greatest size of a query in bytes.
    public var maximumTextLength: Int

    /// Values of the parameters that the query declares, as the texts of their types' literals.
    public var parameters: [String: String] = [:]

    /// The columns that probes have found, by the probe's identifier.
    public var shapes: [String: DiscoveredShape] = [:]

    /// The greatest number of columns that a plugin may make of data.
    public var maximumDiscoveredColumns = 1000

    /// Whether the engine knows where addresses are, for `geo_info_from_ip_address`.
    public var hasGeoDatabase = true

    /// The tables that have rows, so that unions of many tables read no others; `nil` when no one has told.
    public var tablesWithRows: Set<String>?

    /// 30 days in ticks, the service's lookback.
    public static let thirtyDays: Int64 = 30 * 864_000_000_000

    /// Makes options.
    ///
    /// - Parameters:
    ///   - now: The instant that `now()` is, in ticks.
    ///   - lookback: How far back tables are read, in ticks; by default 30 days.
    ///   - timespan: Times that tables are narrowed to, in ticks.
    ///   - rowLimit: The greatest number of rows.
    ///   - resolvesTimeGenerated: Whether `TimeGenerated` may stand for the time column.
    ///   - maximumTextLength: The greatest size of a query in bytes.
    public init(
        now: Int64,
        lookback: Int64? = CompileOptions.thirtyDays,
        timespan: ClosedRange<Int64>? = nil,
        rowLimit: Int64? = nil,
        resolvesTimeGenerated: Bool = true,
        maximumTextLength: Int = 1_000_000
    ) {
        self.now = now
        self.lookback = lookback
        self.timespan = timespan
        self.rowLimit = rowLimit
        self.resolvesTimeGenerated = resolvesTimeGenerated
        self.maximumTextLength = maximumTextLength
    }
}
