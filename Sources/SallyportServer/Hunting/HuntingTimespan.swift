import ServiceCore

/// The member `Timespan` of Graph's hunting, ISO 8601: `start/end`, `duration/end`, `start/duration`, a duration that ends
/// now, or a start; defender-api.md C6.
enum HuntingTimespan {
    static let forms = "start/end, P7D/end, start/P7D, P7D or a start, in ISO 8601"

    /// Ticks of the first and last instant; nil when the text has none of the forms, or ends before it begins.
    static func range(parsing text: String, now: Int64) -> ClosedRange<Int64>? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let bounds: (start: Int64?, end: Int64?)
        switch parts.count {
        case 1:
            bounds =
                duration(parts[0]).map { (now - $0, now) } ?? (ODataDateTime.ticks(parsing: parts[0]), now)
        case 2:
            if let length = duration(parts[0]) {
                let end = ODataDateTime.ticks(parsing: parts[1])
                bounds = (end.map { $0 - length }, end)
            } else if let length = duration(parts[1]) {
                let start = ODataDateTime.ticks(parsing: parts[0])
                bounds = (start, start.map { $0 + length })
            } else {
                bounds = (ODataDateTime.ticks(parsing: parts[0]), ODataDateTime.ticks(parsing: parts[1]))
            }
        default:
            return nil
        }
        guard let start = bounds.start, let end = bounds.end, start <= end else { return nil }
        return start...end
    }

    /// Ticks of `PnW` or `PnDTnHnMnS`. Years and months are refused: they have no length of their own.
    static func duration(_ text: String) -> Int64? {
        guard text.first == "P" else { return nil }
        let units: [(date: Character?, time: Character?, seconds: Double)] = [
            ("W", nil, 604_800), ("D", nil, 86_400), (nil, "H", 3600), (nil, "M", 60), (nil, "S", 1),
        ]
        var seconds = 0.0
        var number = ""
        var isTime = false
        var lastUnit = -1
        for character in text.dropFirst() {
            switch character {
            case "T" where !isTime && number.isEmpty:
                isTime = true
            case "0"..."9", ".":
                number.append(character)
            default:
                let unit = units.firstIndex { isTime ? $0.time == character : $0.date == character }
                guard let unit, unit > lastUnit, let value = Double(number) else { return nil }
                seconds += value * units[unit].seconds
                lastUnit = unit
                number = ""
            }
        }
        // A century is far more than any data reaches, and keeps the arithmetic within its type.
        guard number.isEmpty, lastUnit >= 0, seconds <= 3_155_760_000 else { return nil }
        return Int64(seconds * Double(ODataDateTime.ticksPerSecond))
    }
}
