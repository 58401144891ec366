internal import DuckDB
internal import KQL

// MARK: Encodings of text and bytes

extension FunctionLibrary {
    static let codings: [FunctionBody] = [
        FunctionBody(.hashOfLong) { input, output in
            input.forEachRow(output) { row in
                let width = Int(min(max(input[1].int64(row), 0), 8))
                output.set(row, hash(UInt64(bitPattern: input[0].int64(row)), width: width))
            }
        },
        FunctionBody(.hashOfReal) { input, output in
            input.forEachRow(output) { output.set($0, hash(input[0].double($0).bitPattern, width: 8)) }
        },
        FunctionBody(.hashOfGUID) { input, output in
            input.forEachRow(output) { row in
                let bytes = guidBytes(input[0].text(row)) ?? []
                output.set(row, Int64(bitPattern: ByteView.with(bytes) { XXHash64.hash($0) }))
            }
        },
        coded(.base64ToArray) { text in
            TextCoding.base64Bytes(text).map { JSONArray.text($0.map { Array("\($0)".utf8) }) }
        },
        coded(.base64OfArray) { text in
            var bytes: [UInt8] = []
            var isValid = true
            JSONText(text)?.forEachElement { element in
                let byte = element.kind == .number ? element.asLong.flatMap { UInt8(exactly: $0) } : nil
                isValid = byte != nil
                if let byte { bytes.append(byte) }
                return isValid
            }
            return isValid ? TextCoding.base64Encoded(bytes) : []
        },
        coded(.base64ToGUID) { text in
            guard let bytes = TextCoding.base64Bytes(text), bytes.count == 16 else { return nil }
            let digits = guidOrder.flatMap {
                [HexadecimalDigit.lower(bytes[$0] >> 4), HexadecimalDigit.lower(bytes[$0] & 15)]
            }
            return ByteView.with(digits) { GUIDText.canonical($0) }
        },
        coded(.base64OfGUID) { text in
            guidBytes(text).map { TextCoding.base64Encoded($0) } ?? []
        },
        coded(.urlEncodeComponent) { TextCoding.urlEncodedComponent($0) },
        coded(.punycodeEncode) { text in Array((Punycode.encoded(text.string) ?? "").utf8) },
        coded(.punycodeDecode) { text in Array((Punycode.decoded(text.string) ?? "").utf8) },
        coded(.punycodeDomainEncode) { text in Array((Punycode.encodedDomain(text.string) ?? "").utf8) },
        coded(.punycodeDomainDecode) { text in Array((Punycode.decodedDomain(text.string) ?? "").utf8) },
        coded(.gzipCompress) { TextCoding.base64Encoded(Deflate.compressed($0.bytes, .gzip)) },
        coded(.gzipDecompress) { decompressed($0, .gzip) },
        coded(.zlibCompress) { TextCoding.base64Encoded(Deflate.compressed($0.bytes, .zlib)) },
        coded(.zlibDecompress) { decompressed($0, .zlib) },
    ]

    /// Where each byte of a GUID's text lies among its bytes; the order is its own inverse.
    private static let guidOrder = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]

    private static func hash(_ value: UInt64, width: Int) -> Int64 {
        let bytes = (0..<width).map { UInt8(truncatingIfNeeded: value >> UInt64($0 * 8)) }
        return Int64(bitPattern: ByteView.with(bytes) { XXHash64.hash($0) })
    }

    private static func guidBytes(_ text: ByteView) -> [UInt8]? {
        let digits = text.bytes.compactMap(HexadecimalDigit.value)
        guard digits.count == 32 else { return nil }
        let bytes = stride(from: 0, to: 32, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
        return guidOrder.map { bytes[$0] }
    }

    private static func coded(
        _ function: EngineFunction, _ body: @escaping @Sendable (ByteView) -> [UInt8]?
    ) -> FunctionBody {
        FunctionBody(function) { input, output in
            input.forEachRow(output) { output.set($0, body(input[0].text($0))) }
        }
    }

    private static func decompressed(_ text: ByteView, _ format: Deflate.Format) -> [UInt8] {
        guard let bytes = TextCoding.base64Bytes(text), let plain = Deflate.decompressed(bytes, format),
            TextCoding.isUTF8(plain)
        else { return [] }
        return plain
    }
}
