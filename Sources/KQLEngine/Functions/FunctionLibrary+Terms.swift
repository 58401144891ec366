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
            !text.isEmpty && (list.matchesEverything || list.needles.contains { $0.occursAsTerm(in: text) })
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
        FunctionBody(function) { input, output in
            let texts = input[0]
            try input.forEachRow(output, preparing: 1, { NeedleList($0) }) { list, row in
                output.set(row, test(list, texts.text(row)))
            }
        }
    }
}

/// The needles of `has_any` and `has_all`, from a JSON array.
struct NeedleList {
    let isArray: Bool
    /// Whether an element is null, which matches everything (kql.md §6).
    let matchesEverything: Bool
    let needles: [TextNeedle]

    init(_ text: ByteView) {
        guard let array = JSONText(text), array.kind == .array else {
            isArray = false
            matchesEverything = false
            needles = []
            return
        }
        var needles: [TextNeedle] = []
        var sawNull = false
        array.forEachElement { element in
            if element.isNull {
                sawNull = true
            } else {
                needles.append(ByteView.with(element.displayText) { TextNeedle($0, isFolding: true) })
            }
            return true
        }
        isArray = true
        matchesEverything = sawNull
        self.needles = needles
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
