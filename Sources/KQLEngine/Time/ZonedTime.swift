internal import Foundation

/// Times as the clocks of a time zone show them, by the system's tz database.
struct ZonedTime {
    private let zone: TimeZone

    private static let epoch: Int64 = 621_355_968_000_000_000

    /// The zone of a name such as `Europe/Berlin`; nil where the database has none of that name.
    init?(named name: String) {
        guard name == "UTC" || name.contains("/") || TimeZone.knownTimeZoneIdentifiers.contains(name),
            let zone = TimeZone(identifier: name)
        else { return nil }
        self.zone = zone
    }

    static var names: [String] { TimeZone.knownTimeZoneIdentifiers.sorted() }

    /// The distance from UTC in ticks at an instant in UTC.
    private func offset(_ utc: Int64) -> Int64 {
        let date = Date(timeIntervalSince1970: Double((utc - Self.epoch) / CivilTime.ticksPerSecond))
        return Int64(zone.secondsFromGMT(for: date)) * CivilTime.ticksPerSecond
    }

    func local(_ utc: Int64) -> Int64? { CivilTime.inRange(utc + offset(utc)) }

    /// Of a time that clocks show twice the earlier instant; one that they skip counts by the offset behind the gap.
    func utc(_ local: Int64) -> Int64? {
        let day = CivilTime.ticksPerDay
        let candidates = [offset(local - day), offset(local + day)].map { local - $0 }
        let fitting = candidates.filter { $0 + offset($0) == local }.min()
        return CivilTime.inRange(fitting ?? candidates[1])
    }
}
