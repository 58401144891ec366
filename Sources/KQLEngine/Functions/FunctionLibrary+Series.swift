internal import DuckDB
internal import KQL

// MARK: Series and sessions, kql.md §10

extension FunctionLibrary {
    static let seriesMaking: [FunctionBody] = [
        FunctionBody(.binNumber) { input, output in
            input.forEachRow(output) { row in
                let step = input[2].int64(row)
                let (distance, overflow) = input[0].int64(row).subtractingReportingOverflow(input[1].int64(row))
                guard step > 0, !overflow else {
                    output.setNull(row)
                    return
                }
                let quotient = distance / step
                output.set(row, distance % step < 0 ? quotient - 1 : quotient)
            }
        },
        FunctionBody(.binNumberOfReals) { input, output in
            input.forEachRow(output) { row in
                let step = input[2].double(row)
                let number = ((input[0].double(row) - input[1].double(row)) / step).rounded(.down)
                output.set(row, step > 0 ? Int64(exactly: number) : nil)
            }
        },
        FunctionBody(.seriesValues) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                let place = Int(clamping: input[1].int64(row))
                let bins = try SeriesBins(input, row, first: 2, end: 3)
                let missing = input[4].isNull(row) ? Array("null".utf8) : input[4].text(row).bytes
                var values = [[UInt8]](repeating: missing, count: bins.range.count)
                bins.forEachRow(input, row) { number, members in
                    if place < members.count { values[Int(number - bins.range.lowerBound)] = members[place] }
                }
                output.set(row, JSONArray.text(values))
            }
        },
        FunctionBody(.seriesAxis) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                let bins = try SeriesBins(input, row, first: 1, end: 2)
                let origin = input[3].isNull(row) ? 0 : input[3].int64(row)
                let step = input[4].isNull(row) ? 0 : input[4].int64(row)
                let type = input[5].text(row).string
                var axis = JSONArrayWriter()
                for number in bins.range {
                    let value = origin &+ number &* step
                    switch type {
                    case "datetime": axis.append(JSONText.quoted(TimeText.datetime(value)))
                    case "timespan": axis.append(JSONText.quoted(TimeText.timespan(value)))
                    default: axis.append(Array(String(value).utf8))
                    }
                }
                output.set(row, axis.finish())
            }
        },
        FunctionBody(.seriesAxisOfReals) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                let bins = try SeriesBins(input, row, first: 1, end: 2)
                let origin = input[3].isNull(row) ? 0 : input[3].double(row)
                let step = input[4].isNull(row) ? 0 : input[4].double(row)
                var axis = JSONArrayWriter()
                for number in bins.range { axis.append(RealText.jsonNumber(origin + Double(number) * step)) }
                output.set(row, axis.finish())
            }
        },
        FunctionBody(.sessionStarts) { input, output in
            let times = input[0].listElements()
            for row in 0..<input.count where !input.isStopped(output) {
                guard !input[0].isNull(row), !input[1].isNull(row), !input[2].isNull(row) else {
                    output.appendList(row, [])
                    output.setNull(row)
                    continue
                }
                var sessions = Sessions(longest: input[1].int64(row), widest: input[2].int64(row))
                output.appendList(row, input[0].listRange(row).map { sessions.start(times.text($0)) })
            }
        },
    ]
}

/// Divides rows in order into sessions, as `row_window_session` does.
struct Sessions {
    /// How far a row may be from the first of its session, and from the one before, in ticks.
    let longest: Int64
    let widest: Int64
    private var first: Int64?
    private var previous: Int64?

    init(longest: Int64, widest: Int64) {
        self.longest = longest
        self.widest = widest
    }

    /// The decimal text of the instant at which the session of the next row begins; nil for a row without time.
    mutating func start(_ item: ByteView) -> [UInt8]? {
        let isRestart = !item.isEmpty && item[0] == UInt8(ascii: "r")
        guard let time = NumberText.long(isRestart ? item[1..<item.count] : item) else { return nil }
        defer { previous = time }
        if isRestart {
            first = time
        } else if let first, let previous {
            if time &- first > longest || time &- previous > widest { self.first = time }
        } else {
            first = time
        }
        return first.map { Array(String($0).utf8) }
    }
}

/// The bins that a series covers.
struct SeriesBins {
    /// The service makes no longer series.
    static let limit = 1_048_576

    let range: Range<Int64>

    /// - Throws: ``FunctionFailure`` where there would be too many.
    init(_ input: FunctionInput, _ row: Int, first: Int, end: Int) throws {
        var least: Int64?
        var greatest: Int64?
        if input[first].isNull(row) || input[end].isNull(row) {
            Self.forEachRow(input, row) { number, _ in
                least = min(least ?? number, number)
                greatest = max(greatest ?? number, number)
            }
        }
        let start = input[first].isNull(row) ? least : input[first].int64(row)
        let stop = input[end].isNull(row) ? greatest.map { $0 + 1 } : input[end].int64(row)
        guard let start, let stop, start < stop else {
            range = 0..<0
            return
        }
        let (count, overflow) = stop.subtractingReportingOverflow(start)
        guard !overflow, count <= Self.limit else {
            throw FunctionFailure("make-series would give a series of more than \(Self.limit) values")
        }
        range = start..<stop
    }

    /// Calls `body` with each row whose bin the series covers.
    func forEachRow(_ input: FunctionInput, _ row: Int, _ body: (Int64, [[UInt8]]) -> Void) {
        Self.forEachRow(input, row) { number, members in
            if range.contains(number) { body(number, members) }
        }
    }

    private static func forEachRow(_ input: FunctionInput, _ row: Int, _ body: (Int64, [[UInt8]]) -> Void) {
        guard !input[0].isNull(row) else { return }
        JSONText(input[0].text(row))?.forEachElement { element in
            if let members = element.elements, let first = members.first,
                let number = ByteView.with(first, { NumberText.long($0) })
            {
                body(number, members)
            }
            return true
        }
    }
}
