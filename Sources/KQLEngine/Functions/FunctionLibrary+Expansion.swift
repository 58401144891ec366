internal import DuckDB
internal import KQL

// MARK: What mv-expand makes of dynamics, kql.md §10

extension FunctionLibrary {
    static let expansion: [FunctionBody] = [expanding(.expand, asTexts: false), expanding(.expandTexts, asTexts: true)]

    private static func expanding(_ function: EngineFunction, asTexts: Bool) -> FunctionBody {
        FunctionBody(function) { input, output in
            let texts = input[0]
            var paths = PreparedArgument(input[1]) { JSONPath($0) }
            var list = output.texts
            for row in 0..<input.count where !input.isStopped(output) {
                list.begin(row)
                var isWritten = false
                if !texts.isNull(row), !input[1].isNull(row), let path = try paths.value(row) {
                    let asPairs = !input[2].isNull(row) && input[2].bool(row)
                    isWritten =
                        path.withValue(in: texts.text(row)) { value, _ in
                            expand(value, asPairs: asPairs, asTexts: asTexts, to: &list)
                        } != nil
                }
                if !isWritten { append(nil, asTexts: asTexts, to: &list) }
                list.end()
            }
        }
    }

    private static func expand(_ value: JSONText, asPairs: Bool, asTexts: Bool, to list: inout TextListOutput) {
        switch value.kind {
        case .array:
            value.forEachElement { element in
                append(element.isNull ? nil : element, asTexts: asTexts, to: &list)
                return true
            }
        case .bag:
            value.forEachMember { key, value in
                if asPairs {
                    list.append(JSONArray.text([JSONText.quoted(key.string), value.text.bytes]))
                } else {
                    var bag = JSONBag()
                    bag.set(key.string, value.text.bytes)
                    list.append(bag.finish())
                }
                return true
            }
        default: append(value, asTexts: asTexts, to: &list)
        }
    }

    /// Writes an element as JSON, or as `tostring` prints it.
    private static func append(_ value: JSONText?, asTexts: Bool, to list: inout TextListOutput) {
        guard let value else { return asTexts ? list.append([]) : list.appendNull() }
        if !asTexts || value.kind != .string { return list.append(value.text) }
        if let plain = value.plainString { list.append(plain) } else { list.append(value.string) }
    }
}
