internal import DuckDB
internal import KQL

// MARK: Texts of known forms

extension FunctionLibrary {
    static let textForms: [FunctionBody] = [
        FunctionBody(.parseURLQuery) { input, output in
            input.forEachRow(output) { output.set($0, URLText.queryBag(input[0].text($0))) }
        },
        FunctionBody(.parsePath) { input, output in
            input.forEachRow(output) { output.set($0, FilePath(input[0].text($0).string).bag) }
        },
        FunctionBody(.parseCSV) { input, output in
            input.forEachRow(output) { row in
                output.set(
                    row, JSONArray.text(SeparatedRecord.first(of: input[0].text(row).bytes).map { JSONText.quoted($0) })
                )
            }
        },
        FunctionBody(.parseXML) { input, output in
            input.forEachRow(output) { output.set($0, XMLDocument.json(input[0].text($0).bytes)) }
        },
        FunctionBody(.parseCommandLine) { input, output in
            let windows = TextNeedle("windows", isFolding: true)
            input.forEachRow(output) { row in
                let arguments = CommandLine.arguments(of: input[0].text(row).bytes)
                guard !arguments.isEmpty, windows.equals(input[1].text(row)) else {
                    output.setNull(row)
                    return
                }
                output.set(row, JSONArray.text(arguments.map { JSONText.quoted($0) }))
            }
        },
        FunctionBody(.parseVersion) { input, output in
            input.forEachRow(output) { row in
                output.set(row, VersionText.decimal(input[0].text(row).string).map { Array($0.stored.utf8) })
            }
        },
        FunctionBody(.parseUserAgent) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                guard !input[0].isNull(row) else {
                    output.setNull(row)
                    continue
                }
                let wanted = input[1].isNull(row) ? nil : JSONText(input[1].text(row)).map(UserAgent.parts)
                output.set(row, UserAgent(input[0].text(row).string).bag(wanted ?? UserAgent.Part.allCases))
            }
        },
        FunctionBody(.hasAnyIndex) { input, output in
            try input.forEachRow(output, preparing: 1, { NeedleList($0) }) { list, row in
                let text = input[0].text(row)
                let index = list.needles.firstIndex { $0.occursAsTerm(in: text) }
                output.set(row, Int64(index ?? -1))
            }
        },
        FunctionBody(.formatBytes) { input, output in
            input.forEachRow(output) { row in
                output.set(
                    row,
                    ByteSize.text(input[0].double(row), digits: input[1].int64(row), unit: input[2].text(row).string)
                )
            }
        },
        FunctionBody(.isASCII) { input, output in
            input.forEachRow(output) { output.set($0, input[0].text($0).isASCII) }
        },
        FunctionBody(.codePoints) { input, output in
            input.forEachRow(output) { row in
                output.set(
                    row, JSONArray.text(input[0].text(row).string.unicodeScalars.map { Array("\($0.value)".utf8) }))
            }
        },
        FunctionBody(.textOfCodePoints) { input, output in
            input.forEachRow(output) { row in
                var text: [UInt8] = []
                let isValid = JSONText(input[0].text(row)).map { appendScalars(of: $0, to: &text) } ?? false
                output.set(row, isValid ? text : [])
            }
        },
    ]

    /// Writes the characters of numbers, which may lie in arrays; false where one is no code point.
    private static func appendScalars(of value: JSONText, to output: inout [UInt8]) -> Bool {
        switch value.kind {
        case .array:
            var isValid = true
            value.forEachElement { element in
                isValid = appendScalars(of: element, to: &output)
                return isValid
            }
            return isValid
        case .number:
            guard let scalar = value.asLong.flatMap({ UInt32(exactly: $0) }).flatMap(Unicode.Scalar.init) else {
                return false
            }
            JSONText.appendUTF8(scalar.value, to: &output)
            return true
        default: return false
        }
    }
}

/// `format_bytes`.
enum ByteSize {
    private static let units = ["Bytes", "KB", "MB", "GB", "TB", "PB", "EB"]

    static func text(_ size: Double, digits: Int64, unit: String) -> String {
        var index = 0
        if let wanted = units.firstIndex(where: { $0.lowercased() == unit.lowercased() }) {
            index = wanted
        } else {
            var rest = size.magnitude
            while rest >= 1024, index < units.count - 1 {
                rest /= 1024
                index += 1
            }
        }
        var value = size
        for _ in 0..<index { value /= 1024 }
        let rounded = Arithmetic.rounded(value, digits: min(max(digits, 0), 15))
        return String(decoding: RealText.text(rounded), as: UTF8.self) + " " + units[index]
    }
}
