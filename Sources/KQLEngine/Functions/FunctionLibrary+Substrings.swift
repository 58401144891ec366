internal import DuckDB
internal import KQL

// MARK: Substring tests under simple case folding, kql.md §6

extension FunctionLibrary {
    static let substrings: [FunctionBody] = [
        folded(.contains) { $0.occurs(in: $1) },
        folded(.startsWith) { $0.isPrefix(of: $1) },
        folded(.endsWith) { $0.isSuffix(of: $1) },
        folded(.equalsIgnoringCase) { $0.equals($1) },
        membership(.inIgnoringCase, isFolding: true),
        membership(.inArray, isFolding: false),
    ]

    private static func folded(
        _ function: EngineFunction, _ test: @escaping @Sendable (TextNeedle, ByteView) -> Bool
    ) -> FunctionBody {
        FunctionBody(function) { input, output in
            let texts = input[0]
            try input.forEachRow(output, preparing: 1, { TextNeedle($0, isFolding: true) }) { needle, row in
                output.set(row, test(needle, texts.text(row)))
            }
        }
    }

    private static func membership(_ function: EngineFunction, isFolding: Bool) -> FunctionBody {
        let cache = PreparedCache<TextSet>()
        return FunctionBody(function) { input, output in
            let texts = input[0]
            try input.forEachRow(
                output, preparing: 1, { cache.value(of: $0) { TextSet($0, isFolding: isFolding) } }
            ) { set, row in
                output.set(row, set.contains(texts.text(row)))
            }
        }
    }
}

extension [UInt8] {
    /// The text with every scalar folded.
    var folded: [UInt8] {
        if allSatisfy({ $0 < 0x80 }) { return map(CaseFolding.foldASCII) }
        return ByteView.with(self) { view in
            var output: [UInt8] = []
            var position = 0
            while position < view.count {
                let (value, length) = view.scalar(at: position)
                JSONText.appendUTF8(CaseFolding.fold(value), to: &output)
                position += length
            }
            return output
        }
    }
}
