internal import DuckDB
internal import KQL

// MARK: Arrays cut, moved and made

extension FunctionLibrary {
    private static let null = Array("null".utf8)

    static let arrayForms: [FunctionBody] = [
        FunctionBody(.arraySplit) { input, output in
            input.forEachRow(output) { row in
                guard let elements = input.elements(0, row) else {
                    output.setNull(row)
                    return
                }
                output.set(row, split(elements, at: positions(JSONText(input[1].text(row)), of: elements.count)))
            }
        },
        FunctionBody(.arrayRotate) { input, output in
            input.forEachRow(output) { row in
                guard let elements = input.elements(0, row) else {
                    output.setNull(row)
                    return
                }
                guard !elements.isEmpty else {
                    output.set(row, JSONArray.text([]))
                    return
                }
                let amount = Int(Arithmetic.modulo(input[1].int64(row), Int64(elements.count)) ?? 0)
                output.set(row, JSONArray.text(elements[amount...] + elements[..<amount]))
            }
        },
        FunctionBody(.arrayShift) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                guard let elements = input.elements(0, row), !input[1].isNull(row) else {
                    output.setNull(row)
                    continue
                }
                let filler = input[2].isNull(row) ? null : input[2].text(row).bytes
                let amount = Int(max(min(input[1].int64(row), Int64(elements.count)), Int64(-elements.count)))
                let fill = [[UInt8]](repeating: filler, count: abs(amount))
                output.set(
                    row,
                    amount >= 0
                        ? JSONArray.text(elements[amount...] + fill)
                        : JSONArray.text(fill + elements[..<(elements.count + amount)])
                )
            }
        },
        FunctionBody(.arrayIff) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                guard let conditions = input.elements(0, row) else {
                    output.setNull(row)
                    continue
                }
                let choices = [1, 2].map { column -> (single: [UInt8], all: [[UInt8]]?) in
                    guard !input[column].isNull(row) else { return (null, nil) }
                    return (input[column].text(row).bytes, input.elements(column, row))
                }
                let chosen = conditions.enumerated().map { index, condition -> [UInt8] in
                    guard let isTrue = truth(condition) else { return null }
                    let choice = choices[isTrue ? 0 : 1]
                    guard let all = choice.all else { return choice.single }
                    return index < all.count ? all[index] : null
                }
                output.set(row, JSONArray.text(chosen))
            }
        },
        FunctionBody(.arrayZip) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                let arrays = input.arrays(row).compactMap(\.self)
                guard arrays.count == input.columns.count else {
                    output.setNull(row)
                    continue
                }
                let length = arrays.map(\.count).max() ?? 0
                output.set(
                    row,
                    JSONArray.text(
                        (0..<length).map { index in
                            JSONArray.text(arrays.map { index < $0.count ? $0[index] : null })
                        })
                )
            }
        },
        FunctionBody(.arrayRepeat) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                guard !input[1].isNull(row), input[1].int64(row) >= 0 else {
                    output.setNull(row)
                    continue
                }
                let value = input[0].isNull(row) ? null : input[0].text(row).bytes
                let count = min(input[1].int64(row), JSONArray.limit)
                output.set(row, JSONArray.text(repeatElement(value, count: Int(count))))
            }
        },
        FunctionBody(.arrayRange) { input, output in
            input.forEachRow(output) { row in
                let form = input[3].text(row).string
                let values = JSONArray.range(input[0].int64(row), input[1].int64(row), input[2].int64(row))
                output.set(
                    row,
                    values.map { values in
                        JSONArray.text(
                            values.map { value in
                                switch form {
                                case "datetime": JSONText.quoted(TimeText.datetime(value))
                                case "timespan": JSONText.quoted(TimeText.timespan(value))
                                default: Array(String(value).utf8)
                                }
                            })
                    })
            }
        },
        FunctionBody(.arrayRangeReal) { input, output in
            input.forEachRow(output) { row in
                let (start, stop, step) = (input[0].double(row), input[1].double(row), input[2].double(row))
                guard step != 0, start.isFinite, stop.isFinite, step.isFinite else {
                    output.setNull(row)
                    return
                }
                let count = ((stop - start) / step + 1e-9).rounded(.down) + 1
                let places = 0..<Int(max(0, min(count, Double(JSONArray.limit))))
                output.set(row, JSONArray.text(places.map { RealText.jsonNumber(start + Double($0) * step) }))
            }
        },
    ]

    private static func truth(_ condition: [UInt8]) -> Bool? {
        ByteView.with(condition) { view in
            guard let value = JSONText(view), value.kind == .bool || value.kind == .number else { return nil }
            return value.asBool
        }
    }

    /// The positions in order, from the end where negative, inside of the array.
    private static func positions(_ value: JSONText?, of count: Int) -> [Int] {
        var positions: [Int64] = []
        if let value, value.kind == .number, let position = value.asLong { positions = [position] }
        value?.forEachElement { element in
            if let position = element.asLong { positions.append(position) }
            return true
        }
        return positions.map { Int(min(max($0 < 0 ? $0 + Int64(count) : $0, 0), Int64(count))) }
    }

    private static func split(_ elements: [[UInt8]], at positions: [Int]) -> [UInt8] {
        var parts: [[UInt8]] = []
        var start = 0
        for position in positions {
            parts.append(JSONArray.text(elements[min(start, position)..<max(start, position)]))
            start = max(start, position)
        }
        return JSONArray.text(parts + [JSONArray.text(elements[start...])])
    }
}

extension JSONArray {
    /// The most elements that a function makes of nothing.
    static let limit: Int64 = 1_048_576

    /// Whole numbers from a start to a stop, which is included; nil for a step of 0.
    static func range(_ start: Int64, _ stop: Int64, _ step: Int64) -> [Int64]? {
        guard step != 0 else { return nil }
        var values: [Int64] = []
        var value = start
        while (step > 0 ? value <= stop : value >= stop), Int64(values.count) < limit {
            values.append(value)
            let (next, isOver) = value.addingReportingOverflow(step)
            if isOver { break }
            value = next
        }
        return values
    }
}
