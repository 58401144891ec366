internal import DuckDB
internal import KQL

// MARK: Parts and places of texts, kql.md §6

extension FunctionLibrary {
    static let textParts: [FunctionBody] = [
        FunctionBody(.substring) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                guard !input[0].isNull(row), !input[1].isNull(row) else {
                    output.set(row, [])
                    continue
                }
                let length = input[2].isNull(row) ? nil : input[2].int64(row)
                output.set(row, TextParts.substring(input[0].text(row), start: input[1].int64(row), length: length))
            }
        },
        FunctionBody(.indexOf) { input, output in
            var needles = PreparedArgument(input[1]) { TextNeedle($0, isFolding: false) }
            for row in 0..<input.count where !input.isStopped(output) {
                guard !input[0].isNull(row), !input[1].isNull(row) else {
                    output.setNull(row)
                    continue
                }
                output.set(
                    row,
                    TextParts.index(
                        of: try needles.value(row),
                        in: input[0].text(row),
                        start: input[2].isNull(row) ? 0 : input[2].int64(row),
                        length: input[3].isNull(row) ? -1 : input[3].int64(row),
                        occurrence: input[4].isNull(row) ? 1 : input[4].int64(row)
                    )
                )
            }
        },
        FunctionBody(.split) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                guard !input[0].isNull(row), !input[1].isNull(row) else {
                    output.setNull(row)
                    continue
                }
                let index = input[2].isNull(row) ? nil : input[2].int64(row)
                output.set(row, TextParts.split(input[0].text(row), at: input[1].text(row), index: index))
            }
        },
        FunctionBody(.reverse) { input, output in
            input.forEachRow(output) { output.set($0, TextParts.reversed(input[0].text($0))) }
        },
    ]
}

/// Parts of texts by code points.
enum TextParts {
    static func substring(_ text: ByteView, start: Int64, length: Int64?) -> ByteView {
        let nothing = text[0..<0]
        if let length, length <= 0 { return nothing }
        var first = start
        if start < 0 {
            first = Int64(text.scalarCount) + start
            if first < 0 { return nothing }
        }
        guard first < Int64(text.count) else { return nothing }
        let begin = text.byteOffset(ofScalar: Int(first))
        guard let length, length < Int64(text.count) else { return text[begin..<text.count] }
        return text[begin..<text.byteOffset(ofScalar: Int(length), from: begin)]
    }

    static func index(
        of needle: TextNeedle, in text: ByteView, start: Int64, length: Int64, occurrence: Int64
    ) -> Int64? {
        guard occurrence >= 1, length >= -1 else { return nil }
        var first = start
        if start < 0 { first = max(0, Int64(text.scalarCount) + start) }
        guard first <= Int64(text.count) else { return -1 }
        var position = text.byteOffset(ofScalar: Int(first))
        var remaining = occurrence
        while position <= text.count {
            // Each search has the whole length before it, counted from where it begins.
            let end =
                length == -1 || length >= Int64(text.count)
                ? text.count : text.byteOffset(ofScalar: Int(length), from: position)
            guard let found = needle.range(in: text[0..<end], from: position) else { return -1 }
            remaining -= 1
            if remaining == 0 { return Int64(text[0..<found.lowerBound].scalarCount) }
            guard found.lowerBound < end else { return -1 }
            position = found.lowerBound + text.scalar(at: found.lowerBound).length
        }
        return -1
    }

    /// Overlapping matches count, an empty needle none.
    static func count(of needle: TextNeedle, in text: ByteView) -> Int64 {
        guard !needle.isEmpty else { return 0 }
        var total: Int64 = 0
        var position = 0
        while let found = needle.range(in: text, from: position) {
            total += 1
            position = found.lowerBound + text.scalar(at: found.lowerBound).length
        }
        return total
    }

    static func split(_ text: ByteView, at delimiter: ByteView, index: Int64?) -> [UInt8] {
        var output: [UInt8] = [UInt8(ascii: "[")]
        var part: Int64 = 0
        func append(_ range: Range<Int>) {
            if index == nil || index == part {
                if output.count > 1 { output.append(UInt8(ascii: ",")) }
                JSONText.appendString(text[range].buffer, to: &output)
            }
            part += 1
        }
        var start = 0
        if !delimiter.isEmpty {
            let needle = TextNeedle(delimiter, isFolding: false)
            while let found = needle.range(in: text, from: start) {
                append(start..<found.lowerBound)
                start = found.upperBound
            }
        }
        append(start..<text.count)
        output.append(UInt8(ascii: "]"))
        return output
    }

    static func reversed(_ text: ByteView) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var position = text.count
        while position > 0 {
            let length = text.scalar(before: position).length
            output.append(contentsOf: text[position - length..<position].buffer)
            position -= length
        }
        return output
    }
}
