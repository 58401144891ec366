// MARK: Encodings of text and bytes

extension EngineFunction {
    /// As ``hash`` over so many (second) of the lowest bytes of a whole number, the lowest first.
    public static let hashOfLong = Self("kql_hash_long", [.int64, .int64], result: .int64)

    /// As ``hash`` over the eight bytes of a double, the lowest first.
    public static let hashOfReal = Self("kql_hash_real", [.double], result: .int64)

    /// As ``hash`` over the 16 bytes of an identifier, as ``base64OfGUID`` orders them.
    public static let hashOfGUID = Self("kql_hash_guid", [.text], result: .int64)

    /// The bytes that a Base64 text encodes as a JSON array of numbers; NULL where it is none.
    public static let base64ToArray = Self("kql_base64_to_array", [.text], result: .text)

    /// The Base64 form of a JSON array of bytes; the empty text where an element is no byte.
    public static let base64OfArray = Self("kql_base64_of_array", [.text], result: .text)

    /// The identifier whose 16 bytes, the first three groups with the lowest byte first, a Base64 text encodes;
    /// NULL where it is none.
    public static let base64ToGUID = Self("kql_base64_to_guid", [.text], result: .text)

    /// The Base64 form of an identifier's 16 bytes, as ``base64ToGUID`` reads them.
    public static let base64OfGUID = Self("kql_base64_of_guid", [.text], result: .text)

    /// The text with every byte other than `A-Z a-z 0-9 - _ . ~` written `%XX`.
    public static let urlEncodeComponent = Self("kql_url_encode_component", [.text], result: .text)

    /// The Punycode of a text (RFC 3492), without a prefix.
    public static let punycodeEncode = Self("kql_punycode_encode", [.text], result: .text)

    /// The text whose Punycode this is; the empty text where it is none.
    public static let punycodeDecode = Self("kql_punycode_decode", [.text], result: .text)

    /// A domain name with each label that is not ASCII as `xn--` and its Punycode.
    public static let punycodeDomainEncode = Self("kql_punycode_domain_encode", [.text], result: .text)

    /// A domain name with each label that begins with `xn--` decoded.
    public static let punycodeDomainDecode = Self("kql_punycode_domain_decode", [.text], result: .text)

    /// The Base64 form of a text in gzip format.
    public static let gzipCompress = Self("kql_gzip_compress", [.text], result: .text)

    /// The text that a Base64 text holds in gzip format; the empty text where it holds none.
    public static let gzipDecompress = Self("kql_gzip_decompress", [.text], result: .text)

    /// The Base64 form of a text in zlib format.
    public static let zlibCompress = Self("kql_zlib_compress", [.text], result: .text)

    /// As ``gzipDecompress`` for zlib format.
    public static let zlibDecompress = Self("kql_zlib_decompress", [.text], result: .text)

    static let allCodings: [Self] = [
        .hashOfLong, .hashOfReal, .hashOfGUID, .base64ToArray, .base64OfArray, .base64ToGUID, .base64OfGUID,
        .urlEncodeComponent, .punycodeEncode,
        .punycodeDecode, .punycodeDomainEncode, .punycodeDomainDecode, .gzipCompress, .gzipDecompress,
        .zlibCompress, .zlibDecompress,
    ]
}
