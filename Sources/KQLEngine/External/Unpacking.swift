internal import CZlib

/// Opens gzip files and zip archives that lie in memory.
enum Unpacking {
    /// The files of some bytes: those of an archive, the one inside a gzip file, or the bytes themselves.
    ///
    /// - Parameter limit: The most bytes that may come out, of all files together.
    static func files(in bytes: [UInt8], limit: Int) throws(ExternalFailure) -> [[UInt8]] {
        if bytes.starts(with: [0x1F, 0x8B]) { return [try inflated(bytes[...], windowBits: 47, limit: limit)] }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return try members(of: bytes, limit: limit) }
        return [bytes]
    }

    private static func members(of bytes: [UInt8], limit: Int) throws(ExternalFailure) -> [[UInt8]] {
        func number(_ at: Int, _ count: Int) -> Int {
            guard at >= 0, at + count <= bytes.count else { return 0 }
            return (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
        }
        // The end of the central directory stands at the end, before a comment of up to 65,535 bytes.
        var end = bytes.count - 22
        let lowest = max(0, end - 65_535)
        while end >= lowest, number(end, 4) != 0x0605_4B50 { end -= 1 }
        guard end >= lowest else { throw ExternalFailure("the zip archive has no directory") }
        var entry = number(end + 16, 4)
        var files: [[UInt8]] = []
        var total = 0
        for _ in 0..<number(end + 10, 2) {
            guard number(entry, 4) == 0x0201_4B50 else { throw ExternalFailure("the zip archive is damaged") }
            let method = number(entry + 10, 2)
            let size = number(entry + 20, 4)
            let header = number(entry + 42, 4)
            let start = header + 30 + number(header + 26, 2) + number(header + 28, 2)
            guard start <= bytes.count, start + size <= bytes.count else {
                throw ExternalFailure("the zip archive is damaged")
            }
            let nameLength = number(entry + 28, 2)
            let isFolder = nameLength > 0 && number(entry + 46 + nameLength - 1, 1) == 0x2F
            entry += 46 + nameLength + number(entry + 30, 2) + number(entry + 32, 2)
            if isFolder { continue }
            // Entries may share their bytes, so that a small archive holds many large files.
            let room = limit - total
            defer { total += files.last?.count ?? 0 }
            guard room >= 0 else { throw tooLarge(limit) }
            switch method {
            case 0: files.append(Array(bytes[start..<start + size]))
            case 8: files.append(try inflated(bytes[start..<start + size], windowBits: -15, limit: room))
            default: throw ExternalFailure("the zip archive is packed by the method \(method)")
            }
        }
        return files
    }

    /// Inflates a stream: gzip or zlib (47) or raw deflate (-15).
    private static func inflated(
        _ input: ArraySlice<UInt8>, windowBits: Int32, limit: Int
    ) throws(ExternalFailure) -> [UInt8] {
        var stream = z_stream()
        guard inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw ExternalFailure("there is no memory to unpack it")
        }
        defer { inflateEnd(&stream) }
        var source = Array(input)
        var output: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 18)
        let status = source.withUnsafeMutableBufferPointer { bytes -> Int32 in
            stream.next_in = bytes.baseAddress
            stream.avail_in = UInt32(bytes.count)
            while true {
                let result = piece.withUnsafeMutableBufferPointer { buffer -> Int32 in
                    stream.next_out = buffer.baseAddress
                    stream.avail_out = UInt32(buffer.count)
                    return inflate(&stream, Z_NO_FLUSH)
                }
                output.append(contentsOf: piece[0..<(piece.count - Int(stream.avail_out))])
                if output.count > limit { return Z_MEM_ERROR }
                // gzip files may follow each other.
                if result == Z_STREAM_END, windowBits > 0, stream.avail_in > 0 {
                    if inflateReset(&stream) != Z_OK { return Z_DATA_ERROR }
                    continue
                }
                if result != Z_OK { return result }
                if stream.avail_in == 0, stream.avail_out > 0 { return Z_BUF_ERROR }
            }
        }
        switch status {
        case Z_STREAM_END: return output
        case Z_MEM_ERROR: throw tooLarge(limit)
        default: throw ExternalFailure("it is damaged or ends too early")
        }
    }

    private static func tooLarge(_ limit: Int) -> ExternalFailure {
        ExternalFailure("it is larger than \(limit / 1_000_000) MB when unpacked")
    }
}
