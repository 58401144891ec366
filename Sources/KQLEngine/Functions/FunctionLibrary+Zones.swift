internal import DuckDB
internal import KQL

// MARK: Epoch and time zones

extension FunctionLibrary {
    static let zones: [FunctionBody] = [
        FunctionBody(.makeTimespan) { input, output in
            input.forEachRow(output) { row in
                let (days, hours, minutes, seconds) =
                    (input[0].int64(row), input[1].int64(row), input[2].int64(row), input[3].int64(row))
                guard (0..<24).contains(hours), (0..<60).contains(minutes), (0..<60).contains(seconds),
                    days.magnitude < 10_000_000
                else {
                    output.setNull(row)
                    return
                }
                output.set(
                    row,
                    days * CivilTime.ticksPerDay
                        + (hours * 3600 + minutes * 60 + seconds) * CivilTime.ticksPerSecond
                )
            }
        },
        FunctionBody(.ticksOfUnixTime) { input, output in
            input.forEachRow(output) { row in
                let ticks = NumberText.saturatedLong(
                    (input[0].double(row) * Double(input[1].int64(row))).rounded(.toNearestOrEven))
                let sum = ticks.map { (621_355_968_000_000_000 as Int64).addingReportingOverflow($0) }
                output.set(row, sum.flatMap { $0.overflow ? nil : CivilTime.inRange($0.partialValue) })
            }
        },
        zoned(.utcToLocal) { $0.local($1) },
        zoned(.localToUTC) { $0.utc($1) },
        FunctionBody(.listTimeZones) { input, output in
            let names = JSONArray.text(ZonedTime.names.map { JSONText.quoted($0.utf8) })
            for row in 0..<input.count where !input.isStopped(output) { output.set(row, names) }
        },
    ]

    private static func zoned(
        _ function: EngineFunction, _ compute: @escaping @Sendable (ZonedTime, Int64) -> Int64?
    ) -> FunctionBody {
        FunctionBody(function) { input, output in
            try input.forEachRow(output, preparing: 1, { ZonedTime(named: $0.string) }) { zone, row in
                output.set(row, zone.flatMap { compute($0, input[0].int64(row)) })
            }
        }
    }
}
