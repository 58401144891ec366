internal import DuckDB
internal import KQL

// MARK: Conversions, kql.md §7

extension FunctionLibrary {
    static let textConversions: [FunctionBody] = [
        FunctionBody(.toLong) { input, output in
            input.forEachRow(output) { output.set($0, NumberText.long(input[0].text($0))) }
        },
        FunctionBody(.toInt) { input, output in
            input.forEachRow(output) { output.set($0, NumberText.int(input[0].text($0))) }
        },
        FunctionBody(.toDouble) { input, output in
            input.forEachRow(output) { output.set($0, NumberText.double(input[0].text($0))) }
        },
        FunctionBody(.toBool) { input, output in
            input.forEachRow(output) { output.set($0, NumberText.bool(input[0].text($0))) }
        },
        FunctionBody(.toDatetime) { input, output in
            input.forEachRow(output) { output.set($0, DatetimeParser.ticks(input[0].text($0))) }
        },
        FunctionBody(.toTimespan) { input, output in
            input.forEachRow(output) { output.set($0, TimespanParser.ticks(input[0].text($0))) }
        },
        FunctionBody(.toGUID) { input, output in
            input.forEachRow(output) { output.set($0, GUIDText.canonical(input[0].text($0))) }
        },
    ]

    static let numberConversions: [FunctionBody] = [
        FunctionBody(.realToLong) { input, output in
            input.forEachRow(output) { output.set($0, NumberText.saturatedLong(input[0].double($0))) }
        },
        FunctionBody(.realToInt) { input, output in
            input.forEachRow(output) { output.set($0, NumberText.saturatedInt(input[0].double($0))) }
        },
        FunctionBody(.longToInt) { input, output in
            input.forEachRow(output) { output.set($0, Int32(truncatingIfNeeded: input[0].int64($0))) }
        },
        FunctionBody(.realToText) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                output.set(row, input[0].isNull(row) ? [] : RealText.text(input[0].double(row)))
            }
        },
        FunctionBody(.datetimeToText) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                output.set(row, input[0].isNull(row) ? [] : TimeText.datetime(input[0].int64(row)))
            }
        },
        FunctionBody(.timespanToText) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                output.set(row, input[0].isNull(row) ? [] : TimeText.timespan(input[0].int64(row)))
            }
        },
    ]
}
