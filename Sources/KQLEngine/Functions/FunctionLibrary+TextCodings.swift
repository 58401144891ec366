internal import DuckDB
internal import KQL

// MARK: Hashes and encodings, kql.md §6

extension FunctionLibrary {
    static let textCodings: [FunctionBody] = [
        FunctionBody(.hash) { input, output in
            input.forEachRow(output) { output.set($0, Int64(bitPattern: XXHash64.hash(input[0].text($0)))) }
        },
        FunctionBody(.base64Decode) { input, output in
            input.forEachRow(output) { output.set($0, TextCoding.base64Decoded(input[0].text($0)) ?? []) }
        },
        FunctionBody(.base64Encode) { input, output in
            input.forEachRow(output) { output.set($0, TextCoding.base64Encoded(input[0].text($0))) }
        },
        FunctionBody(.urlDecode) { input, output in
            input.forEachRow(output) { output.set($0, TextCoding.urlDecoded(input[0].text($0))) }
        },
        FunctionBody(.urlEncode) { input, output in
            input.forEachRow(output) { output.set($0, TextCoding.urlEncoded(input[0].text($0))) }
        },
        FunctionBody(.parseURL) { input, output in
            input.forEachRow(output) { output.set($0, URLText.bag(input[0].text($0))) }
        },
    ]
}
