internal import CZlib

/// Deflate in its two wrappings, over bytes in memory; all use of zlib in this target is here.
enum Deflate {
    enum Format: Int32 {
        case zlib = 15
        case gzip = 31
    }

    /// A text that unpacks to more than this is not unpacked: it is made to exhaust memory.
    private static let limit = 16 << 20

    /// Texts up to this length are stored as they are, as the service stores them: packed they would hardly be shorter.
    private static let storedLength = 64

    static func compressed(_ bytes: [UInt8], _ format: Format) -> [UInt8] {
        if !bytes.isEmpty, bytes.count <= storedLength { return stored(bytes, format) }
        var stream = z_stream()
        guard
            deflateInit2_(
                &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, format.rawValue, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return [] }
        defer { deflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 32)
        var input = bytes
        let count = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                _ = deflate(&stream, Z_FINISH)
                return target.count - Int(stream.avail_out)
            }
        }
        return Array(output[..<count])
    }

    /// One stored block; RFC 1951 §3.2.4, in the wrappings of RFC 1950 and RFC 1952.
    private static func stored(_ bytes: [UInt8], _ format: Format) -> [UInt8] {
        let length = UInt16(bytes.count)
        func littleEndian(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
        var block: [UInt8] = [1]
        for part in [length, ~length] { block += littleEndian(UInt32(part)).prefix(2) }
        block += bytes
        var input = bytes
        return input.withUnsafeMutableBufferPointer { source in
            let count = UInt32(source.count)
            switch format {
            case .zlib:
                return [0x78, 0x01] + block + littleEndian(UInt32(adler32(1, source.baseAddress, count))).reversed()
            case .gzip:
                return [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff] + block
                    + littleEndian(UInt32(crc32(0, source.baseAddress, count))) + littleEndian(count)
            }
        }
    }

    /// nil for what is not in this format, and for what is too long.
    static func decompressed(_ bytes: [UInt8], _ format: Format) -> [UInt8]? {
        var stream = z_stream()
        guard
            inflateInit2_(&stream, format.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return nil }
        defer { inflateEnd(&stream) }
        var output: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        var input = bytes
        let isWhole = input.withUnsafeMutableBufferPointer { source in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(source.count)
            while output.count <= limit {
                let status = piece.withUnsafeMutableBufferPointer { target in
                    stream.next_out = target.baseAddress
                    stream.avail_out = UInt32(target.count)
                    return inflate(&stream, Z_NO_FLUSH)
                }
                output += piece[..<(piece.count - Int(stream.avail_out))]
                if status == Z_STREAM_END { return true }
                if status != Z_OK || stream.avail_in == 0 && stream.avail_out > 0 { return false }
            }
            return false
        }
        return isWhole ? output : nil
    }
}
