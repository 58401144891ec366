import Testing

@testable import KQLEngine

@Suite("Encodings read what they write", .needsEngine)
struct CodingAnswerTests {
    static let answers: [(String, String?)] = [
        ("base64_decode_toarray('S3VzdG8=')", "[75,117,115,116,111]"), ("base64_decode_toarray('*')", nil),
        ("base64_encode_fromarray(dynamic([75, 117]))", "S3U="), ("base64_encode_fromarray(dynamic([256]))", ""),
        ("base64_encode_fromguid(toguid('ae3133f2-6e22-49ae-b06a-16e6a9b212eb'))", "8jMxriJurkmwahbmqbIS6w=="),
        ("base64_decode_toguid('8jMxriJurkmwahbmqbIS6w==')", "ae3133f2-6e22-49ae-b06a-16e6a9b212eb"),
        ("base64_decode_toguid('AA==')", nil),
        ("url_encode_component('a b/é')", "a%20b%2f%c3%a9"),
        ("punycode_from_string('académie-française')", "acadmie-franaise-npb1a"),
        ("punycode_to_string('acadmie-franaise-npb1a')", "académie-française"),
        ("punycode_from_string('艺术')", "cqv902d"), ("punycode_to_string('!!')", ""),
        ("punycode_domain_from_string('xn--Ge-mia.Bulg.edu')", "Gáe.Bulg.edu"),
        ("punycode_domain_to_string('艺术.com')", "xn--cqv902d.com"),
        ("zlib_decompress_from_base64_string('eJwLSS0uUSguKcrMS1cwNDIGACxqBQ4=')", "Test string 123"),
        ("zlib_decompress_from_base64_string(zlib_compress_to_base64_string('é'))", "é"),
        ("gzip_decompress_from_base64_string(gzip_compress_to_base64_string('hello'))", "hello"),
        ("gzip_decompress_from_base64_string('AAAA')", ""),
        ("hash_xxhash64('World') == hash('World')", "true"), ("hash('World', 100)", "51"),
        ("hash(datetime(2015-01-01))", "1380966698541616202"),
        ("strlen(tostring(new_guid()))", "36"), ("rand() < 1.0 and rand(10) < 10", "true"),
    ]

    @Test("answers", arguments: answers)
    func value(_ expression: String, _ expected: String?) throws {
        #expect(try scalar(expression) == expected)
    }

    @Test("a text that unpacks to more than the limit gives nothing")
    func bomb() {
        let packed = Deflate.compressed([UInt8](repeating: 0x61, count: 20 << 20), .gzip)
        #expect(Deflate.decompressed(packed, .gzip) == nil)
    }
}
