internal import DuckDB
internal import KQL

// MARK: Arrays, kql.md §9

extension FunctionLibrary {
    static let arrays: [FunctionBody] = [
        FunctionBody(.arrayLength) { input, output in
            input.forEachRow(output) { row in
                let array = JSONText(input[0].text(row))
                output.set(row, array?.kind == .array ? array.map { Int64($0.elementCount) } : nil)
            }
        },
        FunctionBody(.arrayConcat) { input, output in
            for row in 0..<input.count {
                let arrays = input.arrays(row)
                output.set(
                    row, arrays.contains { $0 == nil } ? nil : JSONArray.text(arrays.compactMap(\.self).joined()))
            }
        },
        FunctionBody(.arraySlice) { input, output in
            input.forEachRow(output) { row in
                guard let elements = input.elements(0, row) else {
                    output.setNull(row)
                    return
                }
                let total = Int64(elements.count)
                func position(_ value: Int64) -> Int64 { value < 0 ? total &+ value : value }
                let from = max(position(input[1].int64(row)), 0)
                let to = min(position(input[2].int64(row)), total - 1)
                output.set(row, from <= to ? JSONArray.text(elements[Int(from)...Int(to)]) : JSONArray.text([]))
            }
        },
        FunctionBody(.arrayIndexOf) { input, output in
            input.forEachRow(output) { row in
                let sought = input[1].text(row).bytes
                output.set(row, input.elements(0, row).map { Int64($0.firstIndex(of: sought) ?? -1) })
            }
        },
        FunctionBody(.arraySort) { input, output in
            input.forEachRow(output) { row in
                let elements = input.elements(0, row)
                output.set(row, elements.map { JSONArray.text(JSONArray.sorted($0, ascending: input[1].bool(row))) })
            }
        },
        FunctionBody(.arrayReverse) { input, output in
            input.forEachRow(output) { row in
                output.set(row, input.elements(0, row).map { JSONArray.text($0.reversed()) })
            }
        },
        FunctionBody(.arraySum) { input, output in
            input.forEachRow(output) { row in output.set(row, JSONArray.sum(JSONText(input[0].text(row)))) }
        },
        FunctionBody(.strcatArray) { input, output in
            for row in 0..<input.count {
                guard !input[0].isNull(row), !input[1].isNull(row), let elements = input.elements(0, row) else {
                    output.set(row, [])
                    continue
                }
                let texts = elements.map { ByteView.with($0) { JSONText($0)?.displayText ?? [] } }
                output.set(row, Array(texts.joined(separator: input[1].text(row).bytes)))
            }
        },
    ]
}

extension FunctionInput {
    /// The elements of an array argument; nil for what is no array or null.
    func elements(_ column: Int, _ row: Int) -> [[UInt8]]? {
        columns[column].isNull(row) ? nil : JSONText(columns[column].text(row))?.elements
    }

    /// The elements of all arguments of a row.
    func arrays(_ row: Int) -> [[[UInt8]]?] { columns.indices.map { elements($0, row) } }
}

/// Work on arrays whose elements are JSON texts.
enum JSONArray {
    static func text(_ elements: some Sequence<[UInt8]>) -> [UInt8] {
        var writer = JSONArrayWriter()
        for element in elements { writer.append(element) }
        return writer.finish()
    }

    /// The elements without repetitions, in order of first appearance.
    static func distinct(_ elements: some Sequence<[UInt8]>) -> [[UInt8]] {
        var seen: Set<[UInt8]> = []
        return elements.filter { seen.insert($0).inserted }
    }

    /// Numbers before strings before others; numbers by value, strings by code points; nulls at the end always.
    static func sorted(_ elements: [[UInt8]], ascending: Bool) -> [[UInt8]] {
        struct Key {
            var rank: Int
            var number: Double
            var text: [UInt8]
        }
        let keyed = elements.map { element -> (Key, [UInt8]) in
            let key = ByteView.with(element) { view in
                guard let value = JSONText(view) else { return Key(rank: 3, number: 0, text: element) }
                return switch value.kind {
                case .number: Key(rank: 0, number: value.asDouble ?? 0, text: [])
                case .string: Key(rank: 1, number: 0, text: value.string)
                case .bool, .array, .bag: Key(rank: 2, number: 0, text: element)
                case .null: Key(rank: 3, number: 0, text: [])
                }
            }
            return (key, element)
        }
        func precedes(_ a: Key, _ b: Key) -> Bool {
            if a.number != b.number { return a.number < b.number }
            return a.text.lexicographicallyPrecedes(b.text)
        }
        let nulls = keyed.filter { $0.0.rank == 3 }
        let values = keyed.filter { $0.0.rank != 3 }
        let sorted = values.sorted { a, b in
            if a.0.rank != b.0.rank { return a.0.rank < b.0.rank }
            return ascending ? precedes(a.0, b.0) : precedes(b.0, a.0)
        }
        return (sorted + nulls).map(\.1)
    }

    static func sum(_ array: JSONText?) -> Double? {
        guard let array, array.kind == .array else { return nil }
        var total: Double? = 0
        array.forEachElement { element in
            total = element.kind == .number ? element.asDouble.flatMap { value in total.map { $0 + value } } : nil
            return total != nil
        }
        return total
    }
}
