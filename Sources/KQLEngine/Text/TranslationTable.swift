internal import DuckDB

/// The characters that `translate` puts in the place of others.
struct TranslationTable {
    /// What stands for each ASCII character: itself, nothing, or another text.
    private var ascii: [[UInt8]] = (0..<128).map { [UInt8($0)] }
    private var others: [Unicode.Scalar: [UInt8]] = [:]
    private let isASCII: Bool

    /// Of equal characters the first counts; those beyond the second list get its last, and nothing where it is empty.
    init(from: String, to: String) {
        let targets = to.unicodeScalars.map { Array(String($0).utf8) }
        var seen: Set<Unicode.Scalar> = []
        for (index, scalar) in from.unicodeScalars.enumerated() where seen.insert(scalar).inserted {
            let target = index < targets.count ? targets[index] : targets.last ?? []
            if scalar.isASCII { ascii[Int(scalar.value)] = target } else { others[scalar] = target }
        }
        isASCII = others.isEmpty
    }

    func translated(_ text: ByteView) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        if isASCII {
            // Bytes of other characters are all above 127.
            for index in 0..<text.count {
                let byte = text[index]
                if byte < 128 { result.append(contentsOf: ascii[Int(byte)]) } else { result.append(byte) }
            }
            return result
        }
        for scalar in text.string.unicodeScalars {
            if scalar.isASCII {
                result.append(contentsOf: ascii[Int(scalar.value)])
            } else {
                result.append(contentsOf: others[scalar] ?? Array(String(scalar).utf8))
            }
        }
        return result
    }
}
