internal import DuckDB
internal import KQL

// MARK: Sets, kql.md §9

extension FunctionLibrary {
    static let sets: [FunctionBody] = [
        FunctionBody(.setHasElement) { input, output in
            input.forEachRow(output) { row in
                let sought = input[1].text(row).bytes
                output.set(row, input.elements(0, row).map { $0.contains(sought) })
            }
        },
        FunctionBody(.setUnion) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                let arrays = input.arrays(row).compactMap(\.self)
                output.set(row, arrays.isEmpty ? nil : JSONArray.text(JSONArray.distinct(arrays.joined())))
            }
        },
        FunctionBody(.setIntersect) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                let arrays = input.arrays(row)
                let found = arrays.compactMap(\.self)
                guard let first = found.first, found.count == arrays.count else {
                    output.setNull(row)
                    continue
                }
                let others = found.dropFirst().map { Set($0) }
                let kept = JSONArray.distinct(first).filter { element in others.allSatisfy { $0.contains(element) } }
                output.set(row, JSONArray.text(kept))
            }
        },
        FunctionBody(.setDifference) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                let arrays = input.arrays(row)
                guard let first = arrays.first ?? nil else {
                    output.setNull(row)
                    continue
                }
                let others = Set(arrays.dropFirst().compactMap(\.self).joined())
                output.set(row, JSONArray.text(JSONArray.distinct(first).filter { !others.contains($0) }))
            }
        },
        FunctionBody(.setFlatten) { input, output in
            input.forEachRow(output) { row in
                guard let elements = input.elements(0, row) else {
                    output.setNull(row)
                    return
                }
                output.set(row, JSONArray.text(JSONArray.distinct(flat(elements).filter { $0 != Array("null".utf8) })))
            }
        },
        FunctionBody(.arrayFlatten) { input, output in
            input.forEachRow(output) { row in
                output.set(row, input.elements(0, row).map { JSONArray.text(flat($0)) })
            }
        },
    ]

    /// Elements of which those that are arrays stand for their own elements.
    private static func flat(_ elements: [[UInt8]]) -> [[UInt8]] {
        elements.flatMap { element in ByteView.with(element) { JSONText($0)?.elements } ?? [element] }
    }
}
