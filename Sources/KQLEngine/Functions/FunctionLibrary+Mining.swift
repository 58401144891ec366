internal import DuckDB
internal import KQL

// MARK: Patterns among rows, kql.md §12

extension FunctionLibrary {
    static let mining: [FunctionBody] = [
        FunctionBody(.findPatterns) { input, output in
            try input.forEachRow(output) { row in
                guard let rows = JSONText(input[1].text(row)), rows.kind == .array,
                    let options = JSONText(input[2].text(row))
                else {
                    output.setNull(row)
                    return
                }
                var numbers: [Double] = []
                options.forEachElement { option in
                    numbers.append(option.asDouble ?? 0)
                    return true
                }
                while numbers.count < 2 { numbers.append(0) }
                switch String(decoding: input[0].text(row).bytes, as: UTF8.self) {
                case "basket": output.set(row, try PatternPlugins.basket(rows, numbers))
                case "autocluster": output.set(row, try PatternPlugins.autocluster(rows, numbers))
                case "diffpatterns": output.set(row, try PatternPlugins.differences(rows, numbers))
                default:
                    let named = options.element(at: 1).flatMap { $0.isNull ? nil : $0.string }
                    let separators = named.map { Set(String(decoding: $0, as: UTF8.self).unicodeScalars) }
                    let lines = LinePatterns(rows, threshold: numbers[0], separators: separators)
                    output.set(row, try lines.groups())
                }
            }
        },
        FunctionBody(.distinctSketchCommon) { input, output in
            input.forEachRow(output) { row in
                let sketches = input.columns.indices.compactMap { DistinctSketch(JSONText(input[$0].text(row))) }
                output.set(row, sketches.count == input.columns.count ? DistinctSketch.common(sketches) : nil)
            }
        },
    ]
}
