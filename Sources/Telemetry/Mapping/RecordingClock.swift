/// Says when an event of a recording happened, in UTC.
///
/// Recordings spell times in several ways, and some are wrong in a constant way: tools that export event logs write the
/// local time of the machine, at times with a `Z` that is not meant, at times on a twelve-hour dial. Sysmon also writes
/// the time in UTC. So the difference between the two, in quarters of an hour, is learned from Sysmon's events and
/// applied to all others.
///
/// Which field wins:
/// 1. `UtcTime` of Sysmon, unless it is more than ten minutes away from the time in the log, corrected. Sysmon takes the
///    times of network connections and name lookups from a clock that stands still while a machine sleeps; in two of
///    the public recordings those are a day and five days off. Then the time in the log, corrected, wins.
/// 2. `EventTime` (written by NXLog), corrected.
/// 3. `TimeCreated`, corrected.
/// 4. `@timestamp`, then `TimeGenerated`, then `Timestamp`, as they are.
struct RecordingClock: Sendable, Equatable {
    /// What is added to a time in the log to get UTC, in ticks.
    var correction: Int64 = 0

    /// How far `UtcTime` may lie from the corrected time in the log.
    static let tolerance = 10 * Ticks.perMinute

    /// The instant of an event, `nil` when it has no time.
    func instant(of object: FlatObject) -> Int64? {
        let exact = Self.time(object, .utcTime)
        let local = Self.localTime(of: object)
        return instant(exact: exact, local: local, other: local == nil ? Self.otherTime(of: object) : nil)
    }

    /// The instant told by Sysmon's time, by a time that may be local, and by one that is in UTC.
    func instant(exact: Int64?, local: Int64?, other: Int64?) -> Int64? {
        let logged = local.map { $0 + correction } ?? other
        guard let exact else { return logged }
        guard let logged, abs(exact - logged) > Self.tolerance else { return exact }
        return logged
    }

    /// The time that may be local.
    static func localTime(of object: FlatObject) -> Int64? {
        time(object, .eventTime) ?? time(object, .timeCreated)
    }

    /// A time that is in UTC.
    static func otherTime(of object: FlatObject) -> Int64? {
        time(object, .ingested) ?? time(object, .timeGenerated) ?? time(object, .timestamp)
    }

    static func time(_ object: FlatObject, _ field: EventField) -> Int64? {
        object.withBytes(field) { Ticks.parse($0, count: $1) }
    }
}

/// Learns a ``RecordingClock`` from events.
struct ClockLearner {
    private var fromSysmon: [Int64: Int] = [:]
    private var fromReceipt: [Int64: Int] = [:]
    private var samples = 0

    /// Enough samples for a sure answer; a single event can be wrong, the most of many are not.
    static let enough = 500

    var isFull: Bool { samples >= Self.enough }

    mutating func learn(from object: FlatObject) {
        if let local = RecordingClock.localTime(of: object), let exact = RecordingClock.time(object, .utcTime) {
            fromSysmon[Self.rounded(exact - local), default: 0] += 1
            samples += 1
        }
        // NXLog writes when it received the event in local time, Logstash behind it in UTC.
        if let received = RecordingClock.time(object, .eventReceivedTime),
            let stamped = RecordingClock.time(object, .ingested)
        {
            fromReceipt[Self.rounded(stamped - received), default: 0] += 1
        }
    }

    var clock: RecordingClock {
        let votes = fromSysmon.isEmpty ? fromReceipt : fromSysmon
        let best = votes.max { ($0.value, -abs($0.key)) < ($1.value, -abs($1.key)) }
        return RecordingClock(correction: best?.key ?? 0)
    }

    private static func rounded(_ difference: Int64) -> Int64 {
        let quarter = 15 * Ticks.perMinute
        let half = difference >= 0 ? quarter / 2 : -quarter / 2
        return (difference + half) / quarter * quarter
    }
}
