public import Foundation
public import HTTPTypes

/// The header field `Retry-After`, RFC 9110 §10.2.3.
public enum RetryAfter {
    /// Reads the wait that an answer asks for, in both forms; `nil` when it asks for none or for nonsense.
    ///
    /// - Parameter now: The instant from which a date form counts; a date in the past gives zero.
    public static func parse(_ headers: HTTPFields, now: Date) -> Duration? {
        guard let text = headers[.retryAfter]?.trimmingCharacters(in: .whitespaces) else { return nil }
        if !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
            // More digits than an Int64 holds still mean “very long”.
            return .seconds(Int64(text.prefix(9)) ?? 0)
        }
        guard let date = date(parsing: text) else { return nil }
        return .milliseconds(Int64(max(0, date.timeIntervalSince(now)) * 1_000))
    }

    /// Reads an IMF-fixdate, for example `Sun, 06 Nov 1994 08:49:37 GMT`; the two obsolete forms are not read.
    static func date(parsing text: String) -> Date? {
        let parts = text.split(whereSeparator: { $0 == " " || $0 == "," })
        guard parts.count == 6, parts[5] == "GMT" else { return nil }
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard let month = months.firstIndex(of: String(parts[2])) else { return nil }
        let twoDigits = month < 9 ? "0\(month + 1)" : "\(month + 1)"
        return ODataDateTime.parse("\(parts[3])-\(twoDigits)-\(parts[1])T\(parts[4])Z")
    }
}
