internal import DuckDB

/// Texts to values and back by KQL's own rules, for what is read from and written to files.
package enum ValueText {
    /// Ticks of a datetime text, `nil` where it is none.
    package static func datetime(_ text: String) -> Int64? { ByteView.with(text) { DatetimeParser.ticks($0) } }

    /// Ticks of a timespan text, `nil` where it is none.
    package static func timespan(_ text: String) -> Int64? { ByteView.with(text) { TimespanParser.ticks($0) } }

    /// `yyyy-MM-ddTHH:mm:ss.fffffffZ`.
    package static func text(datetime ticks: Int64) -> String {
        String(decoding: TimeText.datetime(ticks), as: UTF8.self)
    }

    /// `[-][d.]hh:mm:ss[.fffffff]`.
    package static func text(timespan ticks: Int64) -> String {
        String(decoding: TimeText.timespan(ticks), as: UTF8.self)
    }

    /// As `tostring()` writes a real.
    package static func text(real: Double) -> String { String(decoding: RealText.text(real), as: UTF8.self) }
}
