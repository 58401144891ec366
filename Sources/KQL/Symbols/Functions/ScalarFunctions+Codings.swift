extension ScalarFunctions {
    /// Encodings of text and bytes.
    static let codings: [ScalarFunction] = [
        .engine("base64_decode_tostring", aliases: ["base64_decodestring"], [.string], .string, .base64Decode),
        .engine("base64_encode_tostring", aliases: ["base64_encodestring"], [.string], .string, .base64Encode),
        .engine("base64_decode_toarray", [.string], .dynamic, .base64ToArray),
        .engine("base64_encode_fromarray", [.array], .string, .base64OfArray),
        .engine("base64_decode_toguid", [.string], .guid, .base64ToGUID),
        .engine("base64_encode_fromguid", [.guid], .string, .base64OfGUID),
        .engine("url_decode", [.string], .string, .urlDecode),
        .engine("url_encode", [.string], .string, .urlEncode),
        .engine("url_encode_component", [.string], .string, .urlEncodeComponent),
        .engine("punycode_from_string", [.string], .string, .punycodeEncode),
        .engine("punycode_to_string", [.string], .string, .punycodeDecode),
        .engine("punycode_domain_to_string", [.string], .string, .punycodeDomainEncode),
        .engine("punycode_domain_from_string", [.string], .string, .punycodeDomainDecode),
        .engine("gzip_compress_to_base64_string", [.string], .string, .gzipCompress),
        .engine("gzip_decompress_from_base64_string", [.string], .string, .gzipDecompress),
        .engine("zlib_compress_to_base64_string", [.string], .string, .zlibCompress),
        .engine("zlib_decompress_from_base64_string", [.string], .string, .zlibDecompress),
    ]

    /// Hashes and identifiers.
    static let hashes: [ScalarFunction] = [
        digest("hash_sha256", "sha256"), digest("hash_md5", "md5"), digest("hash_sha1", "sha1"),
        hash("hash"), hash("hash_xxhash64"),
        ScalarFunction.custom("new_guid", [], .fixed(.guid)) { _ in .cast(.call("uuid", []), "VARCHAR") }.unfoldable,
        .custom("rand", naming: .firstArgument, [.maybeInteger], .fixed(.real)) { call in
            guard call.count > 0 else { return .call("random", []) }
            return .call("floor", [.infix("*", [.call("random", []), call.argument(0, as: .real)])])
        },
    ]

    private static func hash(_ name: String) -> ScalarFunction {
        .custom(name, [.required(.notDynamic), .maybeInteger], .fixed(.long)) { call in
            let hash = hashed(call[0], call.types[0])
            return call.count > 1 ? .engineCall(.modulo, [hash, call[1]]) : hash
        }
    }

    /// Texts are hashed by their UTF-8, other values by the bytes of their width, the lowest first.
    private static func hashed(_ value: SQLExpression, _ type: ScalarType) -> SQLExpression {
        switch type {
        case .long, .datetime, .timespan: .engineCall(.hashOfLong, [value, .value(8)])
        case .int: .engineCall(.hashOfLong, [.cast(value, "BIGINT"), .value(4)])
        case .bool: .engineCall(.hashOfLong, [.cast(value, "BIGINT"), .value(1)])
        case .real: .engineCall(.hashOfReal, [value])
        case .guid: .engineCall(.hashOfGUID, [value])
        case .string, .dynamic, .unknown: .engineCall(.hash, [value])
        case .decimal: .engineCall(.hash, [.engineCall(.decimalToText, [value])])
        }
    }

    /// A digest of the text form in lower-case hexadecimal; of the empty text the empty text.
    private static func digest(_ name: String, _ builtin: StaticString) -> ScalarFunction {
        .custom(name, [.required(.notDynamic)], .fixed(.string)) { call in
            let text = asText(call, 0)
            return .caseWhen([(.infix("=", [text, .text("")]), .text(""))], otherwise: .call(builtin, [text]))
        }
    }
}
