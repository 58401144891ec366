internal import DuckDB
internal import KQL

// MARK: Term operators, kql.md §6

extension FunctionLibrary {
    static let terms: [FunctionBody] = [
        term(.has, isFolding: true, left: true, right: true),
        term(.hasCaseSensitive, isFolding: false, left: true, right: true),
        term(.hasPrefix, isFolding: true, left: true, right: false),
        term(.hasPrefixCaseSensitive, isFolding: false, left: true, right: false),
        term(.hasSuffix, isFolding: true, left: false, right: true),
        term(.hasSuffixCaseSensitive, isFolding: false, left: false, right: true),
        needleList(.hasAny) { list, text in
            !text.isEmpty && list.anyOccursAsTerm(in: text)
        },
        needleList(.hasAll) { list, text in
            !text.isEmpty && list.isArray && list.needles.allSatisfy { $0.occursAsTerm(in: text) }
        },
    ]

    private static func term(_ function: EngineFunction, isFolding: Bool, left: Bool, right: Bool) -> FunctionBody {
        FunctionBody(function) { input, output in
            let texts = input[0]
            try input.forEachRow(output, preparing: 1, { TextNeedle($0, isFolding: isFolding) }) { needle, row in
                output.set(row, needle.occursAsTerm(in: texts.text(row), left: left, right: right))
            }
        }
    }

    private static func needleList(
        _ function: EngineFunction, _ test: @escaping @Sendable (NeedleList, ByteView) -> Bool
    ) -> FunctionBody {
        let cache = PreparedCache<NeedleList>()
        return FunctionBody(function) { input, output in
            let texts = input[0]
            try input.forEachRow(output, preparing: 1, { cache.value(of: $0) { NeedleList($0) } }) { list, row in
                output.set(row, test(list, texts.text(row)))
            }
        }
    }
}

extension JSONText {
    /// The value as `tostring` prints it: a string's own text, nothing for null, otherwise the JSON text.
    var displayText: [UInt8] {
        switch kind {
        case .string: string
        case .null: []
        default: text.bytes
        }
    }
}
