internal import DuckDB
internal import KQL

// MARK: What aggregates make of collected lists, kql.md §11

extension FunctionLibrary {
    static let aggregation: [FunctionBody] = [
        FunctionBody(.wrapSum) { input, output in
            input.forEachRow(output) { output.set($0, Int64(truncatingIfNeeded: input[0].huge($0))) }
        },
        FunctionBody(.jsonOfTexts) { input, output in
            writeArrays(input, output) { JSONText.appendString($0.buffer, to: &$1) }
        },
        FunctionBody(.jsonOfValues) { input, output in
            writeArrays(input, output) { $1.append(contentsOf: $0.buffer) }
        },
        FunctionBody(.dynamicPrefix) { input, output in
            input.forEachRow(output) { row in
                let text = input[0].text(row)
                let count = Int(clamping: input[1].int64(row))
                guard let value = JSONText(text), value.kind == .array || value.kind == .bag else {
                    output.setNull(row)
                    return
                }
                if text.count <= count {
                    // Every element takes a byte at least.
                    output.set(row, text)
                } else if value.kind == .array {
                    output.set(row, value.elements.map { JSONArray.text($0.prefix(count)) })
                } else {
                    var bag = JSONBag()
                    for member in (value.members ?? []).prefix(count) { bag.set(member.key, member.value) }
                    output.set(row, bag.finish())
                }
            }
        },
        FunctionBody(.schemaOfValues) { input, output in
            input.forEachRow(output) { row in
                var schema = ValueSchema()
                var isEmpty = true
                JSONText(input[0].text(row))?.forEachElement { element in
                    schema.admit(element)
                    isEmpty = false
                    return true
                }
                output.set(row, isEmpty ? nil : schema.text)
            }
        },
        FunctionBody(.weightedPlace) { input, output in
            let elements = input[0].listElements()
            input.forEachRow(output) { row in
                let weights = wholeNumbers(elements, input[0].listRange(row))
                let place = RankDigest.place(of: input[1].double(row), in: weights)
                output.set(row, place.map { Int64($0) + 1 })
            }
        },
        FunctionBody(.valuesAtRanks) { input, output in
            let values = input[0].listElements()
            let weights = input[1].listElements()
            input.forEachRow(output) { row in
                let range = input[0].listRange(row)
                let numbers = wholeNumbers(weights, input[1].listRange(row))
                guard !range.isEmpty, let ranks = JSONText(input[2].text(row)), ranks.kind == .array else {
                    output.setNull(row)
                    return
                }
                output.set(
                    row,
                    valuesAtRanks(ranks) { rank in
                        RankDigest.place(of: rank, in: numbers).map { values.text(range.lowerBound + $0).bytes }
                    }
                )
            }
        },
    ]

    /// Writes a JSON array of each list, with as many elements as the second argument allows.
    private static func writeArrays(
        _ input: FunctionInput, _ output: FunctionOutput, _ append: (ByteView, inout [UInt8]) -> Void
    ) {
        let elements = input[0].listElements()
        var text: [UInt8] = []
        for row in 0..<input.count where !input.isStopped(output) {
            text.removeAll(keepingCapacity: true)
            text.append(UInt8(ascii: "["))
            if !input[0].isNull(row) {
                let limit = input[1].isNull(row) ? Int64.max : input[1].int64(row)
                for index in input[0].listRange(row).prefix(Int(clamping: max(limit, 0))) {
                    if text.count > 1 { text.append(UInt8(ascii: ",")) }
                    if elements.isNull(index) {
                        text.append(contentsOf: "null".utf8)
                    } else {
                        append(elements.text(index), &text)
                    }
                }
            }
            text.append(UInt8(ascii: "]"))
            output.set(row, text)
        }
    }

    /// Whole numbers that a list holds as texts.
    static func wholeNumbers(_ elements: ColumnVector, _ range: Range<Int>) -> [Int64] {
        range.map { elements.isNull($0) ? 0 : NumberText.long(elements.text($0)) ?? 0 }
    }

    /// A JSON array of what is found at each rank of a JSON array.
    static func valuesAtRanks(_ ranks: JSONText, _ value: (Double) -> [UInt8]?) -> [UInt8] {
        var array = JSONArrayWriter()
        ranks.forEachElement { rank in
            array.append(rank.asDouble.flatMap(value) ?? Array("null".utf8))
            return true
        }
        return array.finish()
    }
}
