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
            for row in 0..<input.count where !input.isStopped(output) {
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
            for row in 0..<input.count where !input.isStopped(output) {
                guard let elements = input.elements(0, row) else {
                    output.setNull(row)
                    continue
                }
                output.set(
                    row,
                    JSONArray.index(
                        of: input[1].isNull(row) ? Array("null".utf8) : input[1].text(row).bytes,
                        in: elements,
                        start: input[2].isNull(row) ? 0 : input[2].int64(row),
                        length: input[3].isNull(row) ? -1 : input[3].int64(row),
                        occurrence: input[4].isNull(row) ? 1 : input[4].int64(row)
                    )
                )
            }
        },
        FunctionBody(.arraySort) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                guard !input[0].isNull(row), !input[1].isNull(row), let first = input.elements(2, row) else {
                    output.setNull(row)
                    continue
                }
                let order = JSONArray.order(of: first, ascending: input[0].bool(row), nullsLast: input[1].bool(row))
                let sorted = (2..<input.columns.count).map { column -> [UInt8] in
                    guard let elements = input.elements(column, row), elements.count == first.count else {
                        return Array("null".utf8)
                    }
                    return JSONArray.text(order.map { elements[$0] })
                }
                output.set(row, sorted.count == 1 ? sorted[0] : JSONArray.text(sorted))
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
            for row in 0..<input.count where !input.isStopped(output) {
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

    /// The positions of the elements in order: numbers before strings before others; numbers by value, strings by
    /// code points; nulls at the end, or at the beginning. Equal elements keep their order.
    static func order(of elements: [[UInt8]], ascending: Bool, nullsLast: Bool) -> [Int] {
        struct Key {
            var rank: Int
            var number: Double
            var text: [UInt8]
        }
        let keys = elements.map { element in
            ByteView.with(element) { view in
                guard let value = JSONText(view) else { return Key(rank: 3, number: 0, text: []) }
                return switch value.kind {
                case .number: Key(rank: 0, number: value.asDouble ?? 0, text: [])
                case .string: Key(rank: 1, number: 0, text: value.string)
                case .bool, .array, .bag: Key(rank: 2, number: 0, text: element)
                case .null: Key(rank: 3, number: 0, text: [])
                }
            }
        }
        func precedes(_ a: Key, _ b: Key) -> Bool {
            if a.number != b.number { return a.number < b.number }
            return a.text.lexicographicallyPrecedes(b.text)
        }
        let nulls = keys.indices.filter { keys[$0].rank == 3 }
        let values = keys.indices.filter { keys[$0].rank != 3 }.sorted { left, right in
            let (a, b) = (keys[left], keys[right])
            if a.rank != b.rank { return a.rank < b.rank }
            if ascending ? precedes(a, b) : precedes(b, a) { return true }
            return !(ascending ? precedes(b, a) : precedes(a, b)) && left < right
        }
        return nullsLast ? values + nulls : nulls + values
    }

    /// The position of the n-th element that equals a JSON value, inside of a window; -1 when there is none.
    static func index(
        of sought: [UInt8], in elements: [[UInt8]], start: Int64, length: Int64, occurrence: Int64
    ) -> Int64? {
        guard occurrence >= 1, length >= -1 else { return nil }
        let count = Int64(elements.count)
        let first = start < 0 ? max(0, count + start) : start
        let end = length == -1 ? count : min(count, first.addingReportingOverflow(length).partialValue)
        guard first < end else { return -1 }
        var remaining = occurrence
        for index in Int(first)..<Int(end) where elements[index] == sought {
            remaining -= 1
            if remaining == 0 { return Int64(index) }
        }
        return -1
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
