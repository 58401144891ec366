internal import DuckDB
internal import KQL

// MARK: Paths into dynamics and what they convert to, kql.md §9

extension FunctionLibrary {
    static let dynamicPaths: [FunctionBody] = [
        path(.dynamicGet) { value, row, output in output.set(row, value.text) },
        FunctionBody(.dynamicGetText) { input, output in
            let texts = input[0]
            var paths = PreparedArgument(input[1]) { JSONPath($0) }
            for row in 0..<input.count where !input.isStopped(output) {
                var isWritten = false
                if !texts.isNull(row), !input[1].isNull(row), let path = try paths.value(row) {
                    isWritten =
                        path.withValue(in: texts.text(row)) { output.setText(row, of: $0, isPlain: $1) } != nil
                }
                if !isWritten { output.set(row, []) }
            }
        },
        path(.dynamicGetLong) { value, row, output in output.set(row, value.asLong) },
        path(.dynamicGetInt) { value, row, output in output.set(row, value.asInt) },
        path(.dynamicGetDouble) { value, row, output in output.set(row, value.asDouble) },
        path(.dynamicGetBool) { value, row, output in output.set(row, value.asBool) },
        path(.dynamicGetDatetime) { value, row, output in
            output.set(row, value.withString { DatetimeParser.ticks($0) } ?? nil)
        },
        path(.dynamicGetTimespan) { value, row, output in
            output.set(row, value.withString { TimespanParser.ticks($0) } ?? nil)
        },
        path(.dynamicGetGUID) { value, row, output in
            output.set(row, value.withString { GUIDText.canonical($0) } ?? nil)
        },
        FunctionBody(.dynamicKey) { input, output in
            var keys = PreparedArgument(input[1]) { $0.bytes }
            try input.forEachRow(output) { row in
                let value = JSONText(input[0].text(row))?.member(try keys.value(row))
                if let value, !value.isNull { output.set(row, value.text) } else { output.setNull(row) }
            }
        },
        FunctionBody(.dynamicIndex) { input, output in
            input.forEachRow(output) { row in
                let position = Int(clamping: input[1].int64(row))
                let value = JSONText(input[0].text(row))?.element(at: position)
                if let value, !value.isNull { output.set(row, value.text) } else { output.setNull(row) }
            }
        },
        FunctionBody(.dynamicAt) { input, output in
            input.forEachRow(output) { row in
                let base = JSONText(input[0].text(row))
                guard let place = JSONText(input[1].text(row)) else { return output.setNull(row) }
                let value: JSONText? =
                    place.kind == .string
                    ? place.withString { base?.member($0.bytes) } ?? nil
                    : place.asLong.flatMap { base?.element(at: Int(clamping: $0)) }
                if let value, !value.isNull { output.set(row, value.text) } else { output.setNull(row) }
            }
        },
        FunctionBody(.typeName) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                let value = input[0].isNull(row) ? nil : JSONText(input[0].text(row))
                output.set(row, value?.typeName ?? "null")
            }
        },
        FunctionBody(.isEmptyDynamic) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                let value = input[0].isNull(row) ? nil : JSONText(input[0].text(row))
                output.set(row, value.map { $0.isNull || ($0.kind == .string && $0.text.count == 2) } ?? true)
            }
        },
    ]

    private static func path(
        _ function: EngineFunction, _ write: @escaping @Sendable (JSONText, Int, FunctionOutput) -> Void
    ) -> FunctionBody {
        FunctionBody(function) { input, output in
            let texts = input[0]
            try input.forEachRow(output, preparing: 1, { JSONPath($0) }) { path, row in
                if path?.withValue(in: texts.text(row), { value, _ in write(value, row, output) }) == nil {
                    output.setNull(row)
                }
            }
        }
    }

    static let dynamicMaking: [FunctionBody] = [
        FunctionBody(.parseJSON) { input, output in
            input.forEachRow(output) { row in
                let text = input[0].text(row)
                guard let trimmed = JSONText(text) else {
                    output.setNull(row)
                    return
                }
                if let compact = JSONCompactor.compact(trimmed.text) {
                    if compact == Array("null".utf8) { output.setNull(row) } else { output.set(row, compact) }
                } else {
                    output.set(row, JSONText.quoted(text.buffer))
                }
            }
        },
        FunctionBody(.jsonOfText) { input, output in
            input.forEachRow(output) { output.set($0, JSONText.quoted(input[0].text($0).buffer)) }
        },
        FunctionBody(.jsonOfBool) { input, output in
            input.forEachRow(output) { output.set($0, input[0].bool($0) ? "true" : "false") }
        },
        FunctionBody(.jsonOfLong) { input, output in
            input.forEachRow(output) { output.set($0, "\(input[0].int64($0))") }
        },
        FunctionBody(.jsonOfDouble) { input, output in
            input.forEachRow(output) { output.set($0, RealText.jsonNumber(input[0].double($0))) }
        },
        FunctionBody(.jsonOfDatetime) { input, output in
            input.forEachRow(output) { output.set($0, JSONText.quoted(TimeText.datetime(input[0].int64($0)))) }
        },
        FunctionBody(.jsonOfTimespan) { input, output in
            input.forEachRow(output) { output.set($0, JSONText.quoted(TimeText.timespan(input[0].int64($0)))) }
        },
        FunctionBody(.packArray) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                var array = JSONArrayWriter()
                for column in input.columns {
                    if column.isNull(row) {
                        array.append(Array("null".utf8))
                    } else {
                        array.append(column.text(row).buffer)
                    }
                }
                output.set(row, array.finish())
            }
        },
        FunctionBody(.packBag) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                var bag = JSONBag()
                for index in stride(from: 0, to: input.columns.count - 1, by: 2) where !input[index].isNull(row) {
                    let value = input[index + 1].isNull(row) ? Array("null".utf8) : input[index + 1].text(row).bytes
                    bag.set(input[index].text(row).bytes, value)
                }
                output.set(row, bag.finish())
            }
        },
    ]
}

extension FunctionOutput {
    /// Writes `tostring` of a value that is not null.
    ///
    /// - Parameter isPlain: Whether a string is known to hold no escapes.
    @inline(__always)
    func setText(_ row: Int, of value: JSONText, isPlain: Bool = false) {
        if isPlain, value.kind == .string {
            set(row, value.text[1..<value.text.count - 1])
        } else if let plain = value.plainString {
            set(row, plain)
        } else if value.kind == .string {
            set(row, value.string)
        } else {
            set(row, value.text)
        }
    }
}
