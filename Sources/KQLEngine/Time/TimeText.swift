/// datetime and timespan as KQL prints them (kql.md §6).
enum TimeText {
    /// `yyyy-MM-ddTHH:mm:ss.fffffffZ`, always seven digits.
    static func datetime(_ ticks: Int64) -> [UInt8] {
        var output: [UInt8] = []
        appendDatetime(ticks, to: &output)
        return output
    }

    static func appendDatetime(_ ticks: Int64, to output: inout [UInt8]) {
        let time = CivilTime(ticks: ticks)
        appendDigits(time.year, width: 4, to: &output)
        output.append(UInt8(ascii: "-"))
        appendDigits(time.month, width: 2, to: &output)
        output.append(UInt8(ascii: "-"))
        appendDigits(time.day, width: 2, to: &output)
        output.append(UInt8(ascii: "T"))
        appendClock(time.hour, time.minute, time.second, to: &output)
        output.append(UInt8(ascii: "."))
        appendDigits(time.fraction, width: 7, to: &output)
        output.append(UInt8(ascii: "Z"))
    }

    /// `[-][d.]hh:mm:ss[.fffffff]`
    static func timespan(_ ticks: Int64) -> [UInt8] {
        var output: [UInt8] = []
        appendTimespan(ticks, alwaysFraction: false, to: &output)
        return output
    }

    static func appendTimespan(_ ticks: Int64, alwaysFraction: Bool, to output: inout [UInt8]) {
        if ticks < 0 { output.append(UInt8(ascii: "-")) }
        let magnitude = ticks.magnitude
        let days = magnitude / UInt64(CivilTime.ticksPerDay)
        if days > 0 {
            output += Array("\(days)".utf8)
            output.append(UInt8(ascii: "."))
        }
        let inDay = Int(magnitude % UInt64(CivilTime.ticksPerDay))
        appendClock(inDay / 36_000_000_000, inDay / 600_000_000 % 60, inDay / 10_000_000 % 60, to: &output)
        let fraction = inDay % 10_000_000
        if fraction != 0 || alwaysFraction {
            output.append(UInt8(ascii: "."))
            appendDigits(fraction, width: 7, to: &output)
        }
    }

    private static func appendClock(_ hour: Int, _ minute: Int, _ second: Int, to output: inout [UInt8]) {
        appendDigits(hour, width: 2, to: &output)
        output.append(UInt8(ascii: ":"))
        appendDigits(minute, width: 2, to: &output)
        output.append(UInt8(ascii: ":"))
        appendDigits(second, width: 2, to: &output)
    }

    /// The decimal digits with zeros on the left; more digits than the width are kept.
    static func appendDigits(_ value: Int, width: Int, to output: inout [UInt8]) {
        var divisor = 1
        for _ in 1..<max(width, 1) { divisor *= 10 }
        while value / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            output.append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
            divisor /= 10
        }
    }
}
