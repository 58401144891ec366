import CZlib

/// Inflates a deflate or gzip stream that lies in memory, piece by piece.
///
/// All use of zlib is here; pointers do not leave the closures.
enum Inflater {
    enum Format: Int32 {
        /// Raw deflate, as inside a zip archive.
        case deflate = -15
        /// gzip with its header and trailer, which zlib checks.
        case gzip = 31
    }

    /// How a stream ended.
    struct Outcome {
        /// Bytes that came out.
        var produced: Int
        /// Bytes of the input that belong to the stream.
        var consumed: Int
        /// CRC-32 of what came out.
        var checksum: UInt32
        /// Whether the sink asked to stop before the end.
        var isStopped: Bool
    }

    /// Why a stream could not be inflated.
    enum Failure: Error {
        case outOfMemory
        case corrupt(String)
        case truncated
        case tooLong
    }

    /// Size of the pieces that the sink is given.
    static let pieceSize = 1 << 18

    /// Inflates a whole stream.
    ///
    /// - Parameters:
    ///   - limit: The most bytes that may come out; a stream that would give more fails.
    ///   - sink: Takes each piece and how much of the input was used up to it; `false` stops the work early.
    static func inflate(
        _ input: UnsafeRawBufferPointer,
        format: Format,
        limit: Int,
        sink: (UnsafeRawBufferPointer, Int) throws -> Bool
    ) throws -> Outcome {
        var stream = z_stream()
        guard
            inflateInit2_(&stream, format.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { throw Failure.outOfMemory }
        defer { inflateEnd(&stream) }
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceSize, alignment: 16)
        defer { piece.deallocate() }

        var outcome = Outcome(produced: 0, consumed: 0, checksum: 0, isStopped: false)
        var checksum = crc32(0, nil, 0)
        var status = Z_OK
        while status != Z_STREAM_END {
            if stream.avail_in == 0 {
                let rest = min(input.count - outcome.consumed, 1 << 30)
                guard rest > 0 else { throw Failure.truncated }
                let start = input.baseAddress?.advanced(by: outcome.consumed)
                stream.next_in = UnsafeMutablePointer(mutating: start?.assumingMemoryBound(to: UInt8.self))
                stream.avail_in = UInt32(rest)
            }
            let before = stream.avail_in
            stream.next_out = piece.baseAddress?.assumingMemoryBound(to: UInt8.self)
            stream.avail_out = UInt32(pieceSize)
            status = CZlib.inflate(&stream, Z_NO_FLUSH)
            guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
                throw Failure.corrupt(stream.msg.map { String(cString: $0) } ?? "zlib error \(status)")
            }
            outcome.consumed += Int(before - stream.avail_in)
            let count = pieceSize - Int(stream.avail_out)
            if count == 0 && before == stream.avail_in && status != Z_STREAM_END { throw Failure.truncated }
            outcome.produced += count
            guard outcome.produced <= limit else { throw Failure.tooLong }
            let output = UnsafeRawBufferPointer(rebasing: piece[0..<count])
            checksum = crc32(checksum, output.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt32(count))
            if count > 0, try sink(output, outcome.consumed) == false {
                outcome.isStopped = true
                break
            }
        }
        outcome.checksum = UInt32(truncatingIfNeeded: checksum)
        return outcome
    }

    /// CRC-32 of bytes, added to that of what came before.
    static func checksum(_ bytes: UnsafeRawBufferPointer, after: UInt32 = 0) -> UInt32 {
        var sum = UInt(after)
        var rest = bytes
        while let base = rest.baseAddress, !rest.isEmpty {
            let count = min(rest.count, 1 << 30)
            sum = UInt(crc32(uLong(sum), base.assumingMemoryBound(to: UInt8.self), UInt32(count)))
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
        return UInt32(truncatingIfNeeded: sum)
    }
}
